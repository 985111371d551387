"""Which conversations tell of the same: proposed to people, who alone join them."""

from __future__ import annotations

from datetime import timedelta

from sinergi.inbox.models import Conversation
from sinergi.language import alike
from sinergi.understanding.models import Text

#: Voices of one incident come close together.
SPAN = timedelta(hours=48)

#: So many of the same topic are compared by their signatures, and so many by their words.
MOST, MOST_READ = 300, 5

#: What ``mark`` sets.
MARKS = ("signature", "alike")


def mark(conversation: Conversation, text: str) -> None:
    """Set the signature of the newest words, and the first conversation that tells of the same.

    The caller keeps both. Compared are those of the same topic, which began within ``SPAN`` before;
    where both name a place, one must lie in the other.
    """
    conversation.signature = alike.signature(text)
    conversation.alike_id = None if conversation.spam else _first(conversation, text)


def _first(conversation: Conversation, text: str) -> int | None:
    if not conversation.signature or not conversation.topic:
        return None
    since = conversation.opened_at - SPAN
    rows = Conversation.objects.filter(
        topic=conversation.topic,
        opened_at__gte=since,
        opened_at__lte=conversation.opened_at,
        spam=False,
    ).exclude(signature=0)
    told = rows.exclude(pk=conversation.pk).order_by("-opened_at")
    found = told.values_list("id", "signature", "place", "alike_id")[:MOST]
    mine, near = conversation.signature, []
    for pk, signature, place, first in found:
        far = alike.distance(mine, signature)
        if far <= alike.CLOSE and _together(conversation.place, place):
            near.append((far, pk, first))
    for _, pk, first in sorted(near)[:MOST_READ]:
        if alike.likeness(text, _words(pk)) >= alike.SAME:
            return first or pk
    return None


def _together(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _words(pk: int) -> str:
    rows = Text.objects.filter(message__conversation=pk).order_by("-id")
    return rows.values_list("text", flat=True).first() or ""
