"""What a person sees of the library: their offices' files, and what offices above them share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from sinergi.lib import paging
from sinergi.lib.prepared import Prepared
from sinergi.publishing.library import rules, used
from sinergi.publishing.models import LibraryFile, LibraryVersion, PostMedia
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.units.queries import Person
from sinergi.units.rules import way

PAGE = 24
#: So many are offered beside a text, and so many words of a search are read.
MOST_OFFERED, MOST_WORDS = 12, 8


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the library is listed. ``state``: usable, ending, over (or withdrawn), unused;
    "" is what is not withdrawn.
    """

    words: str = ""
    unit: Unit | None = None
    kind: str = ""
    licence: str = ""
    turned: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list; ``older`` and ``newer`` are cursors, "" where there is no such page."""

    rows: Sequence[LibraryFile]
    older: str
    newer: str


def entries_for(user: Person) -> QuerySet[LibraryFile]:
    """Return what a person sees."""
    rows = LibraryFile.objects.select_related("unit", "file", "by")
    ids = units.reach(user, "post.see")
    if ids is None:
        return rows
    above = {pk for path in units.prefixes(user, "post.see") for pk in way(path)}
    return rows.filter(Q(unit_id__in=ids) | Q(unit_id__in=above, shared=True))


def entry_for(user: Person, pk: object, *, may: str = "post.see") -> LibraryFile:
    """Return an entry. Raises Http404 when invisible, PermissionDenied when not theirs."""
    row = entries_for(user).filter(pk=pk).first() if units.is_id(pk) else None
    if row is None:
        raise Http404
    if may != "post.see" and not units.may(user, may, row.unit_id):
        raise PermissionDenied
    return row


def file_page(user: Person, asked: Asked, *, cursor: str = "", size: int = PAGE) -> Page:
    """Return a page of the library, newest first. Raises No for a strange cursor."""
    rows = _narrowed(entries_for(user).select_related(None), asked, timezone.localdate())
    keys = paging.cut(
        lambda way: Prepared(
            paging.lying(rows.values_list("id", "added"), way, by="added", size=size)
        ),
        cursor=cursor,
        size=size,
    )
    ids = [row[0] for row in keys.rows]
    there = LibraryFile.objects.select_related("unit", "file", "by").in_bulk(ids)
    return Page([there[pk] for pk in ids if pk in there], keys.older, keys.newer)


def offered(unit: Unit, words: str, day: date) -> list[LibraryFile]:
    """Return what an office may put into a post on a day, newest first."""
    rows = LibraryFile.objects.filter(used.open_to(unit.path), usable(day))
    found = _saying(rows, words).select_related("unit", "file")
    return list(found.order_by("-added", "-pk")[:MOST_OFFERED])


def offered_one(unit: Unit, pk: object, day: date) -> LibraryFile | None:
    """Return an entry that an office may put into a post on a day, or nothing."""
    rows = LibraryFile.objects.filter(used.open_to(unit.path), usable(day))
    return rows.select_related("file").filter(pk=pk).first() if units.is_id(pk) else None


def usable(day: date) -> Q:
    """Return the condition "it may be used on a day"."""
    begun = Q(since=None) | Q(since__lte=day)
    return begun & (Q(ends=None) | Q(ends__gte=day)) & Q(withdrawn_at=None)


def writable(user: Person) -> QuerySet[Unit]:
    return units.units_where(user, "post.write").order_by("path")


def offices_for(user: Person) -> QuerySet[Unit]:
    """Return the offices whose files a person sees."""
    return units.units_where(user, "post.see").order_by("path")


def _narrowed(rows: QuerySet[LibraryFile], asked: Asked, day: date) -> QuerySet[LibraryFile]:
    rows = _saying(rows, asked.words)
    if asked.unit is not None:
        rows = rows.filter(unit__path__startswith=asked.unit.path)
    if asked.kind:
        begins = Q(file__mime__startswith="video/")
        rows = rows.filter(begins if asked.kind == "video" else ~begins)
    if asked.licence:
        rows = rows.filter(licence=asked.licence)
    turns = {
        "wide": Q(file__width__gt=F("file__height")),
        "tall": Q(file__width__lt=F("file__height")),
        "square": Q(file__width=F("file__height")),
    }
    if asked.turned in turns:
        rows = rows.filter(turns[asked.turned])
    return rows.filter(_state(asked.state, day))


def _state(state: str, day: date) -> Any:
    used_somewhere = PostMedia.objects.filter(sha256=OuterRef("file__source"))
    used_before = PostMedia.objects.filter(
        sha256__in=LibraryVersion.objects.filter(entry=OuterRef(OuterRef("pk"))).values(
            "file__source"
        )
    )
    match state:
        case "usable":
            return usable(day)
        case "ending":
            return usable(day) & Q(ends__lte=day + rules.BEFORE)
        case "over":
            return Q(withdrawn_at__isnull=False) | Q(ends__lt=day)
        case "unused":
            return Q(withdrawn_at=None) & ~Exists(used_somewhere) & ~Exists(used_before)
        case _:
            return Q(withdrawn_at=None)


def _saying(rows: QuerySet[LibraryFile], words: str) -> QuerySet[LibraryFile]:
    for word in words.replace("\0", "").casefold().split()[:MOST_WORDS]:
        rows = rows.filter(words__contains=word[:60])
    return rows
