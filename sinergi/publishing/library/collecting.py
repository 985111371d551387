"""What a post brings along goes into the library of its office, by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from sinergi.people.models import User
from sinergi.publishing.library import rules, used
from sinergi.publishing.library.rules import Said
from sinergi.publishing.models import LibraryFile, MediaFile
from sinergi.publishing.pictures import Picture
from sinergi.units.models import Unit


def collect(actor: User, unit: Unit, media: Sequence[Picture]) -> None:
    """Put the files of a post that was saved into the library, where they are not there yet.

    Inside the transaction that saves the post, whose record tells of it. Whose they are is not said
    yet: the library asks.
    """
    there = used.entries_of(unit, [p.sha256 for p in media])
    new = {p.sha256: p for p in media if p.sha256 not in there}
    if not new:
        return
    now = timezone.now()
    rows = MediaFile.objects.filter(source__in=new, recipe="")
    LibraryFile.objects.bulk_create(
        [_entry(actor, unit, row, new[row.source], now) for row in rows], ignore_conflicts=True
    )


def _entry(
    actor: User, unit: Unit, file: MediaFile, picture: Picture, now: datetime
) -> LibraryFile:
    said = Said(title=rules.title_of(picture.name), description=picture.alt)
    return LibraryFile(
        unit=unit, file=file, name=picture.name, by=actor, added=now, changed=now,
        title=said.title, description=said.description,
        words=rules.words_of(said, picture.name),
    )  # fmt: skip
