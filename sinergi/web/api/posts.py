"""Posts: write, read, change, ask for approval, take back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.utils.translation import gettext
from ninja import Router, Status

from sinergi.networks import queries as networks
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions, pictures, queries
from sinergi.publishing.bulk import labels
from sinergi.publishing.composing import Further
from sinergi.publishing.models import Post
from sinergi.units import queries as offices
from sinergi.web.api.approvals import ApprovalOut, AskIn, approval_out
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.media import given
from sinergi.web.api.post_shapes import (
    Group,
    KindOf,
    MoveIn,
    PostEdit,
    PostIn,
    PostLine,
    PostOut,
    line_out,
    post_out,
)
from sinergi.web.api.shapes import Cursor, Id, Limit, Page, reading, writing

router = Router(tags=["posts"])


@router.get("/posts", **needs("posts:read"), response=reading(Page[PostLine]))
def list_posts(
    request: Asked, group: Group = "", kind: KindOf = "", cursor: Cursor = "", limit: Limit = 50
) -> Page[PostLine]:
    """The posts you may see, those changed last first.

    `group`: `draft` (with those sent back), `in_review`, `scheduled` (with those going out),
    `published`, `problem` (partly published, failed, to be checked), `cancelled`. `kind`: of one
    kind alone.
    """
    found = queries.post_page(person(request), cursor=cursor, state=group, kind=kind, size=limit)
    return Page[PostLine](
        items=[line_out(row) for row in found.rows],
        next=found.older or None,
        previous=found.newer or None,
    )


@router.post("/posts", **needs("posts:write"), response=writing(PostOut, 201))
def write_post(request: Asked, body: PostIn) -> Status[PostOut]:
    """Write a post. It is a draft: nothing goes out before somebody else approves it."""
    user = person(request)
    unit = offices.unit_for(user, body.unit)
    made = actions.write(user, unit, **_says(user, body), media=given(user, body.media))
    return Status(201, post_out(made))


@router.get("/posts/{pk}", **needs("posts:read"), response=reading(PostOut))
def read_post(request: Asked, pk: Id) -> PostOut:
    """A post with where it goes, and what keeps it from being asked for."""
    return post_out(queries.post_for(person(request), pk))


@router.put("/posts/{pk}", **needs("posts:write"), response=writing(PostOut))
def edit_post(request: Asked, pk: Id, body: PostEdit) -> PostOut:
    """Save a new version. What was asked for is withdrawn, what was approved does not go out.

    409 when somebody saved after `version`; the answer names the newest.
    """
    user = person(request)
    found = queries.post_for(user, pk, may="post.write")
    kept = pictures.of_post(found) if body.media is None else given(user, body.media)
    says = _says(user, body) | {"media": kept}
    return post_out(actions.edit(user, found, version=body.version, **says))


@router.post("/posts/{pk}/approvals", **needs("posts:write"), response=writing(ApprovalOut, 201))
def ask_approval(request: Asked, pk: Id, body: AskIn) -> Status[ApprovalOut]:
    """Ask somebody else to approve this version, as it stands."""
    user = person(request)
    found = queries.post_for(user, pk, may="post.write")
    asked = actions.ask_approval(user, found, wish=body.wish, note=body.note, at_once=body.at_once)
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


def _stopped(request: Asked, pk: int, act: Callable[[User, Post], Post]) -> PostOut:
    user = person(request)
    return post_out(act(user, queries.post_to_stop(user, pk)))


def _says(user: User, body: PostIn | PostEdit) -> dict[str, Any]:
    """Return what the acts ``write`` and ``edit`` take."""
    places = _accounts(user, [target.account for target in body.targets])
    return {
        "title": body.title,
        "labels": None if body.labels is None else labels.each(body.labels),
        "text": body.text,
        "accounts": places,
        "variants": {target.account: target.text for target in body.targets},
        "options": {target.account: target.options for target in body.targets},
        "further": Further(
            {t.account: t.comment for t in body.targets if t.comment is not None},
            {t.account: t.numbered for t in body.targets if t.numbered is not None},
        ),
    }


def _accounts(user: User, ids: list[int]) -> list[Account]:
    """Return the accounts of these ids. Raises Http404 when one is not visible to this person."""
    found = {account.pk: account for account in networks.accounts_for(user).filter(pk__in=ids)}
    missing = [pk for pk in ids if pk not in found]
    if missing:
        told = gettext("There is no account {number}, or it is not visible to you.")
        raise Http404(told.format(number=missing[0]))
    return [found[pk] for pk in ids]
