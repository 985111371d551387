"""What a command says when it cannot go on: one sentence that tells what to do."""

from __future__ import annotations


class Problem(Exception):
    """Ends a command with exit code 1 and its message."""
