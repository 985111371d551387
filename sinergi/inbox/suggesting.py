"""Verified answers beside the box for the answer: a person takes one over, changes it, and sends.

What was taken over is kept with the draft and remembered when the answer goes out, so that what
was said in public is known when the verified answer changes. Nothing here sends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from sinergi.inbox import answering, queries, rules
from sinergi.inbox.actions.replying import place
from sinergi.inbox.citing import origin, page_of
from sinergi.inbox.models import Conversation, Draft, Message
from sinergi.knowledge import actions as knowledge
from sinergi.knowledge import drafting
from sinergi.knowledge.actions.using import check_use
from sinergi.knowledge.models import Release, Version
from sinergi.knowledge.queries import suggest, words_for
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.understanding.models import Text

#: The languages of messages in which an answer may have a text of its own.
_VARIANTS = {"sun": "su", "eng": "en"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A verified answer that may fit: ``words`` as they fit here, "" where none does.

    ``why`` are the words of the citizen that spoke for it. An expired one has to be released by a
    second person: ``asked`` says that somebody asked, ``released`` that it may be used.
    """

    version: Version
    words: str
    why: Sequence[str]
    expired: bool
    asked: bool
    released: bool


def offers(conversation: Conversation, text: Text | None) -> list[Offer]:
    """Return the verified answers that fit a text of the public, the best first."""
    if text is None:
        return []
    found = suggest(conversation.unit_id, text.text)
    language = _VARIANTS.get(str(text.decisions.get("language", {}).get("label", "")), "id")
    most = _room(conversation)
    state = dict(
        Release.objects.filter(
            version__in=[one.version for one in found], origin=origin(conversation)
        ).values_list("version_id", "state")
    )
    return [
        Offer(
            one.version,
            words_for(one.version, most, language),
            one.why,
            one.expired,
            state.get(one.version.pk) == Release.State.WAITING,
            state.get(one.version.pk) == Release.State.GRANTED,
        )
        for one in found
    ]


def fitting(conversation: Conversation) -> list[Offer]:
    """Return the verified answers that fit the newest words of the public."""
    return offers(conversation, queries.newest_understood(conversation))


def take(actor: User, conversation: Conversation, version_id: int, typed: str) -> Draft:
    """Put a verified answer behind what was typed, and keep both as the draft.

    Raises No where it has expired and nobody released it, or where none of its forms fits.
    """
    with transaction.atomic():
        kept = answering.keep(actor, conversation, typed)
        version = _offered(conversation, version_id)
        check_use(version.version, origin(conversation))
        if not version.words:
            raise No(say("No form of this answer is short enough for this network."))
        text = "\n\n".join(filter(None, [typed.strip(), version.words]))
        used = [*(kept.versions if kept else []), version_id]
        made = answering.keep(actor, conversation, text)
        if made is None:  # the words of a verified answer are never empty
            raise No(say("Write an answer first."))
        made.versions = list(dict.fromkeys(used))
        made.save(update_fields=["versions"])
    return made


def ask_release(actor: User, conversation: Conversation, version_id: int) -> Release:
    """Ask a second person whether an expired answer may be used here, once."""
    offered = _offered(conversation, version_id)
    return knowledge.ask_release(
        actor,
        offered.version,
        origin=origin(conversation),
        url=page_of(conversation),
        unit_id=conversation.unit_id,
    )


def machine(actor: User, conversation: Conversation, typed: str) -> Draft:
    """Have a draft made from verified answers alone, where an operator switched that on.

    It stands behind what was typed. Raises No where drafting is off, refuses, or its server fails;
    what was typed is kept then.
    """
    answering.keep(actor, conversation, typed)
    said = conversation.messages.filter(direction=Message.Direction.IN).order_by("-id")[:5]
    thread = [message.text for message in reversed(said)]
    made = drafting.draft(actor, conversation.unit_id, thread, most=_room(conversation))
    text = "\n\n".join(filter(None, [typed.strip(), made.text]))
    kept = answering.keep(actor, conversation, text)
    if kept is None:
        raise No(say("Nothing was drafted."))
    kept.versions = list(dict.fromkeys([*kept.versions, *(one.pk for one in made.cites)]))
    kept.save(update_fields=["versions"])
    return kept


def _offered(conversation: Conversation, version_id: int) -> Offer:
    found = next((one for one in fitting(conversation) if one.version.pk == version_id), None)
    if found is None:
        raise No(say("This verified answer does not fit any more. Choose again."))
    return found


def _room(conversation: Conversation) -> int:
    """Return how many characters an answer may have here, about: links count otherwise."""
    limits = place(conversation.account, "", conversation.kind).limits
    return limits.text if limits else rules.LONGEST
