"""What was understood of the newest words decides how a conversation stands on the desk.

A person can be overruled by nobody: what colleagues said of a text counts before any machine
(``understanding.understood``), and what they set on the conversation itself is not touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import BigIntegerField, Max, QuerySet
from django.utils import timezone

from sinergi.inbox import aside, duties
from sinergi.inbox.cases import matching
from sinergi.inbox.deadlines import settling
from sinergi.inbox.models import Conversation, Message
from sinergi.inbox.routing import matching as matching_rules
from sinergi.lib import rows
from sinergi.lib.among import Among
from sinergi.lib.prepared import prepared
from sinergi.networks.models import Account
from sinergi.understanding.models import Text
from sinergi.understanding.understood import Known, known_of_many
from sinergi.units.models import Unit

Matter = Conversation.Matter

#: From here on spam is set aside by itself; below it a person decides.
SURELY = 0.98

#: So many messages of a conversation are looked at.
LOOKED_AT = 20

#: What is seen of the newest words.
SEEN = ("danger", "matter", "topic", "place", "spam")

#: What is asked of them.
HEADS = ("kind", "topic", "place", "spam")

_COLUMNS, _UNIT_COLUMNS = rows.names(Conversation), rows.names(Unit)
_SEEN_OF_TEXT = ("id", "text", "decisions", "danger")

_KINDS: Mapping[str, str] = {
    "question": Matter.QUESTION,
    "complaint": Matter.COMPLAINT,
    "praise": Matter.PRAISE,
}


def take(ids: Sequence[int]) -> None:
    """Bring the conversations of these texts up to date, inside the caller's transaction.

    Who is on duty is called where a life may be in danger, and what is surely spam goes aside.
    """
    found = _locked(ids) if ids else []
    if not found:
        return
    newest = _newest(found)
    known = known_of_many(list(newest.values()), HEADS)
    waits = _danger_waits(found)
    changed = []
    for one in found:
        text = newest[one.pk]
        before = one.matter, one.danger
        _see(one, text, known[text.pk], waits=one.pk in waits)
        if (one.matter, one.danger) != before:
            changed.append(one)
    matching.mark(found, {pk: text.text for pk, text in newest.items()})
    settling.work_out(changed)
    rows.update(found, [*SEEN, *matching.MARKS, *settling.FIELDS])
    _act(found)
    matching_rules.route(found)


def _act(found: Sequence[Conversation]) -> None:
    """Call who is on duty, put aside what is surely spam."""
    urgent = [one for one in found if one.danger]
    spam = [one for one in found if one.spam and not one.danger]
    if urgent or spam:
        _with_accounts([*urgent, *spam])
    if urgent:
        duties.alarm(urgent, timezone.now())
    for one in spam:
        aside.put(one, timezone.now())


def _locked(ids: Sequence[int]) -> list[Conversation]:
    """Return the conversations of these texts with their offices, locked in the order all lock
    them."""
    read = _of_texts().run(texts=ids)
    found = [rows.read(Conversation, _COLUMNS, values) for values in read]
    told = _offices().run(units={one.unit_id for one in found})
    offices = {values[0]: rows.read(Unit, _UNIT_COLUMNS, values) for values in told}
    for one in found:
        one.unit = offices[one.unit_id]
    return found


@prepared
def _of_texts() -> QuerySet[Any, Any]:
    said = Message.objects.filter(Among("understood_id", "texts", BigIntegerField()))
    found = Conversation.objects.filter(pk__in=said.values("conversation"))
    return found.select_for_update().order_by("pk").values_list(*_COLUMNS)


@prepared
def _offices() -> QuerySet[Any, Any]:
    found = Unit.objects.filter(Among("id", "units", BigIntegerField()))
    return found.order_by().values_list(*_UNIT_COLUMNS)


def _with_accounts(found: Sequence[Conversation]) -> None:
    """Have them know their accounts, which they share: each is read once."""
    accounts = Account.objects.in_bulk({one.account_id for one in found})
    for one in found:
        one.account = accounts[one.account_id]


def _newest(found: Sequence[Conversation]) -> dict[int, Text]:
    """Return the newest words of each conversation that are understood or waiting to be."""
    told = _last_texts().run(conversations=[one.pk for one in found])
    return {pk: rows.read(Text, _SEEN_OF_TEXT, values) for pk, *values in told}


@prepared
def _last_texts() -> QuerySet[Any, Any]:
    said = Message.objects.filter(
        Among("conversation_id", "conversations", BigIntegerField()), understood__isnull=False
    )
    last = said.order_by().values("conversation").annotate(last=Max("pk")).values("last")
    named = [f"understood__{column}" for column in _SEEN_OF_TEXT]
    newest = Message.objects.filter(pk__in=last).order_by()
    return newest.values_list("conversation_id", *named)


def _see(conversation: Conversation, text: Text, heads: Sequence[Known], *, waits: bool) -> None:
    """Set what a conversation is about from what is known of its newest words."""
    known = {row.head: row for row in heads}
    conversation.danger = text.danger or waits
    if conversation.danger or not conversation.matter_said:
        conversation.matter = matter_of(known, danger=conversation.danger)
    conversation.topic = _sure(known.get("topic"))[:60]
    conversation.place = _sure(known.get("place"))[:13]
    conversation.spam = is_spam(known.get("spam")) and _only_spam(conversation)


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


def _danger_waits(found: Sequence[Conversation]) -> set[int]:
    """Return where words of a danger to life are unanswered, whatever was said after them."""
    since = {one.pk: one.waiting_since for one in found if one.waiting_since is not None}
    told = _dangers().run(conversations=list(since)) if since else ()
    return {pk for pk, at in told if at >= since[pk]}


@prepared
def _dangers() -> QuerySet[Any, Any]:
    said = Message.objects.filter(
        Among("conversation_id", "conversations", BigIntegerField()), understood__danger=True
    )
    return said.order_by().values_list("conversation_id", "at")


def _only_spam(conversation: Conversation) -> bool:
    """True where nothing else was said: a citizen's question is not hidden by what follows it."""
    said = conversation.messages.filter(direction=Message.Direction.IN).order_by("-id")
    texts = [message.understood for message in said.select_related("understood")[:LOOKED_AT]]
    told = [text for text in texts if text is not None]
    known = known_of_many(told)
    return None not in texts and all(is_spam(_spam_of(known[text.pk])) for text in told)


def _spam_of(known: Sequence[Known]) -> Known | None:
    return next((one for one in known if one.head == "spam"), None)
