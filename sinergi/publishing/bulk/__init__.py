"""Many posts at once: a plan from a file, one change to many, in the background and taken back."""
