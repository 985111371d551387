"""What files of the media library look like to programs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

from ninja import Schema

from sinergi.people.models import User
from sinergi.publishing import pictures
from sinergi.publishing.library.aiming import Aim
from sinergi.publishing.models import LibraryCrop, LibraryFile, Post
from sinergi.publishing.pictures import Picture
from sinergi.web.api.shapes import Ref, one_of, ref


class CropOut(Schema):
    shape: Annotated[str, one_of(LibraryCrop.Shape)]
    x: int
    y: int
    size: int


class FocusOut(Schema):
    x: int
    y: int


class FileOut(Schema):
    """A file of the library. ``ends``: the last day it may be used; null: there is none.

    ``token`` puts it into a post; "" when it may not be used. ``withdrawn``: why; "": it is not.
    """

    id: int
    version: int
    unit: Ref
    name: str
    mime: str
    size: int
    width: int
    height: int
    seconds: float
    title: str
    description: str
    descriptions: dict[str, str]
    tags: list[str]
    maker: str
    source: str
    licence: Annotated[str, one_of(LibraryFile.Licence)]
    licence_until: date | None
    attribution: str
    letter: str
    consent: Annotated[str, one_of(LibraryFile.Consent)]
    consent_note: str
    minor: bool
    since: date | None
    until: date | None
    ends: date | None
    shared: bool
    poster: bool | None
    focus: FocusOut | None
    crops: list[CropOut]
    by: Ref
    added: datetime
    changed: datetime
    withdrawn: str
    token: str


class UseOut(Schema):
    """A post that uses a file."""

    id: int
    title: str
    unit: Ref
    state: Annotated[str, one_of(Post.State)]
    changed: datetime


class UsesOut(Schema):
    items: list[UseOut]


#: What is told of a file as it stands in its row.
SAME = (
    "version", "name", "title", "description", "descriptions", "tags", "maker", "source",
    "licence", "licence_until", "attribution", "letter", "consent", "consent_note", "minor",
    "since", "until", "ends", "shared", "poster", "added", "changed",
)  # fmt: skip


def file_out(row: LibraryFile, crops: Mapping[str, Aim], user: User) -> FileOut:
    file = row.file
    size = file.size or file.origin_size
    picture = Picture(
        file.file, row.name, file.mime, size, file.source, row.description,
        file.width, file.height, file.seconds, file.rate,
    )  # fmt: skip
    focused = row.focus_x is not None and row.focus_y is not None
    return FileOut(
        id=row.pk,
        unit=ref(row.unit),
        mime=file.mime,
        size=size,
        width=file.width,
        height=file.height,
        seconds=file.seconds,
        focus=FocusOut(x=row.focus_x or 0, y=row.focus_y or 0) if focused else None,
        crops=[CropOut(shape=s, x=aim.x, y=aim.y, size=aim.size) for s, aim in crops.items()],
        by=ref(row.by),
        withdrawn=row.withdrawn_why if row.withdrawn_at else "",
        token="" if row.withdrawn_at else pictures.token(picture, user.pk),
        **{name: getattr(row, name) for name in SAME},
    )


def use_of(post: Post) -> UseOut:
    return UseOut(
        id=post.pk, title=str(post), unit=ref(post.unit), state=post.state, changed=post.changed
    )
