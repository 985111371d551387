"""A batch of messages as it finds its conversations: few queries for all, as if one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from sinergi.connectors.contract import Incoming
from sinergi.inbox import confirming, masking, rooting, rules, states, telling
from sinergi.inbox.deadlines import settling
from sinergi.inbox.models import Conversation, Message
from sinergi.inbox.rooting import Known, Root
from sinergi.lib import rows
from sinergi.networks.models import Account
from sinergi.understanding.actions import texts
from sinergi.understanding.models import Text

#: What is heard changes these, and what is due next.
HEARD = ("name", "waiting_since", "last_at", "last_text", "emptied_at", "rating")

#: A message with its masked copy; no copy where it has no words.
Said = tuple[Message, Text | None]


def store(account: Account, items: Sequence[Incoming], known: Known) -> list[Message]:
    """Store items that are new, in their order; return their messages."""
    roots = rooting.roots(items, known)
    found = rooting.conversations(account, items, roots)
    batch = _Batch(account, found)
    for item, root in zip(items, roots, strict=True):
        batch.hear(item, root)
    return batch.keep()


@dataclass(slots=True)
class _Batch:
    """What was heard so far, not yet in the database but for steps that conversations made."""

    account: Account
    #: By handle and root.
    conversations: dict[tuple[str, str], Conversation]
    said: list[Said] = field(default_factory=list)
    touched: dict[tuple[str, str], Conversation] = field(default_factory=dict)
    #: Those whose next deadline no step has settled since they were last heard.
    unsettled: dict[tuple[str, str], Conversation] = field(default_factory=dict)
    #: What the office is told of, with its words as lists show them.
    arrived: list[tuple[str, Message]] = field(default_factory=list)

    def hear(self, item: Incoming, root: Root) -> None:
        """Put one message into its conversation, and see what that changes."""
        key = item.author[:200], root[0]
        found = self.conversations.get(key)
        if found is None:
            found = self.conversations[key] = _begun(self.account, item, root)
        message = _message(self.account, found, item)
        text = _masked(message)
        self.said.append((message, text))
        waited = found.waiting_since is not None and found.open
        self.touched[key] = found
        if _wordless(item):  # nobody waits for an answer
            found.rating, found.last_at = _rated(found, message), max(found.last_at, item.at)
            return
        _newest(found, item, text)
        found.rating = _rated(found, message)
        if not waited:
            self.arrived.append((found.last_text, message))
        if confirming.heard(found, item.text, item.at) or states.heard(found, item.at):
            self.unsettled.pop(key, None)
        else:
            self.unsettled[key] = found

    def keep(self) -> list[Message]:
        """Write all of it; tell of what now waits."""
        settling.work_out(list(self.unsettled.values()))
        touched = self.touched.values()
        known = [one for one in touched if one.pk is not None]
        rows.insert([one for one in touched if one.pk is None])
        rows.update(known, [*HEARD, *settling.FIELDS])
        messages = [message for message, _ in self.said]
        rows.number(messages)
        _have_read(self.said)
        rows.told(messages, "conversation")
        rows.insert(messages)
        telling.arrived(self.arrived)
        return messages


def _begun(account: Account, item: Incoming, root: Root) -> Conversation:
    filed = {"state": Conversation.State.ARCHIVED, "open": False} if _wordless(item) else {}
    begun = rows.new(
        Conversation, **filed, name=item.author_name[:200], account_id=account.pk,
        unit_id=account.unit_id, kind=item.kind, handle=item.author[:200], root=root[0],
        about_id=root[1], opened_at=timezone.now(), counted_from=item.at, last_at=item.at,
    )  # fmt: skip
    begun.account = account
    return begun


def _message(account: Account, conversation: Conversation, item: Incoming) -> Message:
    made = rows.new(
        Message,
        account_id=account.pk,
        direction="in",
        remote_id=item.remote_id,
        in_reply_to=item.in_reply_to or "",
        person=item.author_id[:300],
        attachments=[address[:1000] for address in item.attachments[:20]],
        text=item.text.replace("\x00", ""),
        url=item.url[:1000],
        at=item.at,
        rating=_rating(item),
    )
    made.conversation = conversation
    return made


def _wordless(item: Incoming) -> bool:
    """True for a review that is nothing but a rating: it is counted, and filed as it comes."""
    return bool(_rating(item)) and not item.text.strip() and not item.attachments


def _rating(item: Incoming) -> str:
    return rules.rating(item.stars, item.recommends) if item.kind == "review" else ""


def _rated(found: Conversation, message: Message) -> str:
    """Return what the newest words of a review rate us."""
    return message.rating or found.rating if found.kind == Conversation.Kind.REVIEW else ""


def _masked(message: Message) -> Text | None:
    """Return its words as they are handed down, without personal data; not stored."""
    if not message.text.strip():
        return None
    return texts.begun(message.conversation.unit_id, message.text, at=message.at)


def _newest(found: Conversation, item: Incoming, text: Text | None) -> None:
    """Set what a conversation waits for and what was said last, as ``hearing.refresh`` would."""
    found.name, found.emptied_at = item.author_name[:200], None
    found.waiting_since = found.waiting_since or item.at
    found.last_at = max(found.last_at, item.at)
    found.last_text = text.text[: masking.SNIPPET] if text else ""


def _have_read(said: Sequence[Said]) -> None:
    """Hand the words down to be understood by a worker."""
    copies = {f"message:{message.pk}": text for message, text in said if text is not None}
    texts.keep(copies)
    for message, text in said:
        # The text itself would point back, and both be left to the collector of cycles.
        message.understood_id = text.pk if text is not None else None
