"""The register of hashtags: which hold in an office, and what is wrong with those in a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.db.models import QuerySet

from sinergi.language.findings import Finding, Severity
from sinergi.language.writing.signs import HASHTAG
from sinergi.lib.text import say
from sinergi.publishing.models import Hashtag
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.units.queries import Person
from sinergi.units.rules import way

WHY = say("Whoever follows a hashtag expects that somebody looks after it.")
MOST_OFFERED = 20


def plain(tag: str) -> str:
    """Return a hashtag as it is compared."""
    return tag.strip().lstrip("#").casefold()


def register(unit: Unit) -> dict[str, Hashtag]:
    """Return the hashtags of an office and of those above it by ``plain``: the nearest counts."""
    rows = Hashtag.objects.filter(unit_id__in=way(unit.path)).select_related("owner", "unit")
    nearest = sorted(rows, key=lambda row: len(row.unit.path))
    return {row.plain: row for row in nearest}


def holds(row: Hashtag, day: date) -> bool:
    begun = row.since is None or row.since <= day
    return begun and (row.until is None or day <= row.until)


def offered(known: Mapping[str, Hashtag], text: str, day: date) -> list[Hashtag]:
    """Return hashtags that hold and are not in a text, those that end soonest first."""
    used = {plain(tag) for tag in HASHTAG.findall(text)}
    there = [
        row
        for row in known.values()
        if holds(row, day) and row.owner.is_active and row.plain not in used
    ]
    there.sort(key=lambda row: (row.until is None, row.until or date.max, row.plain))
    return there[:MOST_OFFERED]


def findings(text: str, known: Mapping[str, Hashtag], day: date) -> Iterator[Finding]:
    """Yield hashtags out of their time, without an owner, or that nobody has registered.

    Where an office has no register yet, nothing is said of unknown ones.
    """
    for found in HASHTAG.finditer(text):
        row = known.get(plain(found[1]))
        tag = f"#{found[1]}"
        if row is None and known:
            what = say("{tag} is not in the register of hashtags.")
            yield _found("hashtag-unknown", Severity.HINT, found.span(), what, tag)
        elif row is not None and row.until is not None and row.until < day:
            what = say("{tag} has ended.")
            yield _found("hashtag-ended", Severity.WARNING, found.span(), what, tag, "")
        elif row is not None and row.since is not None and day < row.since:
            what = say("{tag} does not begin yet.")
            yield _found("hashtag-early", Severity.WARNING, found.span(), what, tag, "")
        elif row is not None and not row.owner.is_active:
            what = say("Nobody looks after {tag}: its owner has left.")
            yield _found("hashtag-unowned", Severity.WARNING, found.span(), what, tag)


def _found(
    rule: str,
    severity: Severity,
    place: tuple[int, int],
    what: str,
    tag: str,
    proposed: str | None = None,
) -> Finding:
    return Finding(rule, severity, *place, what, WHY, proposed, facts={"tag": tag})


def hashtags_for(user: Person) -> QuerySet[Hashtag]:
    """Return the hashtags a person may use: those of their offices and of all above and below."""
    mine = units.units_where(user, "post.see").values_list("path", flat=True)
    above = {pk for path in mine for pk in way(path)}
    return Hashtag.objects.filter(unit_id__in=above).select_related("unit", "owner")


def hashtag_for(user: Person, pk: object) -> Hashtag:
    """Return a hashtag to be changed. Raises Http404, PermissionDenied."""
    rows = Hashtag.objects.select_related("unit", "owner")
    return units.obtain(rows, user, pk, see="post.see", may="post.write")


def ends(rows: Sequence[Hashtag], day: date) -> list[tuple[Hashtag, bool]]:
    """Return hashtags, and whether each holds on a day."""
    return [(row, holds(row, day)) for row in rows]
