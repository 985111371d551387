"""Words that their writer has not saved yet: what a page shows of them, and begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, QueryDict

from sinergi.lib.text import short
from sinergi.people.models import User
from sinergi.publishing import pictures
from sinergi.publishing.models import Post, Unsaved
from sinergi.publishing.pictures import Picture

#: The fields of the composer that are kept; everything else belongs to the page.
FIELDS = re.compile(
    r"title|text|unit|kind|leader|labels|campaign|plan|accounts|language|(?:own|alt|part|wanted|comment|numbered)-\d{1,18}|option-\d{1,18}-[\w-]{1,40}"
    r"|poster-[0-9a-f]{16}|translation-[a-z]{2}|fact-[a-z]{2,10}"
)
#: A part of a thread as people count them.
PART = re.compile(r"[1-9]\d?", re.ASCII)
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Row:
    """Words of a new post, as the page on which one writes lists them."""

    key: UUID
    title: str
    at: datetime


def values_of(sent: QueryDict) -> dict[str, list[str]]:
    """Return what a form holds, as it is kept."""
    return {
        name: [str(one).replace("\0", "") for one in sent.getlist(name)]
        for name in sent
        if FIELDS.fullmatch(name)
    }


def media_of(sent: QueryDict, user: User) -> list[Picture]:
    """Return the images and videos a form carries, with what was typed of them."""
    kept: list[Picture] = []
    for number, token in enumerate(sent.getlist("picture")[: pictures.MOST_PICTURES]):
        picture = pictures.from_token(token, user.pk)
        twice = picture and any(one.sha256 == picture.sha256 for one in kept)
        if picture and not twice and f"drop-{number}" not in sent:
            part = sent.get(f"part-{number}", "")
            at = int(part) - 1 if PART.fullmatch(part) else None
            kept.append(pictures.described(picture, sent.get(f"alt-{number}", ""), at))
    return kept


def rows_of(user: User) -> list[Row]:
    """Return what a person has begun and not saved, newest first."""
    mine = Unsaved.objects.filter(author=user, post=None)[:MOST_SHOWN]
    return [Row(row.key, _title(row), row.at) for row in mine]


def unsaved_for(user: User, key: UUID | None) -> Unsaved:
    """Return unsaved words by the key of their form: one's own alone. Raises Http404."""
    mine = Unsaved.objects.filter(author=user).select_related("post")
    found = mine.filter(key=key).first() if key is not None else None
    if found is None:
        raise Http404
    return found


def of_post(user: User, post: Post) -> Unsaved | None:
    """Return what a person wrote at a post and has not saved."""
    return Unsaved.objects.filter(author=user, post=post).first()


def initial(found: Unsaved) -> dict[str, Any]:
    """Return what a form begins with to go on with them."""
    lists = {"accounts": [], **{name: held for name, held in found.values.items() if held}}
    values = {name: held if name == "accounts" else held[0] for name, held in lists.items()}
    return values | {"key": found.key, "copy": found.version}


def kept_pictures(found: Unsaved) -> list[Picture]:
    return pictures.resolved([Picture(**item) for item in found.media])


def media_of_all() -> Iterable[list[dict[str, Any]]]:
    """Return the files of everybody's unsaved words: they are not forgotten."""
    return Unsaved.objects.exclude(media=[]).values_list("media", flat=True)


def _title(row: Unsaved) -> str:
    said = [held for name in ("title", "text") for held in row.values.get(name, []) if held.strip()]
    rest = [held for name, held in row.values.items() if name not in {"kind", "leader"}]
    others = [one for held in rest for one in held if len(one) > 2]
    return short((said or others or [""])[0], 60)
