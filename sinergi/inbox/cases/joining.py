"""Open a case, bring conversations into it, take them out, close it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.inbox import actions
from sinergi.inbox.models import Case, Conversation
from sinergi.inbox.rows import hold, locked, record
from sinergi.lib.text import No, say
from sinergi.people.models import User

#: A longer title is cut.
LONGEST_TITLE = 200


def open_case(
    actor: User, first: Conversation, others: Sequence[Conversation] = (), *, title: str
) -> Case:
    """Make a case of a conversation and of others that tell of the same. Raises No."""
    title = " ".join(title.split())[:LONGEST_TITLE]
    if not title:
        raise No(say("Give the case a title that colleagues understand."))
    now = timezone.now()
    with transaction.atomic():
        hold([first, *others])
        found = locked(first)
        if found.case_id is not None:
            raise No(say("It belongs to a case already."))
        made = Case.objects.create(
            unit=found.unit,
            title=title,
            topic=found.topic,
            place=found.place,
            opened_at=now,
            opened_by=actor,
        )
        audit.record(actor, "case.opened", on=made, unit_id=made.unit_id, data={"title": title})
        for one in [found, *others]:
            join(actor, one, made)
    return made


def join(actor: User, conversation: Conversation, case: Case) -> None:
    """Bring a conversation into a case. Raises No where it is in another, or the case is closed."""
    with transaction.atomic():
        held = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        if held.closed_at is not None:
            raise No(say("The case is closed."))
        found = locked(conversation)
        if found.case_id == held.pk:
            return
        if found.case_id is not None:
            raise No(say("It belongs to a case already."))
        found.case = held
        found.save(update_fields=["case"])
        record(actor, "conversation.joined", found, case=held.pk)


def leave(actor: User, conversation: Conversation) -> None:
    """Take a conversation out of its case: it tells of something else."""
    with transaction.atomic():
        found = locked(conversation)
        if found.case_id is None:
            return
        case, found.case, found.alike = found.case_id, None, None
        found.save(update_fields=["case", "alike"])
        record(actor, "conversation.left", found, case=case)


def close(actor: User, case: Case, threads: Sequence[Conversation], *, seen: int = 0) -> int:
    """Close a case, and those of its threads that are handed in; return how many were closed.
    ``seen``: the newest message of all when it was decided; 0: that is not said. Raises No for a
    case that is closed, and where the public wrote in one of them after that."""
    with transaction.atomic():
        held = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        if held.closed_at is not None:
            raise No(say("The case is closed."))
        held.closed_at = timezone.now()
        held.save(update_fields=["closed_at"])
        hold(threads)
        for one in threads:
            actions.finish(actor, one, seen=seen)
        audit.record(
            actor, "case.closed", on=held, unit_id=held.unit_id, data={"voices": len(threads)}
        )
    return len(threads)
