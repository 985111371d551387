"""Who is told what about a post, inside the transaction of the act."""

from __future__ import annotations

from django.urls import reverse

from sinergi.lib.text import say
from sinergi.notices import actions as notices
from sinergi.people.models import User
from sinergi.publishing.models import Approval, Post, Revision
from sinergi.units import queries as units


def asked(approval: Approval) -> None:
    """Tell everybody who may decide, but nobody who had a hand in it."""
    post = approval.post
    wrote = Revision.objects.filter(post=post).values_list("by_id", flat=True)
    hands = {*wrote, post.author_id, approval.requested_by_id}
    for person in units.people_with("post.approve", post.unit_id).exclude(pk__in=hands):
        notices.tell(
            person,
            "post.approval_asked",
            say("{who} asks you to approve: {post}"),
            url=reverse("content:approval", args=[approval.pk]),
            facts={"who": approval.requested_by.get_full_name(), "post": str(post)},
        )


def approved(approval: Approval) -> None:
    _tell_writers(approval, "post.approved", say("Approved: {post}"))


def sent_back(approval: Approval) -> None:
    _tell_writers(
        approval, "post.sent_back", say("Sent back: {post}. {reason}"), reason=approval.reason
    )


def stopped(post: Post, actor: User) -> None:
    """Tell the author that somebody else took the post back."""
    if post.author_id != actor.pk:
        notices.tell(
            post.author,
            "post.stopped",
            say("{who} took back: {post}"),
            url=_page(post),
            facts={"who": actor.get_full_name(), "post": str(post)},
        )


def ended(post: Post) -> None:
    """Tell the author when everything is out, or when something needs a person."""
    texts = {
        Post.State.PUBLISHED: say("Published: {post}"),
        Post.State.PARTLY: say("Only part of it went out: {post}"),
        Post.State.FAILED: say("Not sent: {post}"),
        Post.State.UNSURE: say("It may have gone out, or not. Please look: {post}"),
    }
    text = texts.get(Post.State(post.state))
    if text:
        notices.tell(
            post.author, f"post.{post.state}", text, url=_page(post), facts={"post": str(post)}
        )


def _tell_writers(approval: Approval, kind: str, text: str, **facts: str) -> None:
    post = approval.post
    people: dict[int, User] = {p.pk: p for p in (post.author, approval.requested_by)}
    for person in people.values():
        notices.tell(person, kind, text, url=_page(post), facts={"post": str(post), **facts})


def _page(post: Post) -> str:
    return reverse("content:post", args=[post.pk])
