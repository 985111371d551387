"""Personal data in a post or in the description of an image."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from sinergi.language.findings import Severity
from sinergi.language.writing.reading import Reading
from sinergi.language.writing.rule import Hit, Rule
from sinergi.lib.text import say

#: Of each kind: what is said.
FOUND: Mapping[str, str] = MappingProxyType(
    {
        "nik": say("This is an identity number (NIK)."),
        "kk": say("This is the number of a family card (KK)."),
        "phone": say("This is somebody's telephone number."),
        "email": say("This is somebody's e-mail address."),
        "plate": say("This is the number plate of somebody's vehicle."),
        "address": say("This is where somebody lives."),
        "account": say("This is the number of somebody's bank account."),
    }
)
UNSURE = say("Is this number an office's? Say so beside it; take out what is a person's.")
WHY = say(
    "The Personal Data Protection Act (UU 27/2022): what is once public cannot be taken back."
)


def looks_for(kind: str) -> Callable[[Reading], Iterator[Hit]]:
    """Return what looks for one kind of personal data."""

    def look(reading: Reading) -> Iterator[Hit]:
        for found in reading.personal:
            if found.kind != kind:
                continue
            if found.sure:
                yield Hit(found.start, found.end, FOUND[kind], _hidden(reading.text, found.start))
            else:
                yield Hit(found.start, found.end, UNSURE, severity=Severity.HINT)

    return look


def _hidden(text: str, start: int) -> str:
    """Return what stands in its place."""
    return "(…)" if start and not text[start - 1].isspace() else "(disamarkan)"


RULES = tuple(
    Rule(f"personal-{kind}", Severity.DANGER, WHY, looks_for(kind), in_alt=True) for kind in FOUND
)
