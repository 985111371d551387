"""What the house must survive: kills, cuts, busy and broken networks, many workers."""
