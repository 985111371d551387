"""Remarks on a passage of what was asked for: made, dealt with, opened again."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib import again
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.publishing.models import Approval, Comment
from sinergi.publishing.policies import telling
from sinergi.publishing.policies.passages import text_of
from sinergi.units import queries as units

LONGEST = 1000
LONGEST_PASSAGE = 2000
MOST = 200


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
    Approval.objects.select_for_update(of=("self",)).get(pk=approval.pk)
    now = timezone.now()
    same = approval.comments.filter(account=account, start=start, end=end, text=words, by=actor)
    if (before := again.made("at", now, same)) is not None:
        return before
    made = Comment.objects.create(
        approval=approval,
        account_id=account,
        start=start,
        end=end,
        quote=said[start:end],
        text=words,
        by=actor,
        at=now,
    )
    post = approval.post
    data = {"comment": made.pk, "start": start, "end": end}
    audit.record(actor, "post.commented", on=post, unit_id=post.unit_id, data=data)
    telling.commented(made)
    return made


def comment_on_words(
    actor: User,
    approval: Approval,
    *,
    account: int,
    words: str,
    text: str,
    start: int | None = None,
) -> Comment:
    """Say something of words as they stand in an account's text. Raises No when they do not.

    ``start`` is where they were chosen: where they stand several times, it says which are meant.
    """
    passage, said = words.replace("\r\n", "\n").strip(), text_of(approval, account)
    there = start if start is not None and passage and said.startswith(passage, start) else -1
    at = there if there >= 0 else said.find(passage) if passage else -1
    end = at + len(passage) if at >= 0 else 0
    return comment(actor, approval, account=account, start=max(at, 0), end=end, text=text)


@transaction.atomic
def resolve(actor: User, found: Comment) -> Comment:
    """Mark a remark as dealt with; whoever made it is told. Harmless twice."""
    row = _held(found)
    if row.resolved_at is None:
        row.resolved_by, row.resolved_at = actor, timezone.now()
        _keep(actor, row, "post.comment_resolved")
        telling.resolved(row, actor)
    return row


@transaction.atomic
def reopen(actor: User, found: Comment) -> Comment:
    """Say that a remark is not dealt with after all; the writers are told. Harmless twice."""
    row = _held(found)
    if row.resolved_at is not None:
        row.resolved_by = row.resolved_at = None
        _keep(actor, row, "post.comment_reopened")
        telling.reopened(row, actor)
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


def _held(found: Comment) -> Comment:
    rows = Comment.objects.select_for_update(of=("self",))
    return rows.select_related("approval__post__author", "approval__requested_by", "by").get(
        pk=found.pk
    )


def _keep(actor: User, row: Comment, verb: str) -> None:
    row.save(update_fields=["resolved_by", "resolved_at"])
    post = row.approval.post
    audit.record(actor, verb, on=post, unit_id=post.unit_id, data={"comment": row.pk})
