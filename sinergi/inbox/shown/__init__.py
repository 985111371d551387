"""What the page of a conversation shows, card by card: words for its template, and nothing done."""
