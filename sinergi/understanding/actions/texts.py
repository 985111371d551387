"""Texts come in masked, and are read later by a worker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from sinergi.language.writing.personal.masking import mask
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
