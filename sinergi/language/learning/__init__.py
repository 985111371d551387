"""Train heads: the shipped ones, and an office's own by the same functions.

Needs scikit-learn (and NumPy and SciPy, which it brings); nothing that reads a message does.
"""
