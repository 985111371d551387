"""Who is told when a conversation goes from office to office."""

from __future__ import annotations

from django.db.models import QuerySet

from sinergi.inbox.citing import page_of
from sinergi.inbox.models import Transfer
from sinergi.lib.text import say, short
from sinergi.notices import actions as notices
from sinergi.people.models import User
from sinergi.units import nearest
from sinergi.units import queries as units
from sinergi.units.models import Unit


def given(made: Transfer) -> None:
    """Tell those who answer in the office that got it."""
    _tell(
        units.people_with("conversation.reply", made.target_id),
        made,
        "conversation.transferred",
        say("{office} hands a conversation to you: {reason}"),
        made.source,
        made.reason,
    )


def refused(made: Transfer) -> None:
    """Tell who gave it, and those who decide now."""
    words = say("{office} says it is not theirs: {reason}")
    deciders = units.people_with(
        "conversation.assign", nearest.communications(made.conversation.unit_id)
    )
    people = units.people_with("conversation.reply", made.source_id) | deciders
    _tell(people, made, "conversation.refused", words, made.target, made.refusal)


def kept(made: Transfer, reason: str) -> None:
    """Tell the office that has it that it keeps it."""
    _tell(
        units.people_with("conversation.reply", made.source_id),
        made,
        "conversation.kept",
        say("The conversation stays with {office}: {reason}"),
        made.source,
        reason,
    )


def _tell(
    people: QuerySet[User], made: Transfer, kind: str, words: str, office: Unit, reason: str
) -> None:
    for person in people.distinct():
        notices.tell(
            person,
            kind,
            words,
            url=page_of(made.conversation),
            facts={"office": office.name, "reason": short(reason, 120)},
        )
