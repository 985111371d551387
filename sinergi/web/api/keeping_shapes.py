"""How long is kept: what programs say of it, and what they are told."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from sinergi.inbox.models import KeepingBegun, Term
from sinergi.inbox.privacy import keeping, outlived
from sinergi.web.api.deadline_shapes import Matter as AnyMatter
from sinergi.web.api.desk_rule_shapes import Matter
from sinergi.web.api.shapes import Ref, Said, one_of, ref, ref_of, words

Days = Annotated[int, Field(ge=keeping.FEWEST, le=keeping.MOST, strict=True)]


class KeepingIn(Said):
    """How long a matter is kept after its last message; ``days`` null: without end."""

    matter: Matter = ""
    days: Days | None
    status: Literal["law", "practice", "proposal"] = "proposal"
    basis: Annotated[str, words(keeping.LONGEST_BASIS)] = Field("", description="What it rests on.")


class KeepingKeyIn(Said):
    matter: Matter = ""


class KeepingBeginIn(Said):
    seen: Annotated[str, words(64, 1)] = Field(description="As `GET` gave it, with what would go.")


class KeepingLineOut(Schema):
    """A term. ``set_by``: the office that set it; null: it is shipped."""

    matter: AnyMatter
    days: int | None
    status: Annotated[str, one_of(Term.Status)]
    basis: str
    set_by: Ref | None


class WouldGoOut(Schema):
    matter: AnyMatter
    conversations: int
    messages: int


class BegunOut(Schema):
    """By whose word the clock empties what has outlived its term."""

    unit: Ref
    by: Ref
    at: datetime


class KeepingOut(Schema):
    """How long an office keeps what the public wrote, and ``would_go``: the dry run, for it and all
    under it. Nothing goes while ``begun`` is null. ``seen`` names these terms."""

    items: list[KeepingLineOut]
    would_go: list[WouldGoOut]
    begun: BegunOut | None
    seen: str


def line_out(line: keeping.Line) -> KeepingLineOut:
    return KeepingLineOut(
        matter=line.matter,
        days=line.days,
        status=line.kept.status,
        basis=line.kept.basis,
        set_by=ref_of(line.unit),
    )


def would_go_out(line: outlived.Line) -> WouldGoOut:
    return WouldGoOut(matter=line.matter, conversations=line.conversations, messages=line.messages)


def begun_out(row: KeepingBegun | None) -> BegunOut | None:
    return BegunOut(unit=ref(row.unit), by=ref(row.by), at=row.at) if row else None
