"""What files of the media library look like to programs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from sinergi.people.models import User
from sinergi.publishing import pictures
from sinergi.publishing.library import rules
from sinergi.publishing.library.rules import Aim
from sinergi.publishing.models import LibraryCrop, LibraryFile, Post
from sinergi.publishing.pictures import Picture
from sinergi.web.api.shapes import Day, IdIn, Ref, Said, YesNo, one_of, ref, words

Token = Annotated[str, words(4000, 1)]
Percent = Annotated[int, Field(ge=0, le=100, strict=True)]
Description = Annotated[str, words(rules.LONGEST_DESCRIPTION)]


class FileIn(Said):
    """What is said of a file. ``descriptions`` in other languages, by their codes (su, en).

    ``poster``: people read words in it; null: nobody said.
    """

    title: Annotated[str, words(200)] = ""
    description: Description = ""
    descriptions: Annotated[dict[str, Description], Field(max_length=2)] = {}
    tags: Annotated[list[Annotated[str, words(rules.LONGEST_TAG)]], Field(max_length=20)] = []
    maker: Annotated[str, words(200)] = ""
    source: Annotated[str, words(500)] = ""
    licence: Literal["unsaid", "own", "licensed", "public", "cc", "letter"] = "unsaid"
    licence_until: Day | None = None
    attribution: Annotated[str, words(300)] = ""
    letter: Annotated[str, words(300)] = ""
    consent: Literal["unsaid", "nobody", "crowd", "given"] = "unsaid"
    consent_note: Annotated[str, words(300)] = ""
    minor: YesNo = False
    since: Day | None = None
    until: Day | None = None
    shared: YesNo = False
    poster: YesNo | None = None


class NewFileIn(FileIn):
    """``token``: of a file that `POST /media` took. ``unit``: the office whose library it is."""

    unit: IdIn
    token: Token


class EditedFileIn(FileIn):
    """``version`` as you read it; refused when somebody changed it after that."""

    version: Annotated[int, Field(ge=1, le=2**31 - 1, strict=True)]


class NewerFileIn(Said):
    token: Token


class WithdrawFileIn(Said):
    reason: Annotated[str, words(300, 1)]


class FocusIn(Said):
    """What must stay to be seen, in percent from the left and from the top."""

    x: Percent
    y: Percent


class CropIn(FocusIn):
    """``size``: how much of the largest piece of that shape is taken, in percent."""

    shape: Literal["square", "portrait", "tall", "wide"]
    size: Annotated[int, Field(ge=rules.LEAST_SIZE, le=rules.WHOLE, strict=True)] = rules.WHOLE


class CropsIn(Said):
    """All crops of a file: those that are not named are none."""

    focus: FocusIn | None = None
    crops: Annotated[list[CropIn], Field(max_length=4)] = []


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
