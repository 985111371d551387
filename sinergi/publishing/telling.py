"""Who is told what about a post, inside the transaction of the act."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from sinergi.lib.text import say, short
from sinergi.networks.models import Withdrawal
from sinergi.notices import actions as notices
from sinergi.people.models import User
from sinergi.publishing.models import Approval, Post

#: What asks somebody to decide, until it is decided.
CALLS = ("post.approval_asked", "post.approval_reminder", "post.approval_late")


def asked(approval: Approval, people: Iterable[User]) -> None:
    """Tell those whose turn it is to decide."""
    for person in people:
        notices.tell(
            person,
            "post.approval_asked",
            say("{who} asks you to approve: {post}"),
            url=request_url(approval),
            facts=request_facts(approval),
        )


def settled(approval: Approval) -> None:
    """Ask nobody any more who was asked to decide: it was decided, or goes on to others."""
    notices.settled(request_url(approval), CALLS)


def approved(approval: Approval) -> None:
    tell_writers(approval, "post.approved", say("Approved: {post}"))


def sent_back(approval: Approval) -> None:
    tell_writers(
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


def taken_down(post: Post, withdrawal: Withdrawal) -> None:
    """Tell who wrote and who approved a post that a colleague takes it off its network."""
    approval = post.approvals.filter(state=Approval.State.APPROVED).first()
    people = {post.author_id: post.author}
    if approval is not None and approval.decided_by is not None:
        people[approval.decided_by.pk] = approval.decided_by
    people.pop(withdrawal.by_id, None)
    for person in people.values():
        notices.tell(
            person,
            "post.taken_down",
            say("{who} takes down from {account}: {post}. {reason}"),
            url=reverse("content:delivery", args=[withdrawal.delivery_id]),
            facts={
                "who": withdrawal.by.get_full_name(),
                "account": withdrawal.delivery.account.handle,
                "post": str(post),
                "reason": short(withdrawal.reason, 120),
            },
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


def tell_writers(approval: Approval, kind: str, text: str, **facts: str) -> None:
    post = approval.post
    people: dict[int, User] = {p.pk: p for p in (post.author, approval.requested_by)}
    for person in people.values():
        notices.tell(person, kind, text, url=_page(post), facts={"post": str(post), **facts})


def request_url(approval: Approval) -> str:
    return reverse("content:approval", args=[approval.pk])


def request_facts(approval: Approval) -> dict[str, str]:
    return {"who": approval.requested_by.get_full_name(), "post": str(approval.post)}


def _page(post: Post) -> str:
    return reverse("content:post", args=[post.pk])
