"""The board of ideas: written, handed on, parked, used; each leads to its post and its result."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Router, Schema, Status
from pydantic import Field

from sinergi.publishing.ideas import actions, moving, queries
from sinergi.publishing.models import Idea
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.policies import office_of
from sinergi.web.api.post_shapes import PostOut, post_out
from sinergi.web.api.shapes import (
    Id,
    IdIn,
    Moment,
    Ref,
    Said,
    one_of,
    reading,
    ref,
    ref_of,
    words,
    writing,
)

router = Router(tags=["posts"])

READS, WRITES = needs("posts:read"), needs("posts:write")


class PlanIn(Said):
    """A plan of five parts; what is empty is not kept."""

    objective: Annotated[str, words(2000)] = ""
    audience: Annotated[str, words(2000)] = ""
    strategy: Annotated[str, words(2000)] = ""
    implementation: Annotated[str, words(2000)] = ""
    scoring: Annotated[str, words(2000)] = ""


class IdeaIn(Said):
    title: Annotated[str, words(200, 1)]
    text: Annotated[str, words(5000)] = ""
    pillar: Annotated[str, words(60)] = ""
    audience: Annotated[str, words(200)] = ""
    goal: Annotated[str, words(200)] = ""
    plan: PlanIn = PlanIn()


class NewIdeaIn(IdeaIn):
    """``unit``: the office on whose board it stands."""

    unit: IdIn


class EditedIdeaIn(IdeaIn):
    """``seen``: ``changed`` as you read it; refused when somebody changed it after that."""

    seen: Moment


class MoveIdeaIn(Said):
    """``pick``, ``open`` (back among the open ones), ``park`` with ``reason``, ``hand`` to one."""

    do: Literal["pick", "open", "park", "hand"]
    reason: Annotated[str, words(300)] = ""
    to: Annotated[str, Field(description="Somebody's sign-in name.", max_length=150)] = ""


class IdeaOut(Schema):
    """An idea. ``by`` null: a machine found it. ``results``: addresses of what came of it."""

    id: int
    unit: Ref
    title: str
    text: str
    kind: Annotated[str, one_of(Idea.Kind)]
    state: Annotated[str, one_of(Idea.State)]
    origin: str
    pillar: str
    audience: str
    goal: str
    plan: dict[str, str]
    reason: str
    holder: Ref | None
    by: Ref | None
    created: datetime
    changed: datetime
    post: int | None
    used_at: datetime | None
    results: list[str]


class IdeasOut(Schema):
    items: list[IdeaOut]


@router.get("/ideas", **READS, response=reading(IdeasOut))
def list_ideas(
    request: Asked, state: Literal["", "open", "picked", "parked", "used"] = ""
) -> IdeasOut:
    """The ideas of your offices, changed last first; at most 100."""
    rows = queries.ideas_for(person(request))
    rows = rows.filter(state=state) if state else rows
    return IdeasOut(items=[idea_out(row) for row in rows[:100]])


@router.get("/ideas/{pk}", **READS, response=reading(IdeaOut))
def read_idea(request: Asked, pk: Id) -> IdeaOut:
    """One idea, with what came of it."""
    return idea_out(queries.idea_for(person(request), pk))


@router.post("/ideas", **WRITES, response=writing(IdeaOut, 201))
def write_idea(request: Asked, body: NewIdeaIn) -> Status[IdeaOut]:
    """Put an idea on the board of an office."""
    user = person(request)
    office = office_of(user, body.unit, may="post.write")
    return Status(201, idea_out(actions.write(user, office, **_said(body))))


@router.put("/ideas/{pk}", **WRITES, response=writing(IdeaOut))
def edit_idea(request: Asked, pk: Id, body: EditedIdeaIn) -> IdeaOut:
    """Change what an idea says. Refused when somebody did after `seen`."""
    user = person(request)
    found = queries.idea_for(user, pk, may="post.write")
    actions.edit(user, found, seen=body.seen, **_said(body))
    return idea_out(queries.idea_for(user, pk))


@router.post("/ideas/{pk}/moves", **WRITES, response=writing(IdeaOut))
def move_idea(request: Asked, pk: Id, body: MoveIdeaIn) -> IdeaOut:
    """Pick an idea up, hand it over, park it, put it back. Refused when another holds it."""
    user = person(request)
    found = queries.idea_for(user, pk, may="post.write")
    match body.do:
        case "pick":
            moving.pick(user, found)
        case "open":
            moving.reopen(user, found)
        case "park":
            moving.park(user, found, body.reason)
        case "hand":
            moving.hand(user, found, queries.colleague(found, body.to))
    return idea_out(queries.idea_for(user, pk))


@router.post("/ideas/{pk}/posts", **WRITES, response=writing(PostOut, 201))
def use_idea(request: Asked, pk: Id) -> Status[PostOut]:
    """Begin a draft with an idea. When it is published, the idea is used and leads to it."""
    user = person(request)
    found = queries.idea_for(user, pk, may="post.write")
    return Status(201, post_out(moving.use(user, found)))


def _said(body: IdeaIn) -> dict[str, Any]:
    told = body.model_dump(include={"title", "text", "pillar", "audience", "goal"})
    return {**told, "sheet": body.plan.model_dump()}


def idea_out(row: Idea) -> IdeaOut:
    used = row.state == Idea.State.USED
    return IdeaOut(
        id=row.pk,
        unit=ref(row.unit),
        title=row.title,
        text=row.text,
        kind=row.kind,
        state=row.state,
        origin=row.origin,
        pillar=row.pillar,
        audience=row.audience,
        goal=row.goal,
        plan=row.sheet,
        reason=row.reason,
        holder=ref_of(row.holder),
        by=ref_of(row.by),
        created=row.created,
        changed=row.changed,
        post=row.post_id,
        used_at=row.used_at,
        results=[found.url for found in queries.results_of(row) if found.url] if used else [],
    )
