"""The one story everything is for: a post goes out once, and an answer comes back."""
