"""All cards of the page of a conversation."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sinergi.inbox import queries
from sinergi.inbox.shown import answering, beside, saying
from sinergi.inbox.shown.asked import Asked, Words
from sinergi.networks import queries as networks

CARDS: Sequence[Callable[[Asked], Words]] = (
    saying.said,
    saying.note,
    answering.answer,
    answering.proposals,
    beside.deadline,
    beside.office,
    beside.belongs,
    beside.understood,
    beside.person,
)

#: What the reader may do here, by the names of the template.
RIGHTS = {
    "here": "conversation.see",
    "may_reply": "conversation.reply",
    "may_assign": "conversation.assign",
    "may_note": "conversation.note",
    "may_delete": "comment.delete",
    "may_label": "text.label",
    "may_approve": "reply.approve",
    "may_report": "incident.keep",
}


def words(asked: Asked) -> Words:
    """Return what the template shows. Raises No for a part of the thread that does not exist."""
    found: Words = {name: asked.may(verb) for name, verb in RIGHTS.items()}
    found["conversation"] = asked.talk
    found["subject"] = queries.subject_of(asked.talk, asked.newest)
    found["about"] = networks.about(asked.talk.account.network)
    for card in CARDS:
        found |= card(asked)
    return found
