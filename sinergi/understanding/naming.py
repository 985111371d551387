"""What people call places, learnt from where they said that a text was. Plain values in and out.

Where colleagues corrected a place, its texts often share a name that no list knows: a market, a
crossing, an old name. What stands in several of them and nowhere else is proposed to a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sinergi.language.rules import Gazetteer
from sinergi.language.rules.gazetteer import spelled
from sinergi.language.rules.mentions import mentions_in
from sinergi.language.rules.message import read

#: A name stands in so many texts of its place at least, and this share of the texts that it stands
#: in are of that place.
FEWEST, SHARE = 3, 0.9

#: Words of a name, and letters of the shortest.
LONGEST, SHORTEST = 3, 4

#: So many proposals are shown.
MOST = 20


@dataclass(frozen=True, slots=True)
class Said:
    """A text, and the code of where a person said it is; "" where nobody said."""

    id: int
    text: str
    code: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A name for a place, and the texts of that place it stands in."""

    name: str
    code: str
    texts: Sequence[int]


def code_of(label: str, known: Gazetteer) -> str:
    """Return the code of what a person wrote: a code, or a name that one place alone bears."""
    if label in known.places:
        return label
    codes = known.names.get(spelled(label), ())
    return codes[0] if len(codes) == 1 else ""


def proposed(texts: Iterable[Said], known: Gazetteer) -> list[Proposed]:
    """Return names that may be added to places, those in the most texts first."""
    places: dict[str, Counter[str]] = {}
    where: dict[tuple[str, str], list[int]] = {}
    for text in texts:
        for name in _runs(text.text, known):
            places.setdefault(name, Counter())[text.code] += 1
            if text.code:
                where.setdefault((name, text.code), []).append(text.id)
    found = [
        Proposed(name, code, ids)
        for (name, code), ids in where.items()
        if len(ids) >= FEWEST and len(ids) >= SHARE * places[name].total()
    ]
    found.sort(key=lambda one: (-len(one.texts), -len(one.name), one.name))
    return _longest(found)[:MOST]


def _runs(text: str, known: Gazetteer) -> set[str]:
    """Return the runs of words that may be a name, beside those that are known."""
    message = read(text)
    taken = {at for one in mentions_in(message, known) for at in range(one.start, one.end)}
    found = set()
    for size in range(1, LONGEST + 1):
        for start in range(len(message.plain) - size + 1):
            run = message.plain[start : start + size]
            if taken.isdisjoint(range(start, start + size)) and all(w.isalpha() for w in run):
                found.add(" ".join(run))
    return {name for name in found if len(name) >= SHORTEST}


def _longest(found: Sequence[Proposed]) -> list[Proposed]:
    """Leave out what only stands within, or around, what is proposed already for these texts."""
    kept: list[Proposed] = []
    for one in found:
        texts = set(one.texts)
        if not any(texts <= set(other.texts) and _within(one, other) for other in kept):
            kept.append(one)
    return kept


def _within(one: Proposed, other: Proposed) -> bool:
    short, long = sorted((f" {one.name} ", f" {other.name} "), key=len)
    return one.code == other.code and short in long


def shown(found: Sequence[Proposed], texts: Mapping[int, str]) -> list[tuple[Proposed, str]]:
    """Return each proposal with one of its texts, the shortest."""
    return [(one, min((texts[pk] for pk in one.texts), key=len)) for one in found]
