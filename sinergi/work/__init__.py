"""Background work: who is alive, who holds what, and the loop that does what is due."""
