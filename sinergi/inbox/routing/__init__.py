"""Whose a conversation is, by rules of an office; how often they were wrong is counted."""
