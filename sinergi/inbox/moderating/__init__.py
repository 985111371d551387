"""What an office does with what the public wrote, beside answering: like it, delete it."""
