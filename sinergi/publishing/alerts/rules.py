"""Decisions about warnings. Plain values in, plain values out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sinergi.lib.hazards import Told, shapes
from sinergi.lib.hazards.shapes import Shape
from sinergi.lib.text import say

#: A district is concerned when so much of it, or of the warning's polygon, lies in the other.
#: Borders are simplified by whoever drew them: neighbours may share a fifteenth by that alone.
WITHIN = 0.10
#: From here on it is said that the edge is touched, and a person judges.
EDGE = 0.01


#: What is marked so in a text is to be filled in by people who know.
MARK = re.compile(r"\[(?:LENGKAPI|FILL IN):[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Places:
    """The ids of offices whose territory a warning lies in, and those of which it touches an edge.

    ``note`` says why nobody could tell, where nobody could.
    """

    within: frozenset[int] = frozenset()
    edge: frozenset[int] = frozenset()
    note: str = ""
    ours: bool = field(default=True)


def wanted(words: str, only: Collection[str]) -> bool:
    """True when a title has one of the words that a source is read for; without any, always."""
    plain = words.casefold()
    return not only or any(word.casefold() in plain for word in only)


def places(
    told: Told, borders: Mapping[int, Shape], codes: Mapping[str, int], *, named: bool
) -> Places:
    """Say where a warning is. Names of places are never compared: they exist elsewhere, too.

    ``borders`` are the territories of offices by id, ``codes`` their official codes. ``named``: it
    concerns us wherever it lies, for its source is read for our name.
    """
    by_code = {pk for code in told.codes for pk in _holders(code, codes)}
    if by_code:
        return Places(within=frozenset(by_code))
    if not told.rings and not told.points:
        return Places(ours=named or not told.codes, note=_UNPLACED)
    if not borders:
        return Places(note=_NO_BORDERS)
    share = {pk: _share(told, shape) for pk, shape in borders.items()}
    within = frozenset(pk for pk, part in share.items() if part >= WITHIN)
    edge = frozenset(pk for pk, part in share.items() if EDGE <= part < WITHIN)
    if within or edge:
        return Places(within, edge)
    return Places(ours=named, note=_OUTSIDE if named else "")


def _holders(code: str, codes: Mapping[str, int]) -> Iterable[int]:
    """Yield the offices of a place: its own, or that of the district a village lies in."""
    parts = code.split(".")
    for length in range(len(parts), 2, -1):
        if (held := codes.get(".".join(parts[:length]))) is not None:
            yield held
            return


def _share(told: Told, shape: Shape) -> float:
    if any(shapes.inside(point, shape) for point in told.points):
        return 1.0
    return max((shapes.common((ring,), shape) for ring in told.rings), default=0.0)


def unfilled(text: str) -> list[str]:
    """Return the marks that still stand in a text."""
    return MARK.findall(text)


def over(ends: datetime | None, now: datetime) -> bool:
    return ends is not None and ends <= now


def why_not(*, state: str, ends: datetime | None, reason: str, now: datetime) -> str:
    """Return why the post of a draft may not go out now; "" when it may."""
    if state == "over":
        return reason or OVER
    return OVER if over(ends, now) else ""


def wait(minutes: int, failures: int) -> int:
    """Return after how many minutes a source is read again: later with each failure."""
    return max(minutes, min(120, int(minutes * 2 ** min(failures, 6))))


def spelled(told: Told) -> dict[str, Any]:
    """Return what is kept of a warning."""
    return {
        "identifier": told.identifier[:300],
        "series": told.series[:300],
        "gist": told.gist[:300],
        "kind": told.kind,
        "event": told.event[:200],
        "severity": told.severity[:20],
        "headline": told.headline[:500],
        "text": told.text,
        "advice": told.advice,
        "area": told.area[:500],
        "attribution": told.source[:100],
        "web": told.web[:500],
        "said": told.said,
        "begins": told.begins,
        "ends": max(told.begins, told.ends),
    }


OVER = say("The warning this post is about is over. Say that it is, or write anew.")
REPLACED = say("A newer warning has taken the place of the one this post is about. Use its draft.")
CANCELLED = say("Its source has cancelled the warning this post is about.")

_UNPLACED = say("The source does not say on a map where it is. Please find out which districts.")
_NO_BORDERS = say(
    "No borders of districts are known here, so nobody was picked: names alone would mistake "
    "districts for others of the same name. Import the borders."
)
_OUTSIDE = say("It lies outside your borders. Look whether it concerns you, for example upstream.")
