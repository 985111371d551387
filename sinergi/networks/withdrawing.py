"""Take what went out off its network again: with a reason, by a person, and until it is known.

The wish is kept first, then a job asks the network. To ask again is harmless: what is gone
already is gone. Where the network cannot be asked, a person takes it down and says so.

What goes on with a post goes with it, the last part first; what of it waits is left out.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.connectors.contract import Withdraws
from sinergi.lib.text import No, say
from sinergi.networks import chaining, gateway, insisting, leaving
from sinergi.networks.models import Delivery, Withdrawal
from sinergi.people.models import User

VERB = "delivery.withdraw"

State = Withdrawal.State

#: As much of a reason is kept.
LONGEST = 1000

#: States from which it can be asked for anew.
OPEN = (State.FAILED, State.UNSURE)


def possible(delivery: Delivery) -> bool:
    """True for a post that is out, and that nobody is taking down or has."""
    before = getattr(delivery, "withdrawal", None)
    out = delivery.kind == Delivery.Kind.POST and delivery.state == Delivery.State.SENT
    out = out and not delivery.edits  # what was changed is taken down where it went out first
    return out and (before is None or before.state in OPEN)


def ask(actor: User, delivery: Delivery, *, reason: str) -> Withdrawal:
    """Keep the wish to take a post down. What failed can be asked for again.

    Raises No without a reason, for what is not out, and where somebody has asked already.
    """
    reason, now = " ".join(reason.split())[:LONGEST], timezone.now()
    if not reason:
        raise No(say("Say why it must go: it stays in the log, and colleagues ask."))
    with transaction.atomic():
        found = _held(delivery.pk)
        if not possible(found):
            raise No(say("Only a post that is out can be taken down, and only once."))
        parts = list(chaining.behind(found).select_related("account", "withdrawal"))
        out = [row for row in parts if _out(row)]
        wishes = [_wish(actor, row, reason, now) for row in (found, *out)]
        leaving.leave_out(actor, parts)
        for made in wishes:
            record(actor, "delivery.withdrawal_asked", made)
    return wishes[0]


def goes_too(row: Delivery, now: datetime) -> None:
    """A part is out that was on its way when its post was to be taken down: it goes, too."""
    wish = Withdrawal.objects.filter(delivery=row.head_id).first() if row.head_id else None
    if wish is not None:
        made = _wish(wish.by, row, wish.reason, now)
        record(wish.by, "delivery.withdrawal_asked", made)


def _wish(actor: User, row: Delivery, reason: str, now: datetime) -> Withdrawal:
    by_hand = not _reaches(row)
    wish = {
        "state": State.BY_HAND if by_hand else State.ASKED, "reason": reason, "by": actor,
        "at": now, "tries": 0, "problem": {},
        "next_at": None if by_hand else now + insisting.LEASE,
    }  # fmt: skip
    made, _ = Withdrawal.objects.update_or_create(delivery=row, defaults=wish)
    return made


def _out(row: Delivery) -> bool:
    """True for a part that is out, and that nobody is taking down or has."""
    before = getattr(row, "withdrawal", None)
    return row.state == Delivery.State.SENT and (before is None or before.state in OPEN)


def done_by_hand(actor: User, withdrawal: Withdrawal) -> None:
    """A person looked, and it is gone, with what went on with it where that was theirs to take
    down. Raises No where it is known already.
    """
    with transaction.atomic():
        if not ended(withdrawal, State.BY_HAND, *OPEN):
            raise No(say("It is known already what became of it."))
        others = behind(withdrawal, State.BY_HAND)
        for one in others:
            ended(one, State.BY_HAND)
        for one in (withdrawal, *others):
            record(actor, "delivery.withdrawn", one)


def behind(found: Withdrawal, state: str) -> list[Withdrawal]:
    """Return the wishes to take down what goes on with a post, the last first."""
    rows = Withdrawal.objects.filter(delivery__in=chaining.behind(found.delivery), state=state)
    return list(rows.select_related("delivery__account").order_by("-delivery__part"))


def _reaches(delivery: Delivery) -> bool:
    """True where the network itself can be asked."""
    account = delivery.account
    able = gateway.can(account.network, Withdraws) and not account.by_hand
    return able and bool(delivery.remote_id)


def ended(withdrawal: Withdrawal, *states: str) -> bool:
    """Write down that it is gone, where it was in one of these states."""
    now = timezone.now()
    same = Withdrawal.objects.filter(pk=withdrawal.pk, state__in=states)
    return bool(same.update(state=State.GONE, gone_at=now, next_at=None, problem={}))


def _held(pk: int) -> Delivery:
    rows = Delivery.objects.select_related("account", "withdrawal")
    return rows.select_for_update(of=("self",)).get(pk=pk)


def record(actor: User, verb: str, withdrawal: Withdrawal) -> None:
    row = withdrawal.delivery
    audit.record(actor, verb, on=row, unit_id=row.unit_id, data={"reason": withdrawal.reason})
