"""Who is told what about a conversation, inside the transaction of the act.

Notices are a list and go out as mail: no name of a citizen, and words without personal data.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from sinergi.inbox import masking
from sinergi.inbox.models import Conversation, Message, Removal
from sinergi.lib.text import say, short
from sinergi.networks.models import Delivery
from sinergi.notices import actions as notices
from sinergi.notices.actions import Told
from sinergi.people.models import User
from sinergi.units.able import able

#: What calls somebody to a conversation, until it is answered.
ARRIVED = "conversation.arrived"
CALLS = (ARRIVED, "conversation.danger", "conversation.escalated")

#: So much of what was said stands in a notice.
SNIPPET = 80


def arrived(said: Sequence[tuple[str, Message]]) -> None:
    """Tell of messages with the words of each as lists show them: whoever looks after the
    conversation, else everybody who may answer; in the app alone: a mail for each comment would be
    read by nobody."""
    if not said:
        return
    people = able("conversation.reply", {message.conversation.unit_id for _, message in said})
    before, _, after = _page_of(0).rpartition("0")  # once for all: they differ by a number
    notices.tell_many(
        Told(
            person,
            ARRIVED,
            say("A citizen writes to {account}: {text}"),
            url=f"{before}{message.conversation_id}{after}",
            facts={
                "account": message.conversation.account.handle,
                "text": short(shown, SNIPPET),
            },
        )
        for shown, message in said
        for person in _answering(message.conversation, people[message.conversation.unit_id])
    )


def _answering(conversation: Conversation, office: Sequence[User]) -> Sequence[User]:
    return [p for p in office if p.pk == conversation.assigned_to_id] or office


def assigned(conversation: Conversation, to: User, by: User) -> None:
    if to.pk != by.pk:
        notices.tell(
            to,
            "conversation.assigned",
            say("{by} asks you to answer: {text}"),
            url=_page(conversation),
            facts={"by": by.get_full_name(), "text": short(conversation.last_text, SNIPPET)},
        )


def assigned_many(number: int, to: User, by: User) -> None:
    """Tell once of conversations that were given together."""
    if to.pk != by.pk:
        notices.tell(
            to,
            "conversation.assigned",
            say("{by} asks you to answer conversations: {number}"),
            url=f"{reverse('inbox:list')}?tab=mine",
            facts={"by": by.get_full_name(), "number": number},
        )


def ended(message: Message, delivery: Delivery) -> None:
    """Tell the author of an answer that it did not go out, or that nobody knows."""
    texts = {
        Delivery.State.FAILED: say("Your answer on {account} was not sent: {text}"),
        Delivery.State.UNSURE: say(
            "Your answer on {account} may be out, or not. Please look: {text}"
        ),
    }
    text = texts.get(Delivery.State(delivery.state))
    if text and message.author is not None:
        notices.tell(
            message.author,
            f"reply.{delivery.state}",
            text,
            url=_page(message.conversation),
            facts=_said(message),
        )


def not_deleted(removal: Removal, conversation: Conversation) -> None:
    """Tell whoever had a comment deleted that it is still there, or that nobody knows."""
    texts = {
        Removal.State.FAILED: say("A comment on {account} was not deleted: {text}"),
        Removal.State.UNSURE: say(
            "A comment on {account} may be deleted, or not. Please look: {text}"
        ),
    }
    text = texts.get(Removal.State(removal.state))
    if text:
        notices.tell(
            removal.by,
            f"removal.{removal.state}",
            text,
            url=_page(conversation),
            facts=_said(removal.message),
        )


def settled(conversation: Conversation) -> None:
    """Nobody is called to a conversation any more that was answered or closed: it is not new."""
    notices.settled(_page(conversation), CALLS)


def _said(message: Message) -> dict[str, str]:
    text = short(masking.snippet(message.text), SNIPPET)
    return {"account": message.conversation.account.handle, "text": text}


def _page(conversation: Conversation) -> str:
    return _page_of(conversation.pk)


def _page_of(pk: int) -> str:
    return reverse("inbox:conversation", args=[pk])
