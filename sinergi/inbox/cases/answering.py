"""One text for all threads of a case: each gets it once, whatever breaks on the way.

What is asked for is written down first, thread by thread; a job then answers one after the other,
each in a transaction of its own. Run again after a crash it goes on with those that wait.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.inbox import actions, rules
from sinergi.inbox.actions.replying import place
from sinergi.inbox.models import Case, CaseAnswer, CaseLine, Conversation
from sinergi.lib.text import No, say
from sinergi.people.models import User

State = CaseLine.State


def ask(actor: User, case: Case, threads: Sequence[Conversation], *, text: str) -> CaseAnswer:
    """Write down that these threads are to get a text. Raises No where there is nothing to do, and
    where none of them takes it: nothing is asked for then, and what was typed stays."""
    text = text.strip()
    if not text:
        raise No(say("Write an answer first."))
    if len(text) > rules.LONGEST:
        raise No(say("The text is longer than {most} characters."), most=rules.LONGEST)
    waiting = [one for one in threads if one.open and one.waiting_since is not None]
    if not waiting:
        raise No(say("Nobody here waits for an answer."))
    _check_fits_somewhere(waiting, text)
    newest = dict(
        Conversation.objects.filter(pk__in=[one.pk for one in waiting])
        .annotate(newest=Max("messages"))
        .values_list("pk", "newest")
    )
    with transaction.atomic():
        made = CaseAnswer.objects.create(case=case, by=actor, text=text, at=timezone.now())
        CaseLine.objects.bulk_create(
            CaseLine(answer=made, conversation=one, seen=newest[one.pk] or 0) for one in waiting
        )
        audit.record(
            actor, "case.answered", on=case, unit_id=case.unit_id, data={"voices": len(waiting)}
        )
    return made


def _check_fits_somewhere(waiting: Sequence[Conversation], text: str) -> None:
    refused: list[No] = []
    accounts = {one.account_id: one.account for one in waiting}
    for account in accounts.values():
        try:
            rules.check_fits(text, place(account, text))
        except No as e:
            refused.append(e)
    if len(refused) == len(accounts):
        raise refused[0]


def carry_out(answer_id: int) -> int:
    """Answer what waits; return in how many threads. May be run again, and by two at once."""
    given = 0
    lines = CaseLine.objects.filter(answer=answer_id, state=State.WAITING).order_by("id")
    for pk in list(lines.values_list("pk", flat=True)):
        with transaction.atomic():
            rows = CaseLine.objects.select_related("answer__by", "conversation")
            line = rows.select_for_update(of=("self",)).get(pk=pk)
            if line.state == State.WAITING:
                _answer(line)
                given += line.state == State.SENT
    return given


def _answer(line: CaseLine) -> None:
    talk = Conversation.objects.get(pk=line.conversation_id)
    if talk.waiting_since is None or not talk.open:
        line.state = State.ANSWERED
    else:
        try:
            with transaction.atomic():
                line.message = actions.reply(
                    line.answer.by, talk, text=line.answer.text, seen=line.seen
                )
            line.state = State.SENT
        except No as e:
            line.state = State.REFUSED
            line.problem = {"kind": "No", "message": e.message, "facts": e.facts}
    line.save(update_fields=["state", "problem", "message"])
