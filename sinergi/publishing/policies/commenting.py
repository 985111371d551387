"""Remarks on a passage of what was asked for, in the margin of the request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.publishing.models import Approval, Comment, Post
from sinergi.publishing.policies import telling
from sinergi.units import queries as units

LONGEST = 1000
LONGEST_PASSAGE = 2000
MOST = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, with the numbers of the remarks on it."""

    text: str
    numbers: tuple[int, ...] = ()


@transaction.atomic
def comment(
    actor: User, approval: Approval, *, account: int, start: int, end: int, text: str
) -> Comment:
    """Say something of a passage: characters ``start`` to ``end`` of an account's text as asked.

    Raises No for a passage that is not there, and without words.
    """
    words = text.strip()
    if not words or len(words) > LONGEST:
        raise No(say("Write what you think of it, in at most {most} characters."), most=LONGEST)
    said = text_of(approval, account)
    if not 0 <= start < end <= len(said) or end - start > LONGEST_PASSAGE:
        raise No(say("This passage is not in the text. Copy the words you mean."))
    if approval.comments.count() >= MOST:
        raise No(say("At most {most} remarks on one request."), most=MOST)
    made = Comment.objects.create(
        approval=approval,
        account_id=account,
        start=start,
        end=end,
        quote=said[start:end],
        text=words,
        by=actor,
        at=timezone.now(),
    )
    post = approval.post
    data = {"comment": made.pk, "start": start, "end": end}
    audit.record(actor, "post.commented", on=post, unit_id=post.unit_id, data=data)
    telling.commented(made)
    return made


def comment_on_words(
    actor: User, approval: Approval, *, account: int, words: str, text: str
) -> Comment:
    """Say something of words as they stand in an account's text. Raises No when they do not."""
    passage = words.strip()
    at = text_of(approval, account).find(passage) if passage else -1
    end = at + len(passage) if at >= 0 else 0
    return comment(actor, approval, account=account, start=max(at, 0), end=end, text=text)


@transaction.atomic
def resolve(actor: User, found: Comment) -> Comment:
    """Mark a remark as dealt with. Harmless twice."""
    row = Comment.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if row.resolved_at is None:
        row.resolved_by, row.resolved_at = actor, timezone.now()
        row.save(update_fields=["resolved_by", "resolved_at"])
        post = found.approval.post
        data = {"comment": row.pk}
        audit.record(actor, "post.comment_resolved", on=post, unit_id=post.unit_id, data=data)
    return row


def comment_for(user: User, pk: object) -> Comment:
    """Return a remark, for its writer and the post's. Raises Http404, PermissionDenied."""
    rows = Comment.objects.select_related("approval__post__unit", "by")
    found = rows.filter(pk=pk).first() if units.is_id(pk) else None
    if found is None or not units.may(user, "post.see", found.approval.unit_id):
        raise Http404
    if found.by_id != user.pk and not units.may(user, "post.write", found.approval.unit_id):
        raise PermissionDenied
    return found


def may_comment(user: User, approval: Approval) -> bool:
    """True for those who write there and those who approve there, while it waits."""
    verbs = ("post.write", "post.approve")
    waits = approval.state == Approval.State.WAITING
    return waits and any(units.may(user, verb, approval.unit_id) for verb in verbs)


def of_request(approval: Approval) -> QuerySet[Comment]:
    return approval.comments.select_related("by", "resolved_by", "account")


def open_of(post: Post) -> list[tuple[Comment, bool]]:
    """Return the open remarks on a post, and of each whether its words still stand there."""
    rows = Comment.objects.filter(approval__post=post, resolved_at=None)
    there = {t.account_id: t.text or post.text for t in post.targets.all()}
    return [
        (row, row.quote in there.get(row.account_id, post.text))
        for row in rows.select_related("by", "account").order_by("id")
    ]


def text_of(approval: Approval, account: int) -> str:
    """Return what was asked for on an account. Raises No for one it does not go to."""
    for item in approval.asked:
        if item["account"] == account:
            return str(item["text"])
    raise No(say("The post does not go to this account."))


def marked(text: str, remarks: Iterable[tuple[int, Comment]]) -> Sequence[Piece]:
    """Return a text cut where remarks begin and end, each piece with the numbers of its remarks."""
    spans = [(number, row.start, row.end) for number, row in remarks]
    cuts = sorted({0, len(text), *(at for _, *ends in spans for at in ends if at <= len(text))})
    return [
        Piece(text[a:b], tuple(n for n, start, end in spans if start <= a and b <= end))
        for a, b in pairwise(cuts)
    ]
