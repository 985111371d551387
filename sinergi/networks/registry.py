"""The registry of official accounts: how whole a record is, what is risky, what to check again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import say
from sinergi.networks import gateway
from sinergi.networks.models import Account, AccountRecord
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units.queries import Person

VERB = "account.record"

#: A record nobody has looked at for so long must be looked at again.
VALID = timedelta(days=180)

#: What a whole record holds besides owner and office.
ASKED = ("decree", "decree_date", "recovery_email", "recovery_phone", "second_factor", "device")

Keeper, Factor = AccountRecord.Keeper, AccountRecord.Factor


@dataclass(frozen=True, slots=True)
class Standing:
    """How an account's record stands. ``whole`` from 0 to 100; ``risks`` are English sentences."""

    account: Account
    record: AccountRecord
    whole: int
    risks: tuple[str, ...]
    due: bool


def standing(account: Account, *, now: datetime) -> Standing:
    record = record_of(account)
    known = [bool(getattr(record, name)) for name in ASKED]
    known += [account.deputy_id is not None, record.checked_at is not None]
    whole = round(100 * sum(known) / len(known))
    due = record.checked_at is None or record.checked_at < now - VALID
    return Standing(account, record, whole, tuple(_risks(account, record)), due)


def standings(user: Person, *, now: datetime) -> list[Standing]:
    """Return how the records of the accounts stand that ``user`` sees, the riskiest first."""
    rows = _open().filter(units.within(user, "account.see")).select_related("record", "unit")
    found = [standing(row, now=now) for row in rows]
    return sorted(found, key=lambda s: (-len(s.risks), s.whole, s.account.handle))


def record_of(account: Account) -> AccountRecord:
    """Return an account's record; an empty one that is not stored yet where it has none."""
    found: AccountRecord | None = getattr(account, "record", None)
    return found or AccountRecord(account=account)


def to_check(now: datetime) -> QuerySet[Account]:
    """Return the accounts whose record nobody has checked for ``VALID``."""
    stale = Q(record__isnull=True) | Q(record__checked_at=None)
    stale |= Q(record__checked_at__lt=now - VALID)
    # A fresh account has its first days to be written down.
    return _open().filter(stale, connected_at__lt=now - timedelta(days=7))


def to_check_by(user: Person, now: datetime) -> QuerySet[Account]:
    """Return those of them whose record a person is to check: of their own accounts, and of those
    whose owner and deputy cannot, having left or lost the right."""
    held = units.holds(VERB, "unit", "owner", "deputy")
    mine = Q(owner=user.pk) | Q(deputy=user.pk)
    return to_check(now).filter(units.within(user, VERB)).filter(mine | ~held)


def keep(actor: User, account: Account, record: AccountRecord) -> None:
    """Store a record that a person filled in: they looked, so it counts as checked."""
    now = timezone.now()
    with transaction.atomic():
        record.account, record.checked_at, record.checked_by = account, now, actor
        record.save()
        audit.record(actor, "account.checked", on=account, unit_id=account.unit_id)


def _risks(account: Account, record: AccountRecord) -> Iterator[str]:
    if record.second_factor == Factor.NONE:
        yield say("It has no second factor.")
    if Keeper.PRIVATE in {record.recovery_email, record.recovery_phone}:
        yield say("Whoever leaves can take it along: its recovery is somebody's own.")
    if Keeper.NONE in {record.recovery_email, record.recovery_phone}:
        yield say("It cannot be recovered when it is lost.")
    if record.device_owner == Keeper.PRIVATE:
        yield say("It is worked on somebody's own device.")
    if account.deputy_id is None:
        yield say("Nobody stands in for its owner.")
    if not account.owner.is_active:
        yield say("Its owner has left.")


def _open() -> QuerySet[Account]:
    others = [slug for slug in gateway.enabled() if gateway.only_read(slug)]
    rows = Account.objects.exclude(state=Account.State.CLOSED).exclude(network__in=others)
    return rows.select_related("owner", "deputy").order_by("unit__code", "network", "handle")
