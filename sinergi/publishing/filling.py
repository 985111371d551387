"""``{{names}}`` in a text, and what they stand for in an office. Plain values in and out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sinergi.language.findings import Finding, Severity
from sinergi.lib.text import No, say

FIELD = re.compile(r"\{\{\s*([A-Za-z]\w{0,39})\s*\}\}", re.ASCII)
#: How a field may be called.
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


def unfilled(text: str) -> list[str]:
    """Return the names in a text that stand for something still, each once, in their order."""
    return list(dict.fromkeys(name.lower() for name in FIELD.findall(text)))


def problems(text: str, account: str) -> Iterator[No]:
    """Yield each name that an account's words still hold."""
    for name in unfilled(text):
        yield No(
            say("The text for {account} still has the field {field}: write what it stands for."),
            account=account,
            field=name,
        )


def filled(text: str, known: Mapping[str, str]) -> str:
    """Return a text with what its names stand for. What is not known stays to be seen."""
    return FIELD.sub(lambda found: known.get(found[1].lower(), found[0]), text)


def findings(text: str, known: Mapping[str, str]) -> Iterator[Finding]:
    """Yield each name that was not filled in, with what it stands for where that is known."""
    for found in FIELD.finditer(text):
        yield Finding(
            "field-unfilled",
            Severity.DANGER,
            found.start(),
            found.end(),
            say("The field {field} is not filled in."),
            say("A post with such a field is never sent: approval cannot be asked for."),
            known.get(found[1].lower()),
            facts={"field": found[1].lower()},
        )
