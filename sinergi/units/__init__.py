"""The tree of offices: its history, its people's roles, its working hours."""
