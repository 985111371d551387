"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from sinergi.language.findings import Severity
from sinergi.language.writing.reading import Reading


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found: the facts of a Finding without what is the same for all of the rule.

    ``severity`` stands above the rule's own where one finding matters less or more than the others.
    """

    start: int
    end: int
    what: str
    proposed: str | None = None
    facts: Mapping[str, str | int] = field(default_factory=dict)
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is looked for.

    Parameters
    ----------
    id
        Its name, and that of its page in ``docs/writing/``.
    why
        Why it matters, an English msgid.
    look
        Yields what it finds in a reading of the text or of an alternative text.
    in_alt
        True where alternative texts are looked at too.
    ranked
        True where its findings come before others of the same severity, in the order it gives.
    """

    id: str
    severity: Severity
    why: str
    look: Callable[[Reading], Iterator[Hit]]
    in_alt: bool = False
    ranked: bool = False
