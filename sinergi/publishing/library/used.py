"""Which entries of the library stand behind the files of posts, and where a file is used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.db.models import F, Q, QuerySet

from sinergi.publishing.models import LibraryFile, LibraryVersion, Post, PostMedia
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.units.queries import Person
from sinergi.units.rules import way

#: So many posts are listed that use a file.
MOST = 50


def open_to(path: str) -> Q:
    """Return the condition "an office at ``path`` may use it": its own, or shared from above."""
    line = way(path)
    return Q(unit_id=line[-1]) | Q(unit_id__in=line[:-1], shared=True)


def entries_of(unit: Unit, sources: Iterable[str]) -> dict[str, LibraryFile]:
    """Return the entries behind files by their ``source``: of the office, else the nearest above.

    A file that was replaced stands for its entry still.
    """
    wanted = [source for source in dict.fromkeys(sources) if source]
    if not wanted:
        return {}
    line = way(unit.path)
    found: dict[str, LibraryFile] = {}
    for source, row in _behind(unit.path, wanted):
        there = found.get(source)
        if there is None or line.index(row.unit_id) > line.index(there.unit_id):
            found[source] = row
    return found


def all_of(unit: Unit, sources: Sequence[str]) -> list[LibraryFile]:
    """Return all entries behind files that an office may use, its own and those above."""
    rows = {row.pk: row for _source, row in _behind(unit.path, sources)}
    return [rows[pk] for pk in sorted(rows)]


def _behind(path: str, sources: Sequence[str]) -> list[tuple[str, LibraryFile]]:
    rows = LibraryFile.objects.filter(open_to(path)).select_related("unit", "file")
    now = rows.filter(file__source__in=sources).annotate(found=F("file__source"))
    before = rows.filter(versions__file__source__in=sources)
    before = before.annotate(found=F("versions__file__source"))
    return [(cast("Any", row).found, row) for row in (*before, *now)]


def sources_of(entry: LibraryFile) -> list[str]:
    """Return the sources of a file and of all that it was before."""
    older = LibraryVersion.objects.filter(entry=entry).values_list("file__source", flat=True)
    return [entry.file.source, *older]


def posts_with(entry: LibraryFile) -> QuerySet[Post]:
    """Return all posts that carry a file or one that it was, drafts too."""
    there = PostMedia.objects.filter(sha256__in=sources_of(entry)).values("post")
    return Post.objects.filter(pk__in=there)


def uses_for(user: Person, entry: LibraryFile) -> list[Post]:
    """Return the posts that use a file, of those that a person may see; changed last first."""
    rows = posts_with(entry).filter(units.within(user, "post.see"))
    return list(rows.select_related("unit", "author").order_by("-changed", "-pk")[:MOST])


def in_use(entry: LibraryFile) -> bool:
    """True when a post of those that may use an entry carries it, or once did."""
    below = posts_with(entry).filter(unit__path__startswith=entry.unit.path)
    kept = LibraryFile.objects.filter(pk=entry.pk)
    once = kept.filter(Q(file__kept=True) | Q(versions__file__kept=True))
    return below.exists() or (once.exists() and not _another(entry))


def _another(entry: LibraryFile) -> bool:
    """True when another office has the same file: what was kept may have been kept for it."""
    return LibraryFile.objects.filter(file=entry.file_id).exclude(pk=entry.pk).exists()
