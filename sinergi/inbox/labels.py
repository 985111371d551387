"""The topic of a conversation, as a person says it: a label of its newest words."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from sinergi.inbox import queries, triage, triaged
from sinergi.inbox.models import Conversation
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.understanding import actions as understanding
from sinergi.understanding.models import Label


def topic(actor: User, conversation: Conversation, label: str) -> None:
    """Say what topic it is. Raises No where the public wrote no words that could be learnt from."""
    text = queries.newest_understood(conversation)
    if text is None:
        raise No(say("The public wrote no words here."))
    understanding.label(actor, text, head="topic", label=label)


def hold(conversations: Iterable[Conversation]) -> None:
    """Lock the words that are labelled: before the conversations, as whoever reads them does."""
    understanding.hold(triaged.newest_texts([one.pk for one in conversations]))


def own(actor: User, conversation: Conversation) -> str:
    """Return what this person said its topic is; "" where they said nothing."""
    rows = _labels(actor, conversation)
    return rows.values_list("label", flat=True).first() or ""


def put_back(actor: User, conversation: Conversation, label: str) -> None:
    """Have this person say again what they said before, which may be nothing."""
    if label:
        topic(actor, conversation, label)
        return
    _labels(actor, conversation).delete()
    text = queries.newest_understood(conversation)
    if text is not None:
        triage.take([text.pk])


def _labels(actor: User, conversation: Conversation) -> QuerySet[Label]:
    text = queries.newest_understood(conversation)
    return Label.objects.filter(text=text, head="topic", by=actor)
