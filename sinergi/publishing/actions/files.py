"""What is done with the files of posts: have them made, made again, keep them, forget them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.networks import attaching
from sinergi.networks import queries as networks
from sinergi.networks.models import DeliveryFile
from sinergi.people.models import User
from sinergi.publishing import content, files, making, recipes, storing, tasks, unsaved
from sinergi.publishing.library import crops
from sinergi.publishing.models import MediaFile, Post, Target
from sinergi.publishing.pictures import Picture

#: An upload that ended in no post is forgotten after this time.
KEEP = timedelta(days=7)
MOST_AT_ONCE = 500
#: What nobody asked for, and no post, account or library has.
FREE = Q(kept=False, targets=None, entries=None, former_entries=None)
#: What an answer shows that went out, or is about to.
ANSWERED = Q(Exists(DeliveryFile.objects.filter(source=OuterRef("source"))))


def choose(post: Post, media: Sequence[Picture]) -> None:
    """Decide which file goes to each account, and begin what is not there yet.

    Inside the transaction that saves the post. What fits as it is needs nothing.
    """
    if not media:
        Target.made.through.objects.filter(target__post=post).delete()
        return
    sources = [picture.sha256 for picture in media]
    _write_down(media)
    rows = MediaFile.objects.select_for_update().filter(source__in=sources).order_by("pk")
    known = {(row.source, row.recipe): row for row in rows}
    MediaFile.objects.filter(source__in=sources, recipe="").update(kept=True, seen=timezone.now())
    said = crops.chosen(post.unit, media)
    for target in post.targets.select_related("account"):
        target.made.set(_wanted(target, media, known, said))


def again(actor: User, post: Post) -> int:
    """Begin anew what failed of a post's files, or gives no sign of life. Return how many."""
    now = timezone.now()
    with transaction.atomic():
        rows = [row for row in files.of_post(post) if files.may_begin_again(row, now)]
        for row in rows:
            preparing = MediaFile.State.PREPARING
            MediaFile.objects.filter(pk=row.pk).update(
                state=preparing, progress=0, problem={}, seen=now
            )
            tasks.begin(row)
        if not rows:
            raise No(say("Nothing needs to be prepared again. Look at the post anew."))
        audit.record(actor, "post.files_again", on=post, unit_id=post.unit_id)
    return len(rows)


def keep(post: Post) -> None:
    """Keep for good what is asked for: deliveries will name it."""
    MediaFile.objects.filter(targets__post=post).update(kept=True)


def forget(now: datetime) -> int:
    """Drop files that no post or answer uses and nobody asked for since; return how many."""
    waiting = {item["sha256"] for held in unsaved.media_of_all() for item in held}
    waiting |= attaching.held()
    old = MediaFile.objects.filter(FREE, ~ANSWERED, seen__lt=now - KEEP)
    old = old.exclude(source__in=waiting)
    dropped = 0
    for row in old.order_by("pk")[:MOST_AT_ONCE]:
        dropped += _drop(row, now)
    for left in Path(tempfile.gettempdir()).glob(f"{making.FOLDER}*"):
        if left.stat().st_mtime < (now - timedelta(days=1)).timestamp():
            shutil.rmtree(left, ignore_errors=True)
    return dropped


def _drop(row: MediaFile, now: datetime) -> int:
    with transaction.atomic():
        mine = MediaFile.objects.filter(FREE, ~ANSWERED, pk=row.pk, seen__lt=now - KEEP)
        if not mine.delete()[0]:
            return 0
        names = {row.file, row.origin, row.poster} - {""}
        used = set(MediaFile.objects.filter(file__in=names).values_list("file", flat=True))
        used |= set(MediaFile.objects.filter(poster__in=names).values_list("poster", flat=True))
        if not files.named(names):
            transaction.on_commit(lambda: storing.drop(*(names - used)))
    return 1


def _write_down(media: Sequence[Picture]) -> None:
    """Give those a row that came before there were rows of files."""
    now, ready = timezone.now(), MediaFile.State.READY
    there = [
        MediaFile(
            source=p.sha256, state=ready, progress=100, seen=now, file=p.file, mime=p.mime,
            size=p.size, sha256=p.sha256, width=p.width, height=p.height, seconds=p.seconds,
        )
        for p in media
        if p.file and not p.video
    ]  # fmt: skip
    MediaFile.objects.bulk_create(there, ignore_conflicts=True)


def _wanted(
    target: Target,
    media: Sequence[Picture],
    known: dict[tuple[str, str], MediaFile],
    said: Mapping[str, crops.Chosen],
) -> list[MediaFile]:
    card = networks.card(target.account)
    if card is None:
        return []
    found = []
    cuts = crops.cuts(media, said, card.about, card.limits, target.options)
    for picture in media:
        own, cut = content.file(picture), cuts.get(picture.sha256, ())
        recipe = recipes.fitting(own, card.limits, made=bool(picture.file), cut=cut)
        if recipe is not None:
            found.append(_row(picture, recipe, known))
    return found


def _row(
    picture: Picture, recipe: recipes.Recipe, known: dict[tuple[str, str], MediaFile]
) -> MediaFile:
    key = (picture.sha256, str(recipe))
    if key not in known:
        now = timezone.now()
        row = MediaFile(source=key[0], recipe=key[1], mime=recipe.mime, seen=now)
        MediaFile.objects.bulk_create([row], ignore_conflicts=True)
        known[key] = MediaFile.objects.get(source=key[0], recipe=key[1])
        clean = known.get((picture.sha256, ""))
        if clean is not None and clean.state == MediaFile.State.READY:
            tasks.begin(known[key])
    return known[key]
