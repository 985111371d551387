"""The ready answers: those of the office, of the nearest above it, else what is shipped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from sinergi.audit import actions as audit
from sinergi.inbox.models import Conversation, Government, OutsideText
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.units.models import Unit
from sinergi.units.rules import way

#: Answers are short: the smallest network takes 280 characters, 300 or 500.
LONGEST, LONGEST_PLACE = 1000, 300

#: Codes of places that belong to the city; other foreign places are neighbours.
CITY = "32.71"

_SHIPPED: Mapping[str, str] = {
    Government.CITY: say(
        "Thank you for writing. This place lies in Kota Bogor, which has a government of its own, "
        "so we cannot act there. Please turn to {place}."
    ),
    Government.NEIGHBOUR: say(
        "Thank you for writing. This place lies outside Kabupaten Bogor, so we cannot act there. "
        "Please turn to {place}."
    ),
    Government.PROVINCE: say(
        "Thank you for writing. This is in the hands of the Province of West Java. "
        "Please turn to {place}."
    ),
    Government.MINISTRY: say(
        "Thank you for writing. This is decided by the national government. Please turn to {place}."
    ),
    Government.COMPANY: say(
        "Thank you for writing. This is in the hands of the company that runs the service. "
        "Please turn to {place}."
    ),
    Government.POLICE: say(
        "Thank you for writing. This is in the hands of the police. Please turn to {place}."
    ),
    Government.COURT: say(
        "Thank you for writing. This is in the hands of the court, and we may not interfere. "
        "Please turn to {place}."
    ),
    Government.OTHER: say(
        "Thank you for writing. This is not in the hands of Kabupaten Bogor. "
        "Please turn to {place}."
    ),
}

#: Where SP4N-LAPOR! forwards what one does not know whom to send to (PermenPANRB 62/2018).
ANYWHERE = say("the office in charge, or to SP4N-LAPOR! at lapor.go.id")


@dataclass(frozen=True, slots=True)
class Ready:
    """A ready answer for one government; ``own``: somebody wrote it here or above."""

    government: str
    text: str
    turn_to: str
    own: bool

    @property
    def label(self) -> str:
        return str(Government(self.government).label)

    @property
    def filled(self) -> str:
        """The answer with the place one can turn to."""
        return self.text.replace("{place}", self.turn_to or _in_indonesian(ANYWHERE))


def ready_for(unit: Unit) -> list[Ready]:
    """Return the ready answers of an office, one for each government."""
    order = {pk: depth for depth, pk in enumerate(way(unit.path))}
    rows = OutsideText.objects.filter(unit__in=order)
    nearest: dict[str, OutsideText] = {}
    for row in sorted(rows, key=lambda row: order[row.unit_id]):
        nearest[row.government] = row
    return [_ready(government, nearest.get(government)) for government in Government.values]


def guess(conversation: Conversation) -> str:
    """Return whose a conversation may be, by its place: a key of ``Government``, or ""."""
    place = conversation.place
    if not place or place.startswith("32.01"):
        return ""
    return Government.CITY if place.startswith(CITY) else Government.NEIGHBOUR


def keep(actor: User, unit: Unit, *, government: str, text: str, turn_to: str) -> OutsideText:
    """Keep the answer of an office for one government. Raises No for an empty or a long one."""
    text, turn_to = text.strip(), " ".join(turn_to.split())
    if government not in Government.values or not text:
        raise No(say("Write the answer that people get."))
    if len(text) > LONGEST or len(turn_to) > LONGEST_PLACE:
        raise No(say("The text is longer than {most} characters."), most=LONGEST)
    with transaction.atomic():
        values = {"text": text, "turn_to": turn_to, "by": actor, "at": timezone.now()}
        made, _new = OutsideText.objects.update_or_create(
            unit=unit, government=government, defaults=values
        )
        audit.record(
            actor, "outside.edited", on=made, unit_id=unit.pk,
            data={"government": government, "text": text, "turn_to": turn_to},
        )  # fmt: skip
    return made


def _ready(government: str, row: OutsideText | None) -> Ready:
    if row is not None:
        return Ready(government, row.text, row.turn_to, own=True)
    return Ready(government, _in_indonesian(_SHIPPED[government]), "", own=False)


def _in_indonesian(words: str) -> str:
    """Return words in the language of the public, whatever the reader's is."""
    with translation.override(settings.LANGUAGE_CODE):
        return _(words)
