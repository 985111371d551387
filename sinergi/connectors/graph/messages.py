"""Private messages of a page and of the Instagram account behind it.

https://developers.facebook.com/docs/messenger-platform/conversations and …/send-messages; of a
conversation the network gives the twenty newest messages, whatever is asked.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, items_of, name_of, understanding
from sinergi.connectors.contract import Draft, Incoming, Published
from sinergi.connectors.errors import Refused, Unconfirmed
from sinergi.connectors.graph.api import Graph
from sinergi.connectors.graph.letters import listed
from sinergi.connectors.graph.values import moment
from sinergi.connectors.graph.words import essence
from sinergi.lib.text import say

log = logging.getLogger(__name__)

MESSAGE = "id,created_time,from,to,message,attachments"
CONVERSATION = f"id,updated_time,messages.limit(20){{{MESSAGE}}}"

#: A free answer is possible so long after the person's message; after that a person of ours may
#: still answer, which is said with a tag, until ``HUMAN`` has passed.
FREE = timedelta(hours=24)
HUMAN = timedelta(days=7)
#: A comment is answered privately once, so long after it was written.
#: https://developers.facebook.com/docs/messenger-platform/discovery/private-replies
PRIVATE = timedelta(days=7)

#: A post or comment has an id of figures; a message has not.
PUBLIC_ID = re.compile(r"\d+(_\d+)*(/\d+)?", re.ASCII)


def is_message(remote_id: str) -> bool:
    """True when a remote id is one of a private message, not of a post or comment."""
    return PUBLIC_ID.fullmatch(remote_id) is None


@dataclass(frozen=True, slots=True)
class Box:
    """The private messages of one account. ``ours`` are the ids it writes under; ``home`` is where
    a person reads them.
    """

    graph: Graph
    page: str
    platform: str
    ours: frozenset[str]
    home: str

    def news(self, since: datetime) -> Iterator[Incoming]:
        """Yield what people wrote. One message that cannot be read is left out."""
        for conversation in self._recent(since):
            told = (conversation.get("messages") or {}).get("data")
            for message in told if isinstance(told, list) else ():
                try:
                    if name_of(message["from"], "id") not in self.ours:
                        yield listed(message, self.home)
                except MISSHAPEN:
                    log.warning("A message that cannot be read was left out")

    def send(self, draft: Draft) -> Published:
        """Write one private message, to the person or privately to a comment."""
        told = self.graph.post(f"{self.page}/messages", **_asked(self.graph, draft))
        try:
            return Published(name_of(told, "message_id"), self.home)
        except MISSHAPEN as e:
            took = say("{host} took the message but did not say which it became.")
            raise Unconfirmed(took, host=self.graph.host) from e

    def find(self, draft: Draft, since: datetime, known: frozenset[str]) -> Published | None:
        """Look for a message of ours with these words, in the conversation with that person.

        A private answer to a comment is looked for in all conversations since then.
        """
        person = draft.to if is_message(draft.reply_to or "") else ""
        fits: list[tuple[datetime, str]] = []
        for conversation in self._recent(since, person):
            with understanding(self.graph.base):
                for message in items_of(conversation["messages"]["data"]):
                    at, made = moment(message["created_time"]), name_of(message, "id")
                    mine = name_of(message["from"], "id") in self.ours and made not in known
                    if mine and at >= since and _same(message, draft):
                        fits.append((at, made))
        return Published(min(fits)[1], self.home) if fits else None

    def _recent(self, since: datetime, person: str = "") -> Iterator[dict[str, Any]]:
        """Yield conversations, the newest first, down to the first without anything new."""
        conversations = self.graph.listed(
            f"{self.page}/conversations",
            platform=self.platform,
            fields=CONVERSATION,
            user_id=person or None,
        )
        for conversation in conversations:
            with understanding(self.graph.base):
                if moment(conversation["updated_time"]) < since:
                    return
                found = dict(conversation)
            yield found


def _same(message: dict[str, Any], draft: Draft) -> bool:
    return essence(str(message.get("message") or "")) == essence(draft.text)


def _asked(graph: Graph, draft: Draft) -> dict[str, Any]:
    if draft.media:
        raise Refused(say("Private messages are sent as text: attach nothing, or send by hand."))
    answered = draft.reply_to or ""
    words = {"message": {"text": draft.text}}
    if not is_message(answered):
        comment = answered.rpartition("/")[2]
        return words | {"recipient": {"comment_id": comment}, "messaging_type": "RESPONSE"}
    if not draft.to:
        raise Refused(say("It is not known to whom this message goes."))
    to = {"recipient": {"id": draft.to}}
    if _age(graph, answered) < FREE:
        return {**words, **to, "messaging_type": "RESPONSE"}
    return {**words, **to, "messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}


def _age(graph: Graph, message: str) -> timedelta:
    """Return how old the message is that is answered; where it cannot be seen, as if it were new:
    the network refuses what comes too late.
    """
    told = graph.find(message, fields="created_time")
    if told is None:
        return timedelta(0)
    with understanding(graph.base):
        return datetime.now(UTC) - moment(told["created_time"])
