"""The calendar: what goes out when, in whose way it stands, and what happens on these days."""
