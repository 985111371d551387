"""What a command says when it cannot go on: one sentence that tells what to do."""

from __future__ import annotations

import sys
from typing import ClassVar, TextIO


class Problem(Exception):
    """Ends a command with its message, and with exit code 1."""

    code: ClassVar[int] = 1


class Misuse(Problem):
    """A command that was called wrongly."""

    code = 2


def standard_input() -> TextIO:
    """Return what a command is given on standard input.

    Raises Misuse where whoever started it closed that.
    """
    if sys.stdin is None:
        raise Misuse(
            "Standard input is closed: give it a file (< FILE) or a pipe. Nothing was done."
        )
    return sys.stdin
