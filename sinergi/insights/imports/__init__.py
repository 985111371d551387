"""Figures from files: bytes in, a table; a table and what its columns are, figures and problems."""
