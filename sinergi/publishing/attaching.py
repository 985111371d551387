"""Pictures that go with answers: what this room, which keeps files, does when the inbox asks.

They are taken, made to fit and forgotten as those of posts are. They are in no library by
themselves; what a library says of a file holds for an answer, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from sinergi.lib.media import kinds
from sinergi.lib.text import No, say
from sinergi.networks import queries as networks
from sinergi.networks import signals
from sinergi.networks.attaching import Fitted, Item, Offer
from sinergi.publishing import content, file_limits, files, giving, intake, recipes, tasks
from sinergi.publishing.library import queries as library
from sinergi.publishing.library import standing, used
from sinergi.publishing.models import LibraryFile, MediaFile
from sinergi.publishing.pictures import Picture
from sinergi.units.models import Unit

State = MediaFile.State


@receiver(signals.brought, dispatch_uid="publishing")
def brought(**told: Any) -> Item:
    """Take a picture as one of a post is taken. Raises No for what is none, and for a video."""
    upload, name = told["content"], told["name"]
    upload.seek(0)
    if kinds.video(upload.read(kinds.HEAD)):
        raise No(say("{name} is a video: an answer takes pictures alone."), name=name)
    return giving.item(intake.store(upload, name=name))


@receiver(signals.fitting, dispatch_uid="publishing")
def fitting(**told: Any) -> Fitted:
    """Say how pictures go to an account, and have made what is not there yet."""
    shown = [giving.picture(one) for one in told["items"]]
    account, limits = told["account"], told["limits"]
    sources = [picture.sha256 for picture in shown]
    why = _why_not(told["unit"], sources, timezone.localdate())
    if why:
        return Fitted((), No(why))
    wanted = [recipes.fitting(content.file(one), limits) for one in shown]
    foreseen = [
        recipes.foreseen(content.file(one), recipe) if recipe else content.file(one)
        for one, recipe in zip(shown, wanted, strict=True)
    ]
    card = networks.card(account)
    name = f"{card.about.name} {account.handle}" if card else account.handle
    if against := next(file_limits.problems(name, limits, foreseen), None):
        return Fitted((), against)
    with transaction.atomic():
        clean = MediaFile.objects.filter(source__in=sources, recipe="")
        list(clean.select_for_update().order_by("pk"))  # held in one order by all that need them
        clean.update(seen=timezone.now())
        rows = [
            _made(p, recipe) if recipe else None for p, recipe in zip(shown, wanted, strict=True)
        ]
    there = list(zip(shown, rows, strict=True))
    for picture, row in there:
        if row is not None and row.state == State.FAILED:
            facts = {"name": picture.name, **row.problem["facts"]}
            return Fitted((), No(row.problem["message"], **facts))
    items = [giving.item(picture, row) for picture, row in there]
    return Fitted(items, waiting=any(not one["file"] for one in items))


@receiver(signals.offered, dispatch_uid="publishing")
def offered(**told: Any) -> list[Offer]:
    """Offer pictures of the library as to a post, or the one that is named. Films are left out."""
    unit, today = told["unit"], timezone.localdate()
    if told["entry"]:
        one = library.offered_one(unit, told["entry"], today)
        rows = [one] if one is not None else []
    else:
        rows = library.offered(unit, told["words"], today)
    return [Offer(row.pk, str(row), _of_library(row)) for row in rows if not row.file.video]


@receiver(signals.usable, dispatch_uid="publishing")
def usable(**told: Any) -> str:
    """Say why an office may not use some files today."""
    return _why_not(told["unit"], told["sources"], timezone.localdate())


def _of_library(row: LibraryFile) -> Item:
    f = row.file
    known = (f.width, f.height, f.seconds, f.rate)
    return giving.item(Picture(f.file, row.name, f.mime, f.size, f.source, row.description, *known))


def _why_not(unit: Unit, sources: Sequence[str], day: date) -> str:
    rows = used.all_of(unit, sources)
    if any(standing.against(row, day) for row in rows):
        return say(
            "A picture of this answer may not be used now: the library says why. Take it out."
        )
    return ""


def _made(picture: Picture, recipe: recipes.Recipe) -> MediaFile:
    """Return the row of what is to be made of a picture; begin it where nobody has."""
    now, key = timezone.now(), {"source": picture.sha256, "recipe": str(recipe)}
    new = MediaFile(**key, mime=recipe.mime, seen=now)
    MediaFile.objects.bulk_create([new], ignore_conflicts=True)
    row = MediaFile.objects.select_for_update().get(**key)
    begin = row.seen == now or (row.state == State.PREPARING and files.may_begin_again(row, now))
    if begin or row.state == State.READY:  # one that is asked for is not forgotten meanwhile
        MediaFile.objects.filter(pk=row.pk).update(seen=now)
    if begin:
        tasks.begin(row)
    return row
