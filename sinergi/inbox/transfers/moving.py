"""Hand a conversation to another office, refuse it once, decide where it stays."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import BigIntegerField, QuerySet
from django.utils import timezone

from sinergi.inbox import meanwhile, states
from sinergi.inbox.models import Conversation, RoutingRule, Transfer
from sinergi.inbox.rows import locked, record
from sinergi.inbox.transfers import telling
from sinergi.lib.prepared import Slot
from sinergi.lib.prepared_objects import objects
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.units import nearest
from sinergi.units import queries as units
from sinergi.units.models import Unit

State = Conversation.State

LONGEST_REASON = 500


def hand_over(
    actor: User | None,
    conversation: Conversation,
    target: Unit,
    *,
    reason: str,
    rule: RoutingRule | None = None,
) -> Transfer:
    """Give a conversation to another office; it stays readable for the one that gave it.

    Without ``actor`` a rule gave it; ``rule`` is the one that did, or proposed it. Raises No
    without a reason, where it is already, for an office that does not exist any more, and where the
    communications office has to decide.
    """
    reason, now = _checked(reason), timezone.now()
    with transaction.atomic():
        found = locked(conversation)
        if actor is not None:
            meanwhile.check_office(actor, found, conversation.unit_id)
        _check(actor, found, target)
        before = last(found)
        made = Transfer.objects.create(
            conversation=found,
            source=found.unit,
            target=target,
            by=actor,
            rule=rule,
            at=now,
            reason=reason,
            final=before is not None and before.state == Transfer.State.REFUSED,
        )
        if before is not None and before.state in {Transfer.State.GIVEN, Transfer.State.TAKEN}:
            _answer(before, Transfer.State.MOVED, actor, now)
        _move(found, target, actor, reason, now)
        if actor is not None:
            record(actor, "conversation.transferred", found, to=target.pk, reason=reason)
        telling.given(made)
    return made


def refuse(actor: User, conversation: Conversation, *, reason: str) -> Transfer:
    """Give a conversation back, once: then the communications office decides. Raises No."""
    reason, now = _checked(reason), timezone.now()
    with transaction.atomic():
        found = locked(conversation)
        given = last(found)
        if given is None or given.state != Transfer.State.GIVEN or given.target_id != found.unit_id:
            raise No(say("There is nothing to refuse: nobody gave it to this office just now."))
        if given.final:
            raise No(say("The communications office decided that it is yours."))
        given.refusal = reason
        _answer(given, Transfer.State.REFUSED, actor, now)
        record(actor, "conversation.refused", found, to=given.source_id, reason=reason)
        _move(found, given.source, actor, reason, now)
        telling.refused(given)
    return given


def decide(actor: User, conversation: Conversation, target: Unit, *, reason: str) -> Transfer:
    """Decide, as the communications office, whose a refused conversation is. Raises No.

    It may stay where it is: then the office that refused is told so.
    """
    reason, now = _checked(reason), timezone.now()
    with transaction.atomic():
        found = locked(conversation)
        if not undecided(found):
            raise No(say("There is nothing to decide: a colleague has done it already."))
        if not may_decide(actor, found):
            raise No(say("The communications office decides this."))
        if target.pk != found.unit_id:
            return hand_over(actor, found, target, reason=reason)
        refused = last(found)
        if refused is None:  # undecided says otherwise
            raise No(say("There is nothing to decide: a colleague has done it already."))
        _answer(refused, Transfer.State.MOVED, actor, now)
        record(actor, "conversation.kept", found, reason=reason)
        telling.kept(refused, reason)
    return refused


def taken_up(conversation: Conversation, by: User, now: datetime) -> None:
    """Its new office works on it: it can be refused no more."""
    given = last(conversation)
    waits = given is not None and given.state == Transfer.State.GIVEN
    if given is not None and waits and units.may(by, "conversation.reply", conversation.unit_id):
        _answer(given, Transfer.State.TAKEN, by, now)


def last(conversation: Conversation) -> Transfer | None:
    """Return how a conversation came to its office, where another one gave it."""
    return _last().first(of=conversation.pk)


def undecided(conversation: Conversation) -> bool:
    """True while an office has refused it and nobody has decided."""
    found = last(conversation)
    return found is not None and found.state == Transfer.State.REFUSED


def may_decide(user: User, conversation: Conversation) -> bool:
    """True for who assigns in the communications office that coordinates its office."""
    office = nearest.coordinating(conversation.unit.path)
    return units.may_at(user, "conversation.assign", office)


def _check(actor: User | None, found: Conversation, target: Unit) -> None:
    if target.pk == found.unit_id:
        raise No(say("It is with {office} already."), office=target.name)
    if not units.existing().filter(pk=target.pk).exists():
        raise No(say("{office} does not exist any more."), office=target.name)
    if not found.open:
        raise No(say("It is closed. Open it again before you hand it over."))
    if undecided(found) and (actor is None or not may_decide(actor, found)):
        raise No(say("It was refused once: the communications office decides now."))


def _checked(reason: str) -> str:
    reason = " ".join(reason.split())
    if not reason:
        raise No(say("Write why: the next colleague has to know."))
    if len(reason) > LONGEST_REASON:
        raise No(say("A reason has at most {most} characters."), most=LONGEST_REASON)
    return reason


def _answer(given: Transfer, state: str, by: User | None, now: datetime) -> None:
    given.state, given.answered_by, given.answered_at = Transfer.State(state), by, now
    given.save(update_fields=["state", "answered_by", "answered_at", "refusal"])


def _move(found: Conversation, target: Unit, by: User | None, reason: str, now: datetime) -> None:
    """Change the office; nobody looks after it there yet, and its clock follows that office."""
    found.unit, found.assigned_to = target, None
    found.save(update_fields=["unit", "assigned_to"])
    states.step(found, State.DISPOSED, by=by, reason=reason, now=now)


@objects
def _last() -> QuerySet[Transfer]:
    rows = Transfer.objects.filter(conversation=Slot("of", BigIntegerField()))
    return rows.select_related("source", "target", "by").order_by("-id")[:1]
