"""The names of places that an office has, and those that its labels propose."""

from __future__ import annotations

from sinergi.language.rules import Gazetteer
from sinergi.understanding import knowledge, naming
from sinergi.understanding.models import Label, PlaceName, Text
from sinergi.units import queries as units
from sinergi.units.models import Unit

#: So many of the newest texts speak against a name that is proposed.
AMONG = 2000


def places_of(unit: Unit) -> Gazetteer:
    """Return the places that are known in an office, by all their names."""
    return knowledge.of_units([unit.pk])[unit.pk].places


def names_of(unit: Unit, known: Gazetteer) -> list[tuple[PlaceName, str]]:
    """Return an office's own names, each with the place it stands for."""
    rows = PlaceName.objects.filter(unit=unit).select_related("by")
    return [(row, known.name(row.code)) for row in rows]


def proposed_names(unit: Unit, known: Gazetteer) -> list[tuple[naming.Proposed, str, str]]:
    """Return the names that labels of places propose for an office and those under it, each with
    its place and an example; the newest texts speak against them, labelled or not."""
    below = units.subtree(unit).values("pk")
    labels = Label.objects.filter(head="place", text__unit__in=below).order_by("at", "id")
    said = dict(labels.values_list("text_id", "label"))
    rows = Text.objects.filter(unit__in=below)
    texts = dict(rows.order_by("-id").values_list("id", "text")[:AMONG])
    texts |= dict(rows.filter(pk__in=said).values_list("id", "text"))
    found = naming.proposed(
        [
            naming.Said(pk, text, naming.code_of(said.get(pk, ""), known))
            for pk, text in texts.items()
        ],
        known,
    )
    return [(one, known.name(one.code), example) for one, example in naming.shown(found, texts)]
