"""The media library: what offices have to show, whose it is, how it is cut, where it is used."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Query, Router, Status
from pydantic import Field

from sinergi.publishing.library import crops, keeping, queries, used
from sinergi.publishing.library.aiming import Aim
from sinergi.publishing.library.rules import Said
from sinergi.publishing.models import LibraryFile
from sinergi.units import queries as offices
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.library_said import (
    CropsIn,
    EditedFileIn,
    FileIn,
    NewerFileIn,
    NewFileIn,
    WithdrawFileIn,
)
from sinergi.web.api.library_shapes import FileOut, UsesOut, file_out, use_of
from sinergi.web.api.media import MediaIn, given
from sinergi.web.api.shapes import Cursor, Id, Limit, Page, Parameters, reading, words, writing

router = Router(tags=["posts"])

Sought = Annotated[str, words(200)]

READS, WRITES = needs("posts:read"), needs("posts:write")


class LibraryFilter(Parameters):
    """``state`` empty: all that is not withdrawn. ``unit``: of an office and all under it."""

    words: Sought = ""
    unit: Annotated[int, Field(ge=0, le=10**18 - 1)] = 0
    kind: Literal["", "image", "video"] = ""
    turned: Literal["", "wide", "tall", "square"] = ""
    licence: Literal["", "unsaid", "own", "licensed", "public", "cc", "letter"] = ""
    state: Literal["", "usable", "ending", "over", "unused"] = ""


@router.get("/library", **READS, response=reading(Page[FileOut]))
def list_library(
    request: Asked, asked: Query[LibraryFilter], cursor: Cursor = "", limit: Limit = 50
) -> Page[FileOut]:
    """The files of your offices, and what offices above them share; newest first."""
    user = person(request)
    office = offices.unit_for(user, asked.unit) if asked.unit else None
    told = queries.Asked(**{**asked.model_dump(), "unit": office})
    found = queries.file_page(user, told, cursor=cursor, size=limit)
    cut = crops.crops_of(found.rows)
    items = [file_out(row, cut.get(row.pk, {}), user) for row in found.rows]
    return Page(items=items, next=found.older or None, previous=found.newer or None)


@router.get("/library/{pk}", **READS, response=reading(FileOut))
def read_file(request: Asked, pk: Id) -> FileOut:
    """One file, with what is said of it. Its `token` puts it into a post."""
    return _out(request, queries.entry_for(person(request), pk))


@router.get("/library/{pk}/uses", **READS, response=reading(UsesOut))
def read_uses(request: Asked, pk: Id) -> UsesOut:
    """The posts that use a file, drafts too, of those that you may see; changed last first."""
    user = person(request)
    found = used.uses_for(user, queries.entry_for(user, pk))
    return UsesOut(items=[use_of(post) for post in found])


@router.post("/library", **WRITES, response=writing(FileOut, 201))
def add_file(request: Asked, body: NewFileIn) -> Status[FileOut]:
    """Put a file that `POST /media` took into the library. Refused when it is there already."""
    user = person(request)
    office = offices.unit_for(user, body.unit, may="post.write")
    picture = given(user, [MediaIn(token=body.token)])[0]
    row = keeping.bring(user, office, picture, _said(body))
    return Status(201, _out(request, row))


@router.put("/library/{pk}", **WRITES, response=writing(FileOut))
def edit_file(request: Asked, pk: Id, body: EditedFileIn) -> FileOut:
    """Say something else of a file. Refused when somebody did after `version`."""
    user = person(request)
    row = queries.entry_for(user, pk, may="post.write")
    keeping.change(user, row, _said(body), version=body.version)
    return read_file(request, pk)


@router.put("/library/{pk}/crops", **WRITES, response=writing(FileOut))
def crop_file(request: Asked, pk: Id, body: CropsIn) -> FileOut:
    """Say what must stay to be seen, and how shapes are cut. What was approved stays as it is."""
    user = person(request)
    row = queries.entry_for(user, pk, may="post.write")
    focus = (body.focus.x, body.focus.y) if body.focus else None
    aims: dict[str, Aim] = {one.shape: Aim(one.x, one.y, one.size) for one in body.crops}
    keeping.crop(user, row, focus, aims)
    return read_file(request, pk)


@router.post("/library/{pk}/versions", **WRITES, response=writing(FileOut))
def replace_file(request: Asked, pk: Id, body: NewerFileIn) -> FileOut:
    """Put a newer file in its place. Posts that carry the older one keep it."""
    user = person(request)
    row = queries.entry_for(user, pk, may="post.write")
    keeping.replace(user, row, given(user, [MediaIn(token=body.token)])[0])
    return read_file(request, pk)


@router.post("/library/{pk}/withdrawal", **WRITES, response=writing(FileOut))
def withdraw_file(request: Asked, pk: Id, body: WithdrawFileIn) -> FileOut:
    """Let nobody use a file any more: posts with it that wait do not go out."""
    user = person(request)
    keeping.withdraw(user, queries.entry_for(user, pk, may="post.write"), body.reason)
    return read_file(request, pk)


def _said(body: FileIn) -> Said:
    told: dict[str, Any] = body.model_dump(exclude={"unit", "token", "version"})
    return Said(**told)


def _out(request: Asked, row: LibraryFile) -> FileOut:
    return file_out(row, crops.crops_of([row]).get(row.pk, {}), person(request))
