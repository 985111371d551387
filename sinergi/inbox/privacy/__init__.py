"""What the public wrote is kept as long as it is needed, hidden on sight, given back on request."""
