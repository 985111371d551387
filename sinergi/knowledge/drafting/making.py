"""Make a draft: find what is verified, ask, and let nothing through that is not in it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from sinergi.audit import actions as audit
from sinergi.knowledge.drafting import asking, checking, client
from sinergi.knowledge.models import Version
from sinergi.knowledge.suggesting import Suggested, suggest
from sinergi.language.writing.personal.masking import mask
from sinergi.lib.text import No, say
from sinergi.people.models import User

#: An answer that fits less is no ground for a draft.
GROUND = 0.35

#: So much of a thread is handed on: its newest texts, each with so many characters.
MOST_TEXTS, LONGEST = 5, 2000

#: A web process waits for so many drafts at a time; the others are told to come back.
AT_ONCE = 2

_places = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed reply in plain text, and the verified answers it cites, in their order."""

    text: str
    cites: tuple[Version, ...]


def is_on() -> bool:
    """True when the operator named a server and a model."""
    return bool(settings.DRAFTING_URL and settings.DRAFTING_MODEL)


def draft(actor: User, unit_id: int, thread: Sequence[str], *, most: int = 1000) -> Draft:
    """Return a draft of a reply to what the public wrote, the newest last.

    ``most`` is how many characters the place of the reply takes. Personal data is masked before
    anything leaves the house. Makes one request and holds no transaction. Raises No where drafting
    is off, no verified answer fits, the server does not answer as it should, or the draft says what
    no verified answer says.
    """
    if not is_on():
        raise No(say("Drafting is switched off here."))
    texts = [mask(text[:LONGEST]) for text in thread[-MOST_TEXTS:] if text.strip()]
    grounds = _grounds(unit_id, texts)
    if not grounds:
        raise No(say("No verified answer fits, so nothing was drafted. Write one, or ask around."))
    if not _places.acquire(blocking=False):
        raise No(say("Other drafts are being made. Try again in a moment."))
    try:
        told = client.complete(_server(), asking.messages(grounds, texts, most))
    finally:
        _places.release()
    made = checking.checked(told, grounds, most)
    with transaction.atomic():
        cited = [version.pk for version in made.cites]
        audit.record(actor, "answer.drafted", unit_id=unit_id, data={"versions": cited})
    return Draft(made.text, made.cites)


def _grounds(unit_id: int, texts: Sequence[str]) -> list[Version]:
    """Return the verified answers that fit the newest text; else those that fit all of it."""
    for asked in (texts[-1:], texts):
        found = [one for one in suggest(unit_id, "\n".join(asked)) if _is_ground(one)]
        if found:
            return [one.version for one in found]
    return []


def _is_ground(one: Suggested) -> bool:
    return one.score >= GROUND and not one.expired


def _server() -> client.Server:
    return client.Server(
        settings.DRAFTING_URL,
        settings.DRAFTING_KEY,
        settings.DRAFTING_MODEL,
        settings.OUTGOING_PROXY,
    )
