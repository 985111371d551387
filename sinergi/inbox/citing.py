"""Which verified answers were given in a conversation: remembered when an answer goes out."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from sinergi.inbox.models import Conversation
from sinergi.knowledge import actions as knowledge
from sinergi.knowledge.models import Version
from sinergi.lib.text import No, say
from sinergi.people.models import User


def remember(actor: User, conversation: Conversation, ids: Sequence[int], *, public: bool) -> None:
    """Keep which versions an answer gives, inside the transaction that stores the answer.

    Raises No where one may not be given now, or does not exist.
    """
    found = Version.objects.filter(pk__in=ids).select_related("answer").in_bulk()
    if set(ids) - set(found):
        raise No(say("A verified answer that you took over does not exist any more."))
    for version in found.values():
        knowledge.use(
            actor,
            version,
            origin=origin(conversation),
            url=page_of(conversation),
            unit_id=conversation.unit_id,
            public=public,
        )


def origin(conversation: Conversation) -> str:
    """Name a conversation as the room of verified answers does."""
    return f"conversation:{conversation.pk}"


def conversation_of(origin: str) -> int | None:
    """Return which conversation such a name is of; nothing where it is of something else."""
    kind, _, pk = origin.partition(":")
    return int(pk) if kind == "conversation" and pk.isdecimal() else None


def page_of(conversation: Conversation) -> str:
    return reverse("inbox:conversation", args=[conversation.pk])
