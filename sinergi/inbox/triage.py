"""What was understood of the newest words decides how a conversation stands on the desk.

A person can be overruled by nobody: what colleagues said of a text counts before any machine
(``understanding.understood``), and what they set on the conversation itself is not touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils import timezone

from sinergi.inbox import aside, duties
from sinergi.inbox.cases import matching
from sinergi.inbox.deadlines import settling
from sinergi.inbox.models import Conversation, Message
from sinergi.inbox.routing import matching as matching_rules
from sinergi.understanding.models import Text
from sinergi.understanding.understood import Known, known_of

Matter = Conversation.Matter

#: From here on spam is set aside by itself; below it a person decides.
SURELY = 0.98

#: So many messages of a conversation are looked at.
LOOKED_AT = 20

_KINDS: Mapping[str, str] = {
    "question": Matter.QUESTION,
    "complaint": Matter.COMPLAINT,
    "praise": Matter.PRAISE,
}


def take(ids: Sequence[int]) -> None:
    """Bring the conversations of these texts up to date, inside the caller's transaction."""
    said = Message.objects.filter(understood__in=ids).order_by("conversation_id")
    for conversation_id in said.values_list("conversation_id", flat=True).distinct():
        found = Conversation.objects.select_for_update(of=("self",)).get(pk=conversation_id)
        said_here = found.messages.filter(understood__isnull=False).select_related("understood")
        newest = said_here.order_by("-id").first()
        if newest is not None and newest.understood is not None:
            settle(found, newest.understood)


def settle(conversation: Conversation, text: Text) -> None:
    """Set what a conversation is about from what is known of its newest words, and keep it.

    Who is on duty is called where a life may be in danger, and what is surely spam goes aside.
    """
    known = {row.head: row for row in known_of(text)}
    before = conversation.matter, conversation.danger
    conversation.danger = text.danger or _danger_waits(conversation)
    if conversation.danger or not conversation.matter_said:
        conversation.matter = matter_of(known, danger=conversation.danger)
    conversation.topic = _sure(known.get("topic"))[:60]
    conversation.place = _sure(known.get("place"))[:13]
    conversation.spam = is_spam(known.get("spam")) and _only_spam(conversation)
    matching.mark(conversation, text.text)
    conversation.save(update_fields=["danger", "matter", "topic", "place", "spam", *matching.MARKS])
    if (conversation.matter, conversation.danger) != before:
        settling.settle(conversation)
    if conversation.danger:
        duties.alarm(conversation, timezone.now())
    elif conversation.spam:
        aside.put(conversation, timezone.now())
    matching_rules.route(conversation)


def matter_of(known: Mapping[str, Known], *, danger: bool) -> str:
    """Return what a conversation is, for its deadlines: a key of ``Conversation.Matter``."""
    if danger:
        return Matter.DANGER
    return _KINDS.get(_sure(known.get("kind")), Matter.OTHER)


def is_spam(known: Known | None) -> bool:
    """True where a person says so, or the machine is surer than ``SURELY``."""
    if known is None or known.label != "judol":
        return False
    return bool(known.said_by) or known.share >= SURELY


def _sure(known: Known | None) -> str:
    told = known is not None and not known.abstained and known.label != "none"
    return known.label if known is not None and told else ""


def _danger_waits(conversation: Conversation) -> bool:
    """True while words of a danger to life are unanswered, whatever was said after them."""
    said = conversation.messages.filter(understood__danger=True)
    since = conversation.waiting_since
    return since is not None and said.filter(at__gte=since).exists()


def _only_spam(conversation: Conversation) -> bool:
    """True where nothing else was said: a citizen's question is not hidden by what follows it."""
    said = conversation.messages.filter(direction=Message.Direction.IN).order_by("-id")
    texts = [message.understood for message in said.select_related("understood")[:LOOKED_AT]]
    spam = (is_spam(_spam_of(text)) for text in texts if text is not None)
    return None not in texts and all(spam)


def _spam_of(text: Text) -> Known | None:
    return next((one for one in known_of(text) if one.head == "spam"), None)
