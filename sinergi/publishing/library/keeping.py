"""What people do with the library: bring files, say what they are, replace, withdraw, take away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.publishing.library import aiming, rows, rules, used
from sinergi.publishing.library.aiming import Aim
from sinergi.publishing.library.rules import Said
from sinergi.publishing.models import LibraryCrop, LibraryFile, LibraryVersion, MediaFile
from sinergi.publishing.pictures import Picture
from sinergi.units.models import Unit


def bring(actor: User, unit: Unit, picture: Picture, said: Said) -> LibraryFile:
    """Put a file that was taken (``intake``) into the library of an office.

    Raises There when it is in it already, or one above shares it; No for what cannot be.
    """
    told = rules.tidied(said, picture.name)
    known = used.entries_of(unit, [picture.sha256]).get(picture.sha256)
    if known is not None:
        raise rows.There(known)
    now = timezone.now()
    file = MediaFile.objects.get(source=picture.sha256, recipe="")
    try:
        with transaction.atomic():
            entry = LibraryFile.objects.create(
                unit=unit, file=file, name=picture.name, by=actor, added=now, changed=now,
                **rows.values(told, picture.name),
            )  # fmt: skip
            audit.record(actor, "file.added", on=entry, unit_id=unit.pk, data=rows.logged(entry))
    except IntegrityError:
        raise rows.There(LibraryFile.objects.get(unit=unit, file=file)) from None
    return entry


@transaction.atomic
def change(actor: User, entry: LibraryFile, said: Said, *, version: int) -> LibraryFile:
    """Say something else of a file. Raises Changed when somebody did after ``version``."""
    row = rows.locked(entry, version)
    told = rules.tidied(said, row.name)
    rows.put(row, **rows.values(told, row.name))
    if row.told != row.ends:
        LibraryFile.objects.filter(pk=row.pk).update(told=None)
    audit.record(actor, "file.changed", on=row, unit_id=row.unit_id, data=rows.logged(row))
    return row


@transaction.atomic
def replace(actor: User, entry: LibraryFile, picture: Picture) -> LibraryFile:
    """Put a newer file in its place. Posts that carry the older one stay as they are.

    Crops are dropped: they were made for the older one. Raises No for the same file.
    """
    row = rows.locked(entry)
    file = MediaFile.objects.get(source=picture.sha256, recipe="")
    if file.pk == row.file_id:
        raise No(say("This is the same file. Nothing was replaced."))
    if LibraryFile.objects.filter(unit_id=row.unit_id, file=file).exists():
        raise No(say("The newer file is an entry of its own already. Withdraw this one instead."))
    now = timezone.now()
    LibraryVersion.objects.get_or_create(
        entry=row, file_id=row.file_id, defaults={"name": row.name, "by": actor, "at": now}
    )
    row.crops.all().delete()
    rows.put(row, file=file, name=picture.name, focus_x=None, focus_y=None)
    audit.record(actor, "file.replaced", on=row, unit_id=row.unit_id, data={"name": picture.name})
    return row


@transaction.atomic
def crop(
    actor: User, entry: LibraryFile, focus: tuple[int, int] | None, crops: Mapping[str, Aim]
) -> None:
    """Say what must stay to be seen, and how some shapes are cut. What was approved stays."""
    row = rows.locked(entry)
    for aim in crops.values():
        _check(aim)
    if focus is not None:
        _check(Aim(*focus))
    row.crops.exclude(shape__in=crops).delete()
    for shape, aim in crops.items():
        LibraryCrop.objects.update_or_create(entry=row, shape=shape, defaults=asdict(aim))
    x, y = focus or (None, None)
    rows.put(row, focus_x=x, focus_y=y)
    audit.record(actor, "file.cropped", on=row, unit_id=row.unit_id, data={"shapes": [*crops]})


@transaction.atomic
def withdraw(actor: User, entry: LibraryFile, reason: str) -> None:
    """Let nobody use it any more: posts with it that wait are refused when they would go out."""
    row, why = rows.locked(entry), rules.line(reason, 300)
    if not why:
        raise No(say("Say why, for those who want to use it."))
    if row.withdrawn_at is not None:
        raise No(say("It was withdrawn already."))
    rows.put(row, withdrawn_at=timezone.now(), withdrawn_why=why)
    audit.record(actor, "file.withdrawn", on=row, unit_id=row.unit_id, data={"reason": why})


@transaction.atomic
def bring_back(actor: User, entry: LibraryFile) -> None:
    """Let it be used again."""
    row = rows.locked(entry)
    if row.withdrawn_at is None:
        raise No(say("It is not withdrawn."))
    rows.put(row, withdrawn_at=None, withdrawn_why="")
    audit.record(actor, "file.allowed_again", on=row, unit_id=row.unit_id)


@transaction.atomic
def drop(actor: User, entry: LibraryFile) -> None:
    """Take a file that nothing uses out of the library. Raises No when something does."""
    row = rows.locked(entry)
    if used.in_use(row):
        raise No(say("Posts use it, or did. Withdraw it instead: then nobody uses it any more."))
    data = rows.logged(row)
    audit.drop(actor, "file.dropped", row, unit_id=row.unit_id, data=data)


def _check(aim: Aim) -> None:
    inside = 0 <= aim.x <= 100 and 0 <= aim.y <= 100
    if not inside or not aiming.LEAST_SIZE <= aim.size <= aiming.WHOLE:
        raise No(say("A crop lies outside the picture. Nothing was changed."))
