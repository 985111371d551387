"""Where it is: a village or a district, or a government that is not ours.

A name speaks for every place that bears it. What stands around it decides: “Kec.” or “Desa” before
it, the name of a place above or below, another government, the district of the account itself.
"""

from __future__ import annotations

from sinergi.language.decisions import Decision
from sinergi.language.rules.before import CALLED, NAMED, WORD, called_by, denied
from sinergi.language.rules.gazetteer import (
    DISTRICT,
    FOREIGN,
    VILLAGE,
    Gazetteer,
    Place,
    bogor,
)
from sinergi.language.rules.mentions import Mention, mentions_in
from sinergi.language.rules.message import Message, read
from sinergi.language.rules.weighing import shares

NONE = "none"

#: What may stand between a name and the government it belongs to.
_OF = frozenset({"di", "kota", "kab", "kabupaten", "kotamadya", "provinsi", "in", "of", "wilayah"})

_STEEP = 1.4
_SHARED = 1.5
_NEIGHBOUR, _NEAR, _ABOVE, _LESSER, _AGAIN = 1.5, 1.5, 0.6, 1.4, 0.3
_NOWHERE = 4.0  # what "none" weighs
_GAP = 1  # words between a name and the government it belongs to: “Kemang di Jakarta”
_SURE = 0.65


def place_of(text: str, places: Gazetteer | None = None, near: str = "") -> Decision:
    """Tell the place: the code of a village or district, of another government, or ``none``.

    Parameters
    ----------
    text
        The message as written.
    places
        Where to look names up; the districts of Kabupaten Bogor when not given.
    near
        The code of the place the account belongs to, which decides between places of one name.

    Returns
    -------
    The probabilities are of the places named and of ``none``, squashed sums of hand-made weights
    (``weighing``). It abstains below .65: “Ciawi” alone may be that of Tasikmalaya.
    """
    known = bogor() if places is None else places
    message = read(text)
    mentions = [m for m in mentions_in(message, known) if not denied(message, m)]
    if not mentions:
        return Decision(NONE, {NONE: 1.0})
    scores: dict[str, float] = {}
    words: list[tuple[str, str, float]] = []
    for mention in mentions:
        for code in mention.codes:
            weight = _weight(message, mention, code, mentions, known, near)
            before = scores.get(code)
            scores[code] = weight if before is None else max(before, weight) + _AGAIN
            words.append((" ".join(message.shown[mention.start : mention.end]), code, weight))
    probabilities = shares(scores, _STEEP, NONE, _NOWHERE)
    return _decided(probabilities, words)


def _decided(probabilities: dict[str, float], words: list[tuple[str, str, float]]) -> Decision:
    label = max(probabilities, key=probabilities.__getitem__)
    signed: dict[str, float] = {}
    for word, code, weight in words:
        sign = weight if code == label else -weight
        if abs(sign) > abs(signed.get(word, 0.0)) or sign > 0:
            signed[word] = round(sign, 2)
    spoke = tuple(sorted(signed.items(), key=lambda one: (-abs(one[1]), one[0])))
    return Decision(label, probabilities, probabilities[label] < _SURE, spoke)


def _weight(
    message: Message,
    mention: Mention,
    code: str,
    mentions: list[Mention],
    known: Gazetteer,
    near: str,
) -> float:
    place = known.places[code]
    weight = NAMED
    if (mention.key, code) in known.unsure:
        weight = WORD if place.kind in {DISTRICT, VILLAGE} else _SHARED
    called = called_by(message, mention, place)
    around = _surrounded(message, mention, place, mentions, known)
    weight += called + around
    if near and (known.within(code, near) or known.within(near, code)):
        weight += _NEAR
    if place.kind == VILLAGE:
        weight += _ABOVE if around > 0 else 0.0
        weight -= _LESSER if called < CALLED and _names_district(mention, known) else 0.0
    return weight


def _names_district(mention: Mention, known: Gazetteer) -> bool:
    """Tell whether a district bears the name: without “Desa” people mean it."""
    return any(known.places[code].kind == DISTRICT for code in mention.codes)


def _surrounded(
    message: Message, mention: Mention, place: Place, mentions: list[Mention], known: Gazetteer
) -> float:
    """Weigh the other names: the place above speaks for it, another government against it."""
    weight = 0.0
    for other in mentions:
        if other.key == mention.key:
            continue
        if any(_above(code, place) for code in other.codes):
            return _NEIGHBOUR
        if place.kind != FOREIGN and _foreign(message, mention, other, known):
            weight = -NAMED
    return weight


def _above(code: str, place: Place) -> bool:
    """Tell whether a place is named in full beside a name that it shares."""
    return code == place.parent or (place.kind == FOREIGN and code == place.code)


def _foreign(message: Message, mention: Mention, other: Mention, known: Gazetteer) -> bool:
    """Tell whether another government stands right after a name, or has a place of that name."""
    if any(known.places[code].kind != FOREIGN for code in other.codes):
        return False
    between = message.words[mention.end : other.start]
    right_after = other.start >= mention.end and len(between) <= _GAP and _OF.issuperset(between)
    return right_after or not set(mention.codes).isdisjoint(other.codes)
