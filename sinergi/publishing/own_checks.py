"""What the house itself finds in a post: fields not filled in, hashtags, facts that are not said.

These stand beside what the rules of writing find, and are no rules that an office switches off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sinergi.language.findings import Finding, Severity
from sinergi.language.writing.signs import WORD
from sinergi.lib.text import say
from sinergi.publishing import filling, hashtags, rules, wording
from sinergi.publishing.library import standing
from sinergi.publishing.models import LibraryFile
from sinergi.publishing.texts import Texts
from sinergi.units.models import Unit

#: How a fact is put into a text, for the public to read.
SAID: Mapping[str, str] = {
    "when": "Kapan: {}",
    "where": "Tempat: {}",
    "terms": "Syarat: {}",
    "cost": "Biaya: {}",
    "contact": "Kontak: {}",
    "source": "Sumber: {}",
}
UNSAID: Mapping[str, str] = {
    "when": say("The text does not say when: {fact}"),
    "where": say("The text does not say where: {fact}"),
    "terms": say("The text does not say the conditions: {fact}"),
    "cost": say("The text does not say what it costs: {fact}"),
    "contact": say("The text does not say whom to ask: {fact}"),
    "source": say("The text does not name its source: {fact}"),
}
WHY_UNSAID = say("You wrote it among the facts of this post; the public reads only the text.")
#: So much of the words of a fact must stand in a text, for it to be said there.
ENOUGH = 0.6
SHORTEST = re.compile(r"\w{3,}|\d+")


def of(
    unit: Unit,
    says: Texts,
    found: list[tuple[str, Finding]],
    day: date,
    entries: Sequence[LibraryFile] = (),
    *,
    poster: bool = False,
) -> list[tuple[str, Finding]]:
    """Return what the house finds itself. A source that is known takes the place of the question
    for one; with a ``poster`` facts must be said. ``entries`` of the library are behind its files.
    """
    texts = texts_of(says)
    texts |= {f"comment-{pk}": rules.seen(text) for pk, text in says.more.comments.items()}
    texts |= {f"alt-{number}": alt for number, alt in says.alts.items()}
    missing = list(unsaid(says.text, says.more.facts))
    if poster:
        missing = [replace(f, severity=Severity.WARNING) for f in missing]
    if any(f.rule == "fact-source" for f in missing):
        found[:] = [(n, f) for n, f in found if (n, f.rule) != ("text", "claim-source")]
    places = {f"alt-{number}": f"alt {at}" for at, number in enumerate(says.alts, 1)}
    there = findings(unit, texts, day)
    placed = [(name, replace(f, where=places.get(name, "text"))) for name, f in there]
    said = {name: text for name, text in texts.items() if name.startswith(("text", "own-"))}
    rights = standing.findings(entries, said, day)
    return [*placed, *rights, *(("text", f) for f in missing)]


def texts_of(says: Texts) -> dict[str, str]:
    """Return what the public would read, by the fields of the form."""
    texts = {"text": says.text}
    texts |= {f"translation-{code}": text for code, text in says.more.translations.items()}
    return texts | {f"own-{account.pk}": rules.seen(text) for account, text in says.own.items()}


def findings(unit: Unit, texts: Mapping[str, str], day: date) -> Iterator[tuple[str, Finding]]:
    """Yield (field of the form, finding) for fields and hashtags in texts, by their fields."""
    told = {name: text for name, text in texts.items() if text}
    known = wording.known(unit) if any(filling.unfilled(t) for t in told.values()) else {}
    tags = hashtags.register(unit) if any("#" in text for text in told.values()) else {}
    for name, text in told.items():
        yield from ((name, found) for found in filling.findings(text, known))
        yield from ((name, found) for found in hashtags.findings(text, tags, day))


def unsaid(text: str, facts: Mapping[str, str]) -> Iterator[Finding]:
    """Yield the facts of a post that its text does not say, each with a line that says it."""
    if not text.strip():
        return
    there = _words(text)
    for name, pattern in SAID.items():
        fact = facts.get(name, "").strip()
        words = _words(fact)
        if not words or len(words & there) >= ENOUGH * len(words):
            continue
        yield Finding(
            f"fact-{name}",
            Severity.HINT,
            len(text),
            len(text),
            UNSAID[name],
            WHY_UNSAID,
            "\n\n" + pattern.format(fact),
            facts={"fact": fact},
        )


def _words(text: str) -> set[str]:
    return {
        part.casefold() for word in WORD.findall(text) for part in SHORTEST.findall(str(word))
    } | set(re.findall(r"\d+", text))
