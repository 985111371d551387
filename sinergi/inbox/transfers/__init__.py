"""From office to office: who gets a conversation, who refuses it once, and who decides then."""
