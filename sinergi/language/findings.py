"""What a check of a text says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters. None of them stops a post: people decide."""

    HINT = "hint"
    WARNING = "warning"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a text that its writer may want to change.

    Parameters
    ----------
    rule
        Its identifier, as in ``docs/writing/``.
    severity
        How much it matters.
    start, end
        Where in the text, in characters; both 0 where it is about the whole text.
    what
        What was found, in an English sentence with ``{facts}`` in braces; translated where shown.
    why
        Why it matters, in an English sentence without facts.
    proposed
        What to put in its place; None where there is nothing to propose.
    where
        The part of the post that was checked: "text", or "alt" and the number of the file: "alt 1".
    facts
        What stands for the braces in ``what``.
    """

    rule: str
    severity: Severity
    start: int
    end: int
    what: str
    why: str
    proposed: str | None = None
    where: str = "text"
    facts: Mapping[str, str | int] = field(default_factory=dict)
