"""Posts: write, read, change, ask for approval, take back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from ninja import Router, Schema, Status
from pydantic import AfterValidator, Field

from sinergi.networks import queries as networks
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions, content, pictures, queries, rules, shown
from sinergi.publishing.models import Post, Target
from sinergi.units import queries as offices
from sinergi.web.api.approvals import ApprovalOut, approval_out
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.shapes import (
    Cursor,
    Id,
    IdIn,
    Limit,
    Moment,
    Page,
    Ref,
    Said,
    one_of,
    reading,
    ref,
    words,
    writing,
)

router = Router(tags=["posts"])

MOST_TARGETS = 1000

Text = Annotated[str, words(rules.LONGEST_TEXT)]
Title = Annotated[str, words(rules.LONGEST_TITLE)]
Group = Literal["", "draft", "in_review", "scheduled", "published", "problem", "cancelled"]
Name = Annotated[str, words(40, 1)]
Answer = Annotated[str, words(200)]


class TargetIn(Said):
    """An account it goes to; ``text`` empty: the post's own text."""

    account: IdIn
    text: Text = ""
    options: Annotated[dict[Name, Answer], Field(max_length=20)] = {}


def _once_each(targets: list[TargetIn]) -> list[TargetIn]:
    if len({target.account for target in targets}) < len(targets):
        raise ValueError("an account stands here twice")
    return targets


Targets = Annotated[list[TargetIn], Field(max_length=MOST_TARGETS), AfterValidator(_once_each)]


class PostIn(Said):
    unit: Annotated[IdIn, Field(description="The office it is written for.")]
    title: Title = ""
    text: Text = ""
    targets: Targets = []


class PostEdit(Said):
    """The whole post as it shall be. Images stay as they are."""

    version: Annotated[IdIn, Field(description="The version you changed.")]
    title: Title = ""
    text: Text = ""
    targets: Targets = []


class AskIn(Said):
    wish: Moment | None = Field(None, description="When it should go out; null: once approved.")
    note: Annotated[str, words(2000)] = ""


class MoveIn(Said):
    due: Moment


class PostLine(Schema):
    """A post in a list. ``title`` falls back to the beginning of the text."""

    id: int
    title: str
    state: Annotated[str, one_of(Post.State)]
    version: int
    changed: datetime
    unit: Ref
    author: Ref
    networks: list[str]


class TargetOut(Schema):
    """An account a post goes to. ``length`` and ``limit`` are counted as its network counts."""

    account: Ref
    network: str
    text: str
    options: dict[str, str]
    delivery: int | None
    length: int
    limit: int | None


class ImageOut(Schema):
    name: str
    mime: str
    size: int
    alt: str


class PostOut(Schema):
    """A post. ``problems`` is what keeps it from being asked for, in the reader's language."""

    id: int
    unit: Ref
    author: Ref
    title: str
    text: str
    state: Annotated[str, one_of(Post.State)]
    version: int
    created: datetime
    changed: datetime
    due: datetime | None
    approval: int | None
    targets: list[TargetOut]
    images: list[ImageOut]
    problems: list[str]


@router.get("/posts", **needs("posts:read"), response=reading(Page[PostLine]))
def list_posts(
    request: Asked, group: Group = "", cursor: Cursor = "", limit: Limit = 50
) -> Page[PostLine]:
    """The posts you may see, those changed last first.

    `group`: `draft` (with those sent back), `in_review`, `scheduled` (with those going out),
    `published`, `problem` (partly published, failed, to be checked), `cancelled`.
    """
    found = queries.post_page(person(request), cursor=cursor, state=group, size=limit)
    return Page[PostLine](
        items=[_line(row) for row in found.rows],
        next=found.older or None,
        previous=found.newer or None,
    )


@router.post("/posts", **needs("posts:write"), response=writing(PostOut, 201))
def write_post(request: Asked, body: PostIn) -> Status[PostOut]:
    """Write a post. It is a draft: nothing goes out before somebody else approves it."""
    user = person(request)
    unit = offices.unit_for(user, body.unit)
    made = actions.write(user, unit, **_says(user, body))
    return Status(201, post_out(made))


@router.get("/posts/{pk}", **needs("posts:read"), response=reading(PostOut))
def read_post(request: Asked, pk: Id) -> PostOut:
    return post_out(queries.post_for(person(request), pk))


@router.put("/posts/{pk}", **needs("posts:write"), response=writing(PostOut))
def edit_post(request: Asked, pk: Id, body: PostEdit) -> PostOut:
    """Save a new version. What was asked for is withdrawn, what was approved does not go out.

    409 when somebody saved after `version`; the answer names the newest.
    """
    user = person(request)
    found = queries.post_for(user, pk, may="post.write")
    says = _says(user, body) | {"media": pictures.of_post(found)}
    return post_out(actions.edit(user, found, version=body.version, **says))


@router.post("/posts/{pk}/approvals", **needs("posts:write"), response=writing(ApprovalOut, 201))
def ask_approval(request: Asked, pk: Id, body: AskIn) -> Status[ApprovalOut]:
    """Ask somebody else to approve this version, as it stands."""
    user = person(request)
    found = queries.post_for(user, pk, may="post.write")
    asked = actions.ask_approval(user, found, wish=body.wish, note=body.note)
    return Status(201, approval_out(queries.approval_for(user, asked.pk, may="post.see")))


@router.post("/posts/{pk}/withdraw", **needs("posts:write"), response=writing(PostOut))
def withdraw_post(request: Asked, pk: Id) -> PostOut:
    """Take a request or an approval back: it is a draft again, and nothing of it goes out."""
    return _stopped(request, pk, actions.withdraw)


@router.post("/posts/{pk}/cancel", **needs("posts:write"), response=writing(PostOut))
def cancel_post(request: Asked, pk: Id) -> PostOut:
    """Cancel a post that has not gone out. It cannot be taken up again."""
    user = person(request)
    found = queries.post_for(user, pk, may="post.write")
    return post_out(actions.cancel(user, found))


@router.post("/posts/{pk}/reschedule", **needs("deliveries:write"), response=writing(PostOut))
def reschedule_post(request: Asked, pk: Id, body: MoveIn) -> PostOut:
    """Move an approved post to another time. For those who may approve it, never its writers."""
    user = person(request)
    found = queries.post_for(user, pk, may="post.approve")
    return post_out(actions.reschedule(user, found, body.due))


def post_out(post: Post) -> PostOut:
    waiting, valid = queries.waiting_of(post), queries.valid_of(post)
    return PostOut(
        id=post.pk,
        unit=ref(post.unit),
        author=ref(post.author),
        title=post.title,
        text=post.text,
        state=post.state,
        version=post.version,
        created=post.created,
        changed=post.changed,
        due=valid.due if valid else None,
        approval=waiting.pk if waiting else None,
        targets=[_target(target, post) for target in queries.targets_of(post)],
        images=[
            ImageOut(name=p.name, mime=p.mime, size=p.size, alt=p.alt)
            for p in pictures.of_post(post)
        ],
        problems=shown.problems_of_post(post) if post.state in rules.ASKABLE else [],
    )


def _stopped(request: Asked, pk: int, act: Callable[[User, Post], Post]) -> PostOut:
    user = person(request)
    return post_out(act(user, queries.post_to_stop(user, pk)))


def _says(user: User, body: PostIn | PostEdit) -> dict[str, Any]:
    """Return what the acts ``write`` and ``edit`` take."""
    places = _accounts(user, [target.account for target in body.targets])
    return {
        "title": body.title,
        "text": body.text,
        "accounts": places,
        "variants": {target.account: target.text for target in body.targets},
        "options": {target.account: target.options for target in body.targets},
    }


def _accounts(user: User, ids: list[int]) -> list[Account]:
    """Return the accounts of these ids. Raises Http404 when one is not visible to this person."""
    found = {account.pk: account for account in networks.accounts_for(user).filter(pk__in=ids)}
    missing = [pk for pk in ids if pk not in found]
    if missing:
        raise Http404(f"There is no account {missing[0]}, or it is not visible to you.")
    return [found[pk] for pk in ids]


def _line(row: queries.PostRow) -> PostLine:
    return PostLine(
        id=row.id,
        title=row.title,
        state=row.state,
        version=row.version,
        changed=row.changed,
        unit=Ref(id=row.unit_id, name=row.unit),
        author=Ref(id=row.author_id, name=row.author),
        networks=list(row.networks),
    )


def _target(target: Target, post: Post) -> TargetOut:
    there = content.destination(target.account, target.text or post.text)
    return TargetOut(
        account=Ref(id=target.account_id, name=target.account.handle),
        network=target.account.network,
        text=target.text,
        options=target.options,
        delivery=target.delivery_id,
        length=there.length,
        limit=there.limits.text if there.limits else None,
    )
