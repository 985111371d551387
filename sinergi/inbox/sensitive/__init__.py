"""Answers that a second person sees first: which they are, and what that person decides."""
