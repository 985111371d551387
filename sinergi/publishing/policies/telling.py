"""Who is told of remarks, of looks afterwards, of deadlines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sinergi.lib.text import say, short
from sinergi.notices import actions as notices
from sinergi.people.models import User
from sinergi.publishing.models import Approval, Comment, Review
from sinergi.publishing.policies.signing import contributors
from sinergi.publishing.telling import request_facts, request_url, settled, tell_writers
from sinergi.units import queries as units


def pressed(approval: Approval, people: Iterable[User], *, late: bool) -> None:
    """Remind those whose turn it is; when it is late, tell the coordinators as well."""
    text = (
        say("Nobody has decided in time on: {post}. {who} waits.")
        if late
        else say("Half of the time to decide is over: {post}")
    )
    kind = "post.approval_late" if late else "post.approval_reminder"
    for person in people:
        notices.tell(person, kind, text, url=request_url(approval), facts=request_facts(approval))


def expired(approval: Approval) -> None:
    settled(approval)
    tell_writers(
        approval,
        "post.expired",
        say("Nobody approved it in time; it is a draft again, ask anew: {post}"),
    )


def to_review(review: Review, people: Iterable[User] | None = None, *, late: bool = False) -> None:
    """Tell who may look at what went out in an emergency, or that nobody has in time."""
    approval = review.approval
    text = (
        say("Nobody has looked yet at what went out at once: {post}")
        if late
        else say("{who} let this out at once in an emergency. Look at it: {post}")
    )
    hands = contributors(approval.post, approval)
    able = units.people_with("post.approve", approval.unit_id).exclude(pk__in=hands)
    for person in able if people is None else people:
        notices.tell(
            person, "post.review", text, url=request_url(approval), facts=request_facts(approval)
        )


def reviewed(review: Review) -> None:
    notices.settled(request_url(review.approval), ["post.review"])
    text = (
        say("It was looked at afterwards, and was right: {post}")
        if review.finding == Review.Finding.RIGHT
        else say("It was looked at afterwards, and must be corrected: {post}. {note}")
    )
    tell_writers(review.approval, "post.reviewed", text, note=review.note)


def commented(comment: Comment) -> None:
    """Tell the writers what somebody said of a passage; what a writer says, those who said
    something of it before.
    """
    approval = comment.approval
    people = _writers(approval)
    if comment.by_id in people:
        people |= {row.by_id: row.by for row in approval.comments.select_related("by")}
    text = say("{by} on “{quote}”: {words}")
    _of_remark(comment, people, comment.by, "post.commented", text)


def resolved(comment: Comment, actor: User) -> None:
    """Tell who made a remark that it is dealt with."""
    text = say("{who} has dealt with your remark on “{quote}”: {words}")
    _of_remark(comment, {comment.by_id: comment.by}, actor, "post.comment_resolved", text)


def reopened(comment: Comment, actor: User) -> None:
    """Tell the writers, and who made a remark, that it is not dealt with after all."""
    people = _writers(comment.approval) | {comment.by_id: comment.by}
    text = say("{who} opened the remark on “{quote}” again: {words}")
    _of_remark(comment, people, actor, "post.comment_reopened", text)


def _of_remark(
    comment: Comment, people: Mapping[int, User], actor: User, kind: str, text: str
) -> None:
    facts = {
        "by": str(comment.by),
        "who": str(actor),
        "quote": short(comment.quote, 60),
        "words": short(comment.text, 120),
    }
    url = request_url(comment.approval)
    for person in people.values():
        if person.pk != actor.pk:
            notices.tell(person, kind, text, url=url, facts=facts)


def _writers(approval: Approval) -> dict[int, User]:
    return {person.pk: person for person in (approval.post.author, approval.requested_by)}
