"""Texts come in masked, and are read later by a worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils import timezone

from sinergi.language.writing.personal.masking import mask
from sinergi.lib import rows
from sinergi.understanding.models import Text
from sinergi.units import queries as units
from sinergi.units.models import Unit

#: More of a text is not read.
LONGEST = 4000

#: After a change of what reads, so many of the newest texts are read anew.
ANEW = 2000


def take(unit_id: int, origin: str, text: str, *, at: datetime | None = None) -> Text:
    """Keep a text of the public for reading, without personal data; once for an ``origin``."""
    values = {"unit_id": unit_id, "text": masked(text), "at": at or timezone.now()}
    made, _ = Text.objects.get_or_create(origin=origin, defaults=values)
    return made


def begun(unit_id: int, text: str, *, at: datetime) -> Text:
    """Return a text of the public, without personal data, for ``keep`` to store."""
    return rows.new(Text, unit_id=unit_id, text=masked(text), at=at)


def keep(fresh: Mapping[str, Text]) -> None:
    """Store texts by their origins, which are new, inside the caller's transaction."""
    for origin, text in fresh.items():
        text.origin = origin
    rows.insert(list(fresh.values()))


def forget(ids: Sequence[int]) -> int:
    """Delete texts with their labels: what they were copied from is no longer kept. Return how
    many rows went. Models that learned from them stay: no text can be read out of weights."""
    return Text.objects.filter(pk__in=ids).delete()[0]


def masked(text: str) -> str:
    """Return what is kept of a text."""
    return mask(text.replace("\0", "")[:LONGEST])


def release(holders: Sequence[str]) -> int:
    """Give back the texts of workers that are gone."""
    return Text.objects.filter(holder__in=list(holders)).update(holder="", lease=None)


def read_again(unit: Unit) -> int:
    """Have the newest texts of an office and those under it read anew. Return how many."""
    below = units.subtree(unit).values("pk")
    newest = Text.objects.filter(unit__in=below).exclude(read_at=None).order_by("-id")
    ids = list(newest.values_list("id", flat=True)[:ANEW])
    return Text.objects.filter(pk__in=ids).update(read_at=None, tries=0)
