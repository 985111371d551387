"""Keep what somebody is writing and has not saved, and forget it. Private words, so no record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.publishing import pictures
from sinergi.publishing.models import MediaFile, Post, Unsaved
from sinergi.publishing.pictures import Picture
from sinergi.publishing.rules import Written

#: Words that nobody came back to are forgotten after this time.
KEEP = timedelta(days=90)
#: All that is typed into one form, in characters; nobody has more of them.
MOST, MOST_OF_ONE = 400_000, 200

#: {name of a field: [what it holds]}, as a form sends it.
Values = Mapping[str, Sequence[str]]


class Elsewhere(No):
    """Another window wrote to the same words meanwhile. ``there`` is what it wrote."""

    def __init__(self, there: Unsaved) -> None:
        super().__init__(say("You went on with this in another window or on another device."))
        self.there = there


@dataclass(frozen=True, slots=True)
class Page:
    """The page that words come from: which, and what it had seen of ours and of the post."""

    window: str
    version: int = 0
    base: int = 0


def keep(
    actor: User,
    values: Values,
    page: Page,
    *,
    key: UUID,
    post: Post | None = None,
    media: Sequence[Picture] = (),
) -> Unsaved:
    """Keep what stands in a form. From one window the last counts; sent twice, it is kept once.

    Raises Elsewhere when another window wrote after what this page has seen, and other words;
    Written when this form was saved already; No for more than anybody writes.
    """
    if _much(values):
        raise No(say("This is too much to keep by itself. Save it."))
    told = {name: list(held) for name, held in values.items()}
    items = pictures.as_items(media)
    with transaction.atomic():
        found = _of(actor, key, post)
        if found is None:
            _check_new(actor, key, post)
            found = _begun(actor, key, post)
        if _newer(found, page) and (found.values, found.media) != (told, items):
            raise Elsewhere(found)
        found.values, found.media, found.base = told, items, page.base
        found.window, found.version, found.at = page.window, found.version + 1, timezone.now()
        found.save()
        sources = [picture.sha256 for picture in media]
        MediaFile.objects.filter(source__in=sources, recipe="").update(seen=found.at)
    return found


def begin(actor: User, values: Values, media: Sequence[Picture]) -> Unsaved:
    """Keep what was shared with us as words that are not saved yet. Raises No for too much."""
    if _much(values):
        raise No(say("This is more than a post can hold. Share less of it."))
    key = uuid4()
    with transaction.atomic():
        _check_new(actor, key, None)
        told = {name: list(held) for name, held in values.items()}
        found = _begun(actor, key, None)
        found.values, found.media = told, pictures.as_items(media)
        found.save(update_fields=["values", "media"])
    return found


def discard(actor: User, found: Unsaved) -> None:
    Unsaved.objects.filter(pk=found.pk, author=actor).delete()


def done(actor: User, *, key: UUID | None = None, post: Post | None = None) -> None:
    """Forget the unsaved words of a form, or of a post, inside the transaction that saves them."""
    mine = Unsaved.objects.filter(author=actor)
    if key is not None:
        mine.filter(key=key).delete()
    if post is not None:
        mine.filter(post=post).delete()


def forget_unsaved(now: datetime) -> None:
    Unsaved.objects.filter(at__lt=now - KEEP).delete()


def _newer(found: Unsaved, page: Page) -> bool:
    """True when another window wrote what this page has not seen. Version 0: nobody wrote yet."""
    return found.version not in {0, page.version} and found.window != page.window


def _much(values: Values) -> bool:
    return sum(len(one) for held in values.values() for one in held) > MOST


def _check_new(actor: User, key: UUID, post: Post | None) -> None:
    saved = None if post else Post.objects.filter(author=actor, key=key).first()
    if saved is not None:
        raise Written(saved.pk)
    if Unsaved.objects.filter(author=actor).count() >= MOST_OF_ONE:
        told = say("You have {most} drafts that are not saved. Save or discard some of them.")
        raise No(told, most=MOST_OF_ONE)


def _of(actor: User, key: UUID, post: Post | None) -> Unsaved | None:
    mine: dict[str, Any] = {"post": post} if post is not None else {"key": key}
    return Unsaved.objects.select_for_update().filter(author=actor, **mine).first()


def _begun(actor: User, key: UUID, post: Post | None) -> Unsaved:
    """Make a row; where two windows do so at once, both have the one that was first."""
    try:
        with transaction.atomic():
            return Unsaved.objects.create(
                author=actor, key=key, post=post, version=0, at=timezone.now()
            )
    except IntegrityError:
        mine: dict[str, Any] = {"post": post} if post is not None else {"key": key}
        return Unsaved.objects.select_for_update().get(author=actor, **mine)
