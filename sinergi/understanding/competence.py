"""Which office is competent for a text: a suggestion with its reason; a person hands it on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sinergi.language.rules import bogor
from sinergi.language.rules.gazetteer import FOREIGN
from sinergi.understanding import knowledge, understood
from sinergi.understanding.models import Text
from sinergi.understanding.understood import Known
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.units.rules import way

KINDS = tuple(Unit.Kind.values)


@dataclass(frozen=True, slots=True)
class Competent:
    """An office, and why it is competent.

    ``topic`` is a label of the rules that hold in the text's office, ``title`` what they call it;
    ``words`` spoke for the topic, the strongest first; ``said_by`` is who said the topic, "" where
    a machine did.
    """

    unit: Unit
    topic: str
    title: str
    words: Sequence[str]
    said_by: str


def competent(text: Text, known: Sequence[Known] | None = None) -> Competent | None:
    """Return the office that the rules of topics name for a text; ``known``: if known already.

    The rules give codes of offices or kinds of them, the first that exists today counts. Of a
    kind it is the office of the place named, or above it; else that of the text's own office, or
    above it; else the only one there is. None where the topic is not sure or names no office that
    exists, and where the text is about a place of another government.
    """
    said = {one.head: one for one in (known or understood.known_of(text))}
    topic, place = said.get("topic"), _sure(said.get("place"))
    section = knowledge.topics_of(text.unit_id).section(topic.label) if topic else None
    if topic is None or section is None or topic.abstained or _elsewhere(place):
        return None
    unit = _first(section.offices, text.unit_id, place)
    if unit is None:
        return None
    words = [word for word, weight in topic.words if weight > 0]
    return Competent(unit, topic.label, section.title, words, topic.said_by)


def missing(names: Iterable[str]) -> list[str]:
    """Return which names of offices in rules are neither a kind nor the code of one of today."""
    codes = {name: None for name in names if name not in KINDS}
    there = set(units.existing().filter(code__in=codes).values_list("code", flat=True))
    return [code for code in codes if code not in there]


def _sure(place: Known | None) -> str:
    return "" if place is None or place.abstained else place.label


def _elsewhere(code: str) -> bool:
    """Tell whether a place belongs to another government: Kota Bogor, say."""
    known = bogor().places.get(code)
    return known is not None and known.kind == FOREIGN


def _first(names: Sequence[str], unit_id: int, place: str) -> Unit | None:
    codes = {one.code: one for one in units.existing().filter(code__in=names)}
    for name in names:
        found = _of_kind(name, unit_id, place) if name in KINDS else codes.get(name)
        if found is not None:
            return found
    return None


def _of_kind(kind: str, unit_id: int, place: str) -> Unit | None:
    """Return the office of a kind that looks after a place, or after what an office does."""
    offices = units.existing().filter(kind=kind)
    for beside in (Unit.objects.filter(code=place), Unit.objects.filter(pk=unit_id)):
        path = beside.values_list("path", flat=True).first() or ""
        found = offices.filter(pk__in=way(path)).order_by("-path").first()
        if found is not None:
            return found
    only = list(offices[:2])
    return only[0] if len(only) == 1 else None
