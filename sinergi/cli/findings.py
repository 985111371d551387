"""What ``check`` finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: what it is, why it matters, and what a person does about it.

    ``warning``: all that is used works; something that could be used does not.
    """

    what: str
    why: str
    do: str
    warning: bool = False
