"""What was understood of the newest words decides how a conversation stands on the desk.

A person can be overruled by nobody: what colleagues said of a text counts before any machine
(``understanding.understood``), and what they set on the conversation itself is not touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import BigIntegerField, QuerySet
from django.utils import timezone

from sinergi.inbox import aside, duties, triaged
from sinergi.inbox.cases import matching
from sinergi.inbox.deadlines import settling
from sinergi.inbox.models import Conversation, Message
from sinergi.inbox.routing import matching as matching_rules
from sinergi.lib import rows
from sinergi.lib.among import Among
from sinergi.lib.prepared_objects import objects
from sinergi.networks.models import Account
from sinergi.understanding.models import Text
from sinergi.understanding.understood import Known, known_of_many

Matter = Conversation.Matter

#: From here on spam is set aside by itself; below it a person decides.
SURELY = 0.98

#: So many messages of a conversation are looked at.
LOOKED_AT = 20

#: What is seen of the newest words.
SEEN = ("danger", "matter", "topic", "place", "spam")

#: What is asked of them.
HEADS = ("kind", "topic", "place", "spam")

_KINDS: Mapping[str, str] = {
    "question": Matter.QUESTION,
    "complaint": Matter.COMPLAINT,
    "praise": Matter.PRAISE,
}


def take(ids: Sequence[int], texts: Mapping[int, Text] | None = None) -> None:
    """Bring the conversations of these texts up to date, inside the caller's transaction.

    ``texts``: those of them that are known already, by id. Who is on duty is called where a life
    may be in danger, and what is surely spam goes aside.
    """
    found = triaged.locked(ids) if ids else []
    if not found:
        return
    newest = triaged.newest(found, texts or {})
    known = known_of_many(list(newest.values()), HEADS)
    waits = triaged.danger_waits(found)
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


def _with_accounts(found: Sequence[Conversation]) -> None:
    """Have them know their accounts, which they share: each is read once."""
    wanted = {one.account_id for one in found}
    accounts = {account.pk: account for account in _accounts().all(accounts=wanted)}
    for one in found:
        one.account = accounts[one.account_id]


@objects
def _accounts() -> QuerySet[Account]:
    return Account.objects.filter(Among("id", "accounts", BigIntegerField())).order_by()


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
    """True where a person says so, or the machine is surer than ``SURELY`` of what it knows."""
    if known is None or known.label != "judol":
        return False
    return bool(known.said_by) or (known.share >= SURELY and not known.abstained)


def _sure(known: Known | None) -> str:
    told = known is not None and not known.abstained and known.label != "none"
    return known.label if known is not None and told else ""


def _only_spam(conversation: Conversation) -> bool:
    """True where nothing else was said: a citizen's question is not hidden by what follows it."""
    said = conversation.messages.filter(direction=Message.Direction.IN).order_by("-id")
    texts = [message.understood for message in said.select_related("understood")[:LOOKED_AT]]
    told = [text for text in texts if text is not None]
    known = known_of_many(told)
    return None not in texts and all(is_spam(_spam_of(known[text.pk])) for text in told)


def _spam_of(known: Sequence[Known]) -> Known | None:
    return next((one for one in known if one.head == "spam"), None)
