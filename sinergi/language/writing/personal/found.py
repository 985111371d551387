"""What the finders of personal data hand over."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Personal:
    """A piece of personal data in a text.

    Parameters
    ----------
    kind
        "nik", "kk", "phone", "email", "plate", "address" or "account".
    start, end
        Where it is, in characters.
    sure
        False where nothing near says whose it is, and it may be an office's.
    """

    kind: str
    start: int
    end: int
    sure: bool = True
