"""Whether the files of a post may be used: asked while it is written, before approval, and at the
sending.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.utils import timezone

from sinergi.language.findings import Finding, Severity
from sinergi.lib.text import No, say
from sinergi.publishing.library import used
from sinergi.publishing.models import LibraryFile, Post, PostMedia
from sinergi.publishing.pictures import Picture

WITHDRAWN = say("A picture or video of this post was withdrawn from the library. Take it out.")
OVER = say("A picture or video of this post may not be used any more: its time is over.")
EARLY = say("A picture or video of this post may not be used yet.")

WHY_RIGHTS = say("Whoever made it may ask for money, or for the post to be taken down.")
WHY_CREDIT = say("The licence lets one use it only where its maker is named.")


def why_not(post: Post, day: date) -> str:
    """Return why a post may not go out on a day, as words to be translated; "" when it may."""
    sources = list(PostMedia.objects.filter(post=post).values_list("sha256", flat=True))
    rows = used.all_of(post.unit, sources) if sources else []
    return next(filter(None, (against(row, day) for row in rows)), "")


def against(entry: LibraryFile, day: date) -> str:
    """Return what is against using a file on a day; "" when nothing is."""
    if entry.withdrawn_at is not None:
        return WITHDRAWN
    if entry.ends is not None and entry.ends < day:
        return OVER
    return EARLY if entry.since is not None and entry.since > day else ""


def problems(post: Post, shown: Sequence[Picture]) -> list[No]:
    """Return what keeps a post from being asked for: files not to be used when it goes out."""
    rows = used.all_of(post.unit, [p.sha256 for p in shown]) if shown else []
    today = timezone.localdate()
    planned = timezone.localdate(post.planned_at) if post.planned_at else today
    found = ((row, against(row, max(today, planned))) for row in rows)
    return [_said(row, why) for row, why in found if why]


def _said(row: LibraryFile, why: str) -> No:
    if why == WITHDRAWN:
        return No(
            say("“{title}” was withdrawn from the library: {why}. Take it out of the post."),
            title=str(row),
            why=row.withdrawn_why,
        )
    if why == OVER:
        return No(
            say("“{title}” may be used until {day} only. Take it out, or post earlier."),
            title=str(row),
            day=row.ends.isoformat() if row.ends else "",
        )
    return No(
        say("“{title}” may be used from {day} only. Take it out, or post later."),
        title=str(row),
        day=row.since.isoformat() if row.since else "",
    )


def findings(
    entries: Iterable[LibraryFile], texts: Mapping[str, str], day: date
) -> Iterator[tuple[str, Finding]]:
    """Yield (field of the form, finding): files that may not be used, makers that are not named."""
    for row in {row.pk: row for row in entries}.values():
        why = against(row, day)
        if why:
            yield "text", Finding("library-rights", Severity.DANGER, 0, 0, why, WHY_RIGHTS)
        elif row.licence == LibraryFile.Licence.CC:
            yield from _credit(row, texts)


def _credit(row: LibraryFile, texts: Mapping[str, str]) -> Iterator[tuple[str, Finding]]:
    for name, text in texts.items():
        if text.strip() and row.attribution.casefold() not in text.casefold():
            yield (
                name,
                Finding(
                    "library-credit",
                    Severity.WARNING,
                    len(text),
                    len(text),
                    say("The text does not name the maker of “{title}”: {credit}"),
                    WHY_CREDIT,
                    "\n\n" + row.attribution,
                    facts={"title": str(row), "credit": row.attribution},
                ),
            )
