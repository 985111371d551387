"""Find what is kept of one citizen, hand it out, delete it: at their wish, and written down.

Law 27/2022 on personal data gives everybody a copy of theirs (article 7) and its deletion
(article 8). Whoever asks must have shown that they may: that is the basis which is written down.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sinergi.audit import actions as audit
from sinergi.inbox import states
from sinergi.inbox.masking import hidden
from sinergi.inbox.models import CitizenRequest, Conversation, Message
from sinergi.inbox.privacy import copies, emptying
from sinergi.inbox.privacy.beginning import KEEP
from sinergi.inbox.privacy.outlived import UNSENT
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units.models import Unit

Kind = CitizenRequest.Kind

#: As long as the columns hold.
LONGEST_WHO, LONGEST_BASIS = 200, 500

_WISH = say("Deleted at the wish of the person")


@dataclass(frozen=True, slots=True)
class Wish:
    """Whose data, and who asks for it on what basis."""

    network: str
    handle: str
    asked_by: str
    basis: str


def conversations(user: User, network: str, handle: str) -> QuerySet[Conversation]:
    """Return what is kept of somebody in the offices a person keeps privacy for.

    A name may be typed with or without its @ and in any case.
    """
    plain = handle.strip().lstrip("@")
    if not plain:
        return Conversation.objects.none()
    spelled = {plain, f"@{plain}", plain.lower(), f"@{plain.lower()}"}
    rows = Conversation.objects.filter(
        units.within(user, KEEP), handle__in=spelled, account__network=network
    )
    return rows.order_by("opened_at", "id")


def counted(rows: QuerySet[Conversation]) -> tuple[int, int]:
    """Return how many conversations and how many messages there are."""
    return rows.count(), Message.objects.filter(conversation__in=rows.order_by()).count()


def export(actor: User, wish: Wish) -> bytes:
    """Return all that is kept of somebody as a ZIP (``copies``). Raises No."""
    return copies.packed(handed_out(actor, wish))


def handed_out(actor: User, wish: Wish) -> dict[str, Any]:
    """Return all that is kept of somebody; that it was handed out is written down. Raises No."""
    _check(wish)
    rows = conversations(actor, wish.network, wish.handle)
    with transaction.atomic():
        _some(rows)
        made = copies.told(wish.network, wish.handle.strip(), rows)
        _written(actor, Kind.EXPORT, wish, *counted(rows))
    return made


def delete(actor: User, wish: Wish) -> CitizenRequest:
    """Empty all conversations of somebody; open ones are archived.

    What stays is when what happened; the log stays whole: it knows no name. Raises No while an
    answer is on its way.
    """
    _check(wish)
    rows = conversations(actor, wish.network, wish.handle)
    with transaction.atomic():
        _some(rows)
        if rows.filter(messages__delivery__state__in=UNSENT).exists():
            raise No(say("An answer to this person is still on its way. Settle or cancel it first: "
                         "nothing was deleted."))  # fmt: skip
        found = counted(rows)
        now, ids = timezone.now(), list(rows.values_list("pk", flat=True))
        emptying.empty(ids, now)
        for row in Conversation.objects.filter(pk__in=ids, open=True):
            states.step(row, Conversation.State.ARCHIVED, by=actor, reason=_(_WISH), now=now)
        return _written(actor, Kind.DELETE, wish, *found)


def requests(user: User) -> QuerySet[CitizenRequest]:
    """Return what was handed out and deleted in the offices of a person, the newest first."""
    rows = CitizenRequest.objects.filter(units.within(user, KEEP))
    return rows.select_related("by", "unit")


def fingerprint(network: str, handle: str) -> str:
    """Return what proves whose data it was to who knows the name, and to nobody else."""
    whose = f"citizen\n{network}\n{handle.strip().lstrip('@').lower()}"
    return hmac.new(settings.KEYS.audit.encode(), whose.encode(), hashlib.sha256).hexdigest()


def _check(wish: Wish) -> None:
    if not wish.asked_by.strip():
        raise No(say("Write who asks for it."))
    if not wish.basis.strip():
        raise No(say("Write how it was made sure that they may ask: a letter, a card shown."))


def _some(rows: QuerySet[Conversation]) -> None:
    if not rows.exists():
        raise No(say("Nothing is kept of this person in your offices. Look at the spelling."))


def _written(
    actor: User, kind: str, wish: Wish, conversations: int, messages: int
) -> CitizenRequest:
    made = CitizenRequest.objects.create(
        unit=_office(actor),
        kind=kind,
        network=wish.network,
        who=hidden(wish.handle.lstrip("@"))[:40],
        fingerprint=fingerprint(wish.network, wish.handle),
        asked_by=wish.asked_by.strip()[:LONGEST_WHO],
        basis=wish.basis.strip()[:LONGEST_BASIS],
        by=actor,
        at=timezone.now(),
        conversations=conversations,
        messages=messages,
    )
    audit.record(
        actor, f"citizen.{kind}", on=made, unit_id=made.unit_id,
        data={"fingerprint": made.fingerprint, "conversations": conversations},
    )  # fmt: skip
    return made


def _office(actor: User) -> Unit:
    """Return the topmost office a person keeps privacy for."""
    return units.units_where(actor, KEEP).order_by("path")[:1].get()
