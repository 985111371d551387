"""Where it is: a village or a district, or a government that is not ours.

A name speaks for every place that bears it. What stands around it decides: “Kec.” or “Desa” before
it, the name of a place above or below, another government, the district of the account itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sinergi.language.decisions import Decision
from sinergi.language.rules.gazetteer import (
    DISTRICT,
    ELSEWHERE,
    MOST_WORDS,
    REGENCY,
    VILLAGE,
    Gazetteer,
    Place,
    bogor,
)
from sinergi.language.rules.message import Message, read
from sinergi.language.rules.weighing import shares

NONE = "none"

_DISTRICTS = frozenset("kec kecamatan camat district kacamatan".split())
_VILLAGES = frozenset("desa ds kel kelurahan lurah kades village kadesa lembur kalurahan".split())
_AT = frozenset("di ke ka neng ing nang dari ti arah daerah wilayah warga pasar kantor area in "
                "near stasiun perum puskesmas polsek koramil".split())
_STREETS = frozenset("jl jln jalan raya".split())

_STEEP = 1.4
_NAMED, _WORD, _CALLED, _LOCATED = 2.0, 0.3, 1.2, 0.3
_NEIGHBOUR, _NEAR, _ABOVE, _AGAIN = 1.5, 1.5, 0.6, 0.3
_NOWHERE = 4.0  # what "none" weighs
_SURE = 0.65


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at some words of a message, and the places that bear it."""

    start: int
    end: int
    key: str
    codes: tuple[str, ...]


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
    mentions = list(_mentions(message, known))
    if not mentions:
        return Decision(NONE, {NONE: 1.0})
    scores: dict[str, float] = {}
    words: list[tuple[str, str, float]] = []
    for mention in mentions:
        for code in mention.codes:
            weight = _weight(message, mention, code, mentions, known, near)
            again = code in scores
            scores[code] = scores[code] + _AGAIN if again else weight
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


def _mentions(message: Message, known: Gazetteer) -> Iterator[Mention]:
    """Find names, the longest first at each word: “Parung Panjang” is no “Parung”."""
    words, names = message.words, known.names
    at, length = 0, len(words)
    while at < length:
        for size in range(min(MOST_WORDS, length - at), 0, -1):
            key = words[at] if size == 1 else "".join(words[at : at + size])
            codes = names.get(key)
            if codes:
                yield Mention(at, at + size, key, codes)
                at += size
                break
        else:
            at += 1


def _weight(
    message: Message,
    mention: Mention,
    code: str,
    mentions: list[Mention],
    known: Gazetteer,
    near: str,
) -> float:
    place = known.places[code]
    weight = _WORD if (mention.key, code) in known.unsure else _NAMED
    weight += _called(message, mention, place)
    weight += _surrounded(mention, place, mentions, known)
    if near and (known.within(code, near) or known.within(near, code)):
        weight += _NEAR
    return weight + (_ABOVE if place.kind == VILLAGE and weight > _NAMED else 0.0)


def _called(message: Message, mention: Mention, place: Place) -> float:
    """Weigh the word before: “Kec.” speaks for a district and against a village."""
    before = message.words[mention.start - 1] if mention.start else ""
    if before in _DISTRICTS or before in _VILLAGES:
        wanted = DISTRICT if before in _DISTRICTS else VILLAGE
        return _CALLED + _NAMED - _WORD if place.kind == wanted else -_CALLED
    if before in _AT and place.kind != REGENCY:
        return _LOCATED
    return -_CALLED if before in _STREETS and place.kind == VILLAGE else 0.0


def _surrounded(
    mention: Mention, place: Place, mentions: list[Mention], known: Gazetteer
) -> float:
    """Weigh the other names: a place above, below or beside speaks for it, elsewhere against."""
    weight = 0.0
    for other in mentions:
        if other is mention:
            continue
        if any(_related(code, place, known) for code in other.codes):
            weight = max(weight, _NEIGHBOUR)
        elif place.kind != ELSEWHERE and _elsewhere(other, known):
            return -_NAMED
    return weight


def _related(code: str, place: Place, known: Gazetteer) -> bool:
    other = known.places[code]
    if code == place.code:
        return False
    return code == place.parent or other.parent == place.code


def _elsewhere(mention: Mention, known: Gazetteer) -> bool:
    return all(known.places[code].kind == ELSEWHERE for code in mention.codes)
