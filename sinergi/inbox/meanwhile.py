"""What a page showed may be otherwise by now: an act from it says what it saw, and is refused where
that is over, so that nobody overwrites what they did not see. Call while the row is held.

An act that says nothing of what it saw is not asked.
"""

from __future__ import annotations

from sinergi.inbox.models import Conversation, Message
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.units import queries as units

State = Conversation.State

#: Who takes it there says that nothing of the public waits.
_RESTS = {State.DONE, State.ELSEWHERE, State.ARCHIVED, State.POSTPONED}


def check_theirs(actor: User, found: Conversation, unit_id: int) -> None:
    """Raise No where ``actor`` does not answer: it went to another office than had it, or their
    right has ended since they wrote; and where the office has ended, whoever answers for it."""
    if units.may_at(actor, "conversation.reply", found.unit.path):
        units.check_lives(found.unit)
        return
    if found.unit_id == unit_id:
        raise No(say("Its author may not answer here any more."))
    raise No(
        say("It was handed to {office} meanwhile, so nothing was sent. Your text is kept."),
        office=found.unit.name,
    )


def check_office(actor: User, found: Conversation, unit_id: int) -> None:
    """Raise No where it went from the office that had it to one where ``actor`` assigns nothing."""
    gone = found.unit_id != unit_id
    if gone and not units.may_at(actor, "conversation.assign", found.unit.path):
        raise No(
            say("It was handed to {office} meanwhile, so nothing was changed."),
            office=found.unit.name,
        )


def check_read(found: Conversation, to: str, seen: int) -> None:
    """Raise No where the public wrote after ``seen``, and a state would put it to rest unread."""
    if not seen or to not in _RESTS:
        return
    newer = found.messages.filter(direction=Message.Direction.IN, id__gt=seen)
    if newer.exists():
        raise No(say("The public wrote again meanwhile, so nothing was changed: read it first."))


def check_state(found: Conversation, before: str) -> None:
    """Raise No where it is in another state than the page showed."""
    if before in State.values and found.state != before:
        raise No(
            say("It is “{state}” meanwhile, so nothing was changed: look once more, then choose."),
            state=str(State(found.state).label),
        )


def check_owner(found: Conversation, before: int | None) -> None:
    """Raise No where another colleague looks after it than the page showed; 0: nobody."""
    if before is None or (found.assigned_to_id or 0) == before:
        return
    if found.assigned_to is None:
        raise No(say("Nobody looks after it any more, so nothing was changed: choose once more."))
    raise No(
        say("{who} looks after it meanwhile, so nothing was changed: choose once more."),
        who=found.assigned_to.get_full_name(),
    )


def check_matter(found: Conversation, before: str, course: str) -> None:
    """Raise No where it is something else than the page showed, or takes another course, and a
    colleague has said so."""
    if before not in Conversation.Matter.values or not found.matter_said:
        return
    if found.matter != before or (course and found.course != course):
        labels = (Conversation.Matter(found.matter).label, Conversation.Course(found.course).label)
        raise No(
            say("A colleague says meanwhile: {matter}. Nothing was changed: look once more."),
            matter=" · ".join(map(str, labels)),
        )
