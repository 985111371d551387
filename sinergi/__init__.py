"""Sinergi: the social-media desk of a local government."""

__version__ = "0.1.0"
