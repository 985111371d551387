"""Hand on what has a register of its own: SP4N-LAPOR!, the PPID, 112. Never a rival to them."""
