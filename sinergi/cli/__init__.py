"""The one command: ``sinergi``."""

from sinergi.cli.main import main

__all__ = ["main"]
