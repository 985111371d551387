"""What a person does with the words prepared for their office."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say, short
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions, content, queries
from sinergi.publishing.alerts import drafting, rules
from sinergi.publishing.composing import Composed
from sinergi.publishing.models import AlertDraft, Emergency, Post


def take(actor: User, draft: AlertDraft) -> Post:
    """Write a post with prepared words: a draft of the actor's, on all accounts of the office.

    Raises No when somebody took it already, or the warning is over.
    """
    with transaction.atomic():
        row = _locked(draft)
        now = timezone.now()
        if row.state in {AlertDraft.State.TAKEN, AlertDraft.State.SET_ASIDE}:
            raise No(say("A colleague has decided on this already. Look at what came of it."))
        why = rules.why_not(state=row.state, ends=row.ends, reason=row.reason, now=now)
        if why:
            raise No(why)
        post = _write(actor, row)
        _settle(row, actor, AlertDraft.State.TAKEN, post=post)
        audit.record(
            actor, "alert.draft_taken", on=row.alert, unit_id=row.unit_id, data={"post": post.pk}
        )
    return post


def set_aside(actor: User, draft: AlertDraft, reason: str) -> None:
    """Say that an office does not use these words, and why. Raises No without a reason."""
    with transaction.atomic():
        row = _locked(draft)
        if row.state != AlertDraft.State.READY:
            raise No(say("A colleague has decided on this already. Look at what came of it."))
        _settle(row, actor, AlertDraft.State.SET_ASIDE, reason=_reason(reason))
        audit.record(
            actor, "alert.set_aside", on=row.alert, unit_id=row.unit_id, data={"why": row.reason}
        )


def let_go(actor: User, draft: AlertDraft, reason: str) -> None:
    """Say that a post no longer speaks of the warning it began with: the warning's end is not its.

    Raises No without a reason, and when the post is out.
    """
    with transaction.atomic():
        row = _locked(draft)
        if row.post is None or row.post.state in drafting.OUT:
            raise No(say("There is no post of this that could still be changed."))
        why = _reason(reason)
        post = row.post.pk
        _settle(row, actor, AlertDraft.State.SET_ASIDE, reason=why, post=None)
        audit.record(
            actor,
            "alert.post_released",
            on=row.alert,
            unit_id=row.unit_id,
            data={"why": why, "post": post},
        )


def _write(actor: User, row: AlertDraft) -> Post:
    going = _accounts(actor, row)
    brief = row.brief or row.text
    alert = row.alert
    post = actions.write(
        actor,
        row.unit,
        title=short(str(alert), 100),
        text=row.text,
        accounts=going,
        variants={a.pk: brief for a in going if not _fits(a, row.text)},
        more=Composed(facts={"source": alert.attribution, "url": alert.web}),
    )
    if row.role != AlertDraft.Role.END:
        post.kind = Post.Kind.IMMEDIATE
        post.save(update_fields=["kind"])
        Emergency.objects.create(post=post, **row.facts)
    return post


def _accounts(actor: User, row: AlertDraft) -> Sequence[Account]:
    return list(queries.writable_accounts(actor).filter(unit=row.unit_id).order_by("pk"))


def _fits(account: Account, text: str) -> bool:
    there = content.destination(account, text)
    return not (there.limits and there.limits.text and there.length > there.limits.text)


def _locked(draft: AlertDraft) -> AlertDraft:
    rows = AlertDraft.objects.select_for_update(of=("self",))
    return rows.select_related("alert", "unit", "post").get(pk=draft.pk)


def _settle(row: AlertDraft, actor: User, state: str, **values: object) -> None:
    for name, value in {**values, "state": state, "settled_by": actor}.items():
        setattr(row, name, value)
    row.settled_at = timezone.now()
    row.save(update_fields=[*values, "state", "settled_by", "settled_at"])


def _reason(spelled: str) -> str:
    found = " ".join(spelled.replace("\0", "").split())
    if not found:
        raise No(say("Say why, so that colleagues understand it later."))
    return found[:300]
