"""What values may look like, and the shapes that several endpoints share."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import TextChoices
from ninja import Schema
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
)

from sinergi.lib import days
from sinergi.lib.text import say
from sinergi.people.models import User
from sinergi.units.models import Unit
from sinergi.web.api.problems import Problem
from sinergi.web.api.wrong import DAY, MOMENT

Item = TypeVar("Item")

#: No id is longer than 18 digits.
LARGEST = 10**18 - 1
Id = Annotated[int, Field(ge=1, le=LARGEST)]
IdIn = Annotated[int, Field(ge=1, le=LARGEST, strict=True)]

#: Yes or no in a body: no 0 and no "on".
YesNo = Annotated[bool, Field(strict=True)]

#: Text without the character 0, which no database of ours keeps.
NO_NUL = r"^[^\x00]*$"

Limit = Annotated[int, Field(ge=1, le=200, description="At most this many items.")]
Cursor = Annotated[
    str, Field(max_length=200, description="`next` or `previous` of the page before.")
]


def _spelled(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError(MOMENT)  # noqa: TRY004  # pydantic tells of ValueErrors
    return value


def _plausible(value: datetime) -> datetime:
    if not days.meant(value):
        raise ValueError(days.ODD_YEAR)
    return value.astimezone(UTC)


def _spelled_day(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError(DAY)
    return value


def _near(value: date) -> date:
    if not 1950 <= value.year <= 2149:
        raise ValueError(say("The year must be between 1950 and 2149."))
    return value


Day = Annotated[date, BeforeValidator(_spelled_day), AfterValidator(_near)]
Moment = Annotated[AwareDatetime, BeforeValidator(_spelled), AfterValidator(_plausible)]


def words(most: int, least: int = 0) -> Any:
    """Return the constraints of a text of at most ``most`` characters."""
    return Field(min_length=least, max_length=most, pattern=NO_NUL)


def one_of(choices: type[TextChoices], *more: str) -> WithJsonSchema:
    """Say in the description which values a text of the database has, and ``more`` beside them.

    By value and in place: ninja keeps one shape for each name, and every model has its ``State``.
    """
    return WithJsonSchema({"type": "string", "enum": [*choices.values, *more]})


class Said(Schema):
    """What a program says. A name we do not know is an error, so that a slip is noticed."""

    model_config = ConfigDict(extra="forbid")


class Parameters(Schema):
    """Parameters of an address that belong together; each field is one."""


class Ref(Schema):
    """Somebody or something, by its id."""

    id: int
    name: str


class Page(Schema, Generic[Item]):
    """A page of a list. ``next`` and ``previous`` are cursors; null: there is no such page."""

    items: list[Item]
    next: str | None = None
    previous: str | None = None


def ref(thing: User | Unit) -> Ref:
    return Ref(id=thing.pk, name=str(thing))


def ref_of(thing: User | Unit | None) -> Ref | None:
    return ref(thing) if thing else None


def reading(out: Any) -> dict[int, Any]:
    """Return what an endpoint that reads may answer."""
    return {200: out, **dict.fromkeys((400, 401, 403, 404, 422, 429), Problem)}


def writing(out: Any, status: int = 200) -> dict[int, Any]:
    """Return what an endpoint that writes may answer."""
    return {status: out, **dict.fromkeys((400, 401, 403, 404, 409, 413, 422, 429), Problem)}
