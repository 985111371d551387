"""Ask a second person about an answer, and what that person says.

It is the approval of posts once more: never one's own, frozen as it was asked for, over when nobody
decided in time, and looked at again at the moment of sending (``matching.verdict``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import BigIntegerField, QuerySet
from django.utils import timezone

from sinergi.inbox import answering
from sinergi.inbox.actions.replying import reply
from sinergi.inbox.attaching import carrying
from sinergi.inbox.models import Conversation, Message, Proposal
from sinergi.inbox.rows import locked, record
from sinergi.inbox.sensitive import telling
from sinergi.inbox.sensitive.matching import rule_for
from sinergi.inbox.sensitive.returning import draft_again
from sinergi.lib.prepared import Slot
from sinergi.lib.prepared_objects import objects
from sinergi.lib.text import No, say
from sinergi.networks.attaching import Item
from sinergi.people.models import User
from sinergi.units import queries as units

State = Proposal.State

#: So long an answer waits; then the citizen has said more, or been told otherwise.
LIFE = timedelta(days=2)


def ask(
    actor: User,
    conversation: Conversation,
    *,
    text: str,
    seen: int = 0,
    privately: bool = False,
    versions: Sequence[int] = (),
    media: Sequence[Item] = (),
) -> Proposal:
    """Ask for the approval of an answer; a draft that is asked for is no draft any more.

    Raises No when nothing was written, when no rule asks for an approval, or when another answer
    waits for one already.
    """
    text, now = text.strip(), timezone.now()
    if not text:
        raise No(say("Write an answer first."))
    fitted = carrying.fitted(conversation, media, text=text, privately=privately)
    if fitted.problem is not None:
        raise fitted.problem
    with transaction.atomic():
        found = locked(conversation)
        rule = rule_for(found, text, now)
        if rule is None:
            raise No(say("This answer needs no approval: send it."))
        waiting = found.proposals.filter(state=State.WAITING).select_related("by").first()
        if waiting is not None:
            raise No(
                say("An answer of {who} waits for approval. Your text is kept."),
                who=waiting.by.get_full_name(),
            )
        newest = found.messages.order_by("-id").values_list("id", flat=True).first()
        made = Proposal.objects.create(
            conversation=found,
            unit=found.unit,
            text=text,
            privately=privately,
            versions=list(versions),
            media=[dict(item) for item in media],
            seen=seen or newest or 0,
            because=rule.title,
            by=actor,
            at=now,
            until=now + LIFE,
        )
        answering.sent(actor, found)
        record(actor, "conversation.approval_asked", found, proposal=made.pk)
        telling.asked(made)
    return made


def approve(actor: User, proposal: Proposal) -> Message:
    """Approve an answer: it goes out now, in the name of who wrote it.

    Raises No when it is one's own, was decided or is over, or cannot be sent any more (a colleague
    answered, the window closed): it waits on then.
    """
    with transaction.atomic():
        found = _waiting(actor, proposal)
        made = reply(
            found.by,
            found.conversation,
            text=found.text,
            seen=found.seen,
            privately=found.privately,
            versions=found.versions,
            media=found.media,
            take_over=True,
            approved=True,
        )
        found.message = made
        _decide(found, State.APPROVED, actor, "")
    return made


def send_back(actor: User, proposal: Proposal, *, reason: str) -> Proposal:
    """Send an answer back to its writer, who has it as a draft again. Raises No without reason."""
    reason = reason.strip()
    if not reason:
        raise No(say("Write why: the next colleague has to know."))
    with transaction.atomic():
        found = _waiting(actor, proposal)
        draft_again(found)
        _decide(found, State.SENT_BACK, actor, reason[:500])
    return found


def withdraw(actor: User, proposal: Proposal) -> Proposal:
    """Take back what one asked for; it is a draft again."""
    with transaction.atomic():
        found = _held(proposal)
        if found.by_id != actor.pk:
            raise No(say("Only who asked can take it back."))
        found.state = State.WITHDRAWN
        found.save(update_fields=["state"])
        telling.settled(found)
        draft_again(found)
        record(actor, "conversation.approval_withdrawn", found.conversation, proposal=found.pk)
    return found


def waiting(conversation: Conversation) -> list[Proposal]:
    """Return what waits for approval in a conversation."""
    return _asked_in().all(of=conversation.pk)


@objects
def _asked_in() -> QuerySet[Proposal]:
    rows = Proposal.objects.filter(conversation=Slot("of", BigIntegerField()), state=State.WAITING)
    return rows.select_related("by")


def waiting_for(user: User) -> QuerySet[Proposal]:
    """Return what waits for this person's approval, what was asked first at the top."""
    rows = Proposal.objects.filter(units.within(user, "reply.approve"), state=State.WAITING)
    return rows.exclude(by=user).select_related("by").order_by("at", "id")


def expire(now: datetime) -> int:
    """End what nobody decided in time, and tell its writers; return how many."""
    over = Proposal.objects.filter(state=State.WAITING, until__lte=now)
    ended = 0
    for pk in over.values_list("pk", flat=True):
        with transaction.atomic():
            found = Proposal.objects.select_for_update(of=("self",)).get(pk=pk)
            if found.state != State.WAITING:
                continue
            found.state = State.EXPIRED
            found.save(update_fields=["state"])
            draft_again(found)
            telling.decided(found)
            ended += 1
    return ended


def _waiting(actor: User, proposal: Proposal) -> Proposal:
    found = _held(proposal)
    if found.by_id == actor.pk:
        raise No(say("Nobody approves their own answer."))
    if found.until <= timezone.now():
        raise No(say("Nobody decided in time. Its writer can ask anew."))
    if not units.may(actor, "reply.approve", found.conversation.unit_id):
        raise No(say("The conversation belongs to another office now."))
    return found


def _held(proposal: Proposal) -> Proposal:
    """Return the row as it is now. Raises No when it does not wait any more."""
    locked(proposal.conversation)
    rows = Proposal.objects.select_related("conversation__unit", "conversation__account", "by")
    found = rows.select_for_update(of=("self",)).get(pk=proposal.pk)
    if found.state != State.WAITING:
        raise No(say("A colleague has decided this already."))
    return found


def _decide(found: Proposal, state: str, actor: User, reason: str) -> None:
    found.state, found.decided_by, found.reason = State(state), actor, reason
    found.decided_at = timezone.now()
    found.save(update_fields=["state", "decided_by", "decided_at", "reason", "message"])
    verb = "approval_given" if state == State.APPROVED else "approval_refused"
    record(actor, f"conversation.{verb}", found.conversation, proposal=found.pk)
    telling.decided(found)
