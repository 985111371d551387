"""A person says what a conversation is and how far it must be looked into, or takes more time."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from sinergi.inbox import meanwhile, states
from sinergi.inbox.deadlines import promises, settling, terms
from sinergi.inbox.models import Conversation, Stage, Step
from sinergi.inbox.rows import locked, record
from sinergi.lib.text import No, say
from sinergi.people.models import User


def set_matter(
    actor: User,
    conversation: Conversation,
    *,
    matter: str,
    course: str = Stage.ANSWER,
    seen_as: tuple[str, str] = ("", ""),
) -> Conversation:
    """Say what a conversation is: its deadline follows, and no machine changes it any more.

    Raises No for a matter or a course that there is not, and where a colleague said meanwhile that
    it is another matter or takes another course than it was ``seen_as``.
    """
    if matter not in Conversation.Matter.values or course not in Conversation.Course.values:
        raise No(say("There is no such matter."))
    with transaction.atomic():
        found = locked(conversation)
        before = found.matter, found.course
        if before != (matter, course):
            meanwhile.check_matter(found, *seen_as)
        found.matter, found.course, found.matter_said = matter, course, True
        found.save(update_fields=["matter", "course", "matter_said"])
        settling.settle(found)
        if before != (matter, course):
            record(actor, "conversation.matter", found, before=before[0], after=matter)
    return found


def can_extend(conversation: Conversation) -> bool:
    """True where the matter may take longer, and has not yet, and its time is not over."""
    due = conversation.due_at
    in_time = conversation.open and due is not None and due > timezone.now()
    if not in_time or conversation.extended:
        return False
    held = terms.of(conversation.unit_id).promises
    return promises.find(held, conversation.matter, Stage.MORE) is not None


def extend(actor: User, conversation: Conversation, *, reason: str) -> Conversation:
    """Take the one extension that the rule allows, with the reason it asks for in writing.

    The reason is kept among the steps. Raises No where there is none, or no extension is left.
    """
    if not reason.strip() or len(reason) > states.LONGEST_REASON:
        raise No(say("An extension needs a reason, of at most {most} characters: the citizen is "
                     "told it in writing."), most=states.LONGEST_REASON)  # fmt: skip
    with transaction.atomic():
        found = locked(conversation)
        if not can_extend(found):
            raise No(say("This deadline cannot be extended: once, in time, where a rule allows."))
        found.extended = True
        found.save(update_fields=["extended"])
        settling.settle(found)
        Step.objects.create(
            conversation=found, before=found.state, state=found.state, by=actor,
            at=timezone.now(), reason=reason.strip(), due_at=found.due_at,
        )  # fmt: skip
        record(actor, "conversation.extended", found, due=found.due_at)
    return found
