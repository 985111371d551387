"""Access that ends is renewed in time, once, and kept before it is used."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, ClassVar

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from sinergi.connectors.contract import About, Access, Identity, Limits, Missing, Renews
from sinergi.connectors.contract import Checks as HasChecks
from sinergi.connectors.errors import ConnectorError, SignedOut, Unavailable
from sinergi.networks import gateway, health, renewing
from sinergi.networks.caring import Carer
from sinergi.networks.models import Account
from sinergi.notices.models import Notice

pytestmark = pytest.mark.django_db


class Renewing(Renews, HasChecks):
    """A network whose access lasts ten days."""

    about: ClassVar[About] = About(slug="renewing", name="R", chip="R", limits=Limits(text=10))

    def __init__(self) -> None:
        self.renewals = 0
        self.trouble: list[ConnectorError] = []
        self.gives: dict[str, str] = {}
        self.ends: datetime | None = None
        self.sign_in_ends: datetime | None = None
        self.meanwhile: list[Account] = []

    def identify(self) -> Identity:
        return Identity("r", "R", "")

    def renew(self) -> Access:
        self.renewals += 1
        if self.trouble:
            raise self.trouble.pop(0)
        for account in self.meanwhile:
            Account.objects.filter(pk=account.pk).update(credentials=gateway.lock({"token": "new"}))
        fresh = {"token": f"t{self.renewals}", "refresh": f"r{self.renewals}"}
        ends = self.ends or timezone.now() + timedelta(days=10)
        return Access(fresh | self.gives, ends, self.sign_in_ends)

    def missing(self) -> list[Missing]:
        return [Missing("A webhook is missing.", "Enter the address {where}.", {"where": "x"})]


@pytest.fixture
def network() -> Renewing:
    return Renewing()


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def account(ayu_account: Account, now: datetime) -> Iterator[Account]:
    """An account on a network whose connectors renew, due for renewal."""
    gateway.enabled()["renewing"] = Renewing
    Account.objects.update(
        network="renewing",
        credentials=gateway.lock({"token": "t0", "refresh": "r0"}),
        issued=now - timedelta(days=8),
        token_expires=now + timedelta(days=2),
        renew_at=now,
        next_care=now,
    )
    ayu_account.refresh_from_db()
    yield ayu_account
    del gateway.enabled()["renewing"]


def care(network: Renewing, at: datetime) -> None:
    carer = Carer(open_account=lambda _: network)
    jobs = carer.claim(10, now=at, holder="w1")
    carer.store([(job.id, job.work()) for job in jobs], now=at)


def secrets_of(account: Account) -> dict[str, str]:
    account.refresh_from_db()
    return gateway.unlock(account.credentials)


def test_access_is_renewed_when_most_of_its_life_is_over(
    account: Account, network: Renewing, now: datetime
) -> None:
    care(network, now)
    assert secrets_of(account) == {"token": "t1", "refresh": "r1"}
    assert account.renew_at is not None
    assert abs(account.renew_at - now - timedelta(days=8)) < timedelta(minutes=1)
    assert account.next_care is not None
    assert account.next_care > now
    care(network, now + timedelta(hours=1))
    assert network.renewals == 1


def test_two_workers_never_renew_the_same_access(
    account: Account, network: Renewing, now: datetime
) -> None:
    first, second = (Carer(open_account=lambda _: network) for _ in range(2))
    jobs = first.claim(10, now=now, holder="w1")
    assert second.claim(10, now=now, holder="w2") == []
    first.store([(job.id, job.work()) for job in jobs], now=now)
    assert network.renewals == 1


def test_what_came_meanwhile_is_not_written_over(
    account: Account, network: Renewing, now: datetime
) -> None:
    network.meanwhile = [account]
    care(network, now)
    assert secrets_of(account) == {"token": "new"}


@pytest.mark.parametrize("given", [{"refresh": ""}, {"token": ""}])
def test_an_access_that_lacks_a_part_is_refused_and_the_old_one_stays(
    account: Account, network: Renewing, now: datetime, given: dict[str, str]
) -> None:
    network.gives = given
    care(network, now)
    assert secrets_of(account) == {"token": "t0", "refresh": "r0"}
    assert account.state == "connected"


def test_a_network_that_is_away_is_asked_again_soon(
    account: Account, network: Renewing, now: datetime
) -> None:
    network.trouble = [Unavailable("later")]
    care(network, now)
    care(network, now + timedelta(minutes=6))
    assert secrets_of(account)["token"] == "t2"


def test_only_a_renewal_that_is_refused_signs_the_account_out(
    account: Account, network: Renewing, now: datetime
) -> None:
    health.signed_out(account, SignedOut("no"), now=now)
    account.refresh_from_db()
    assert (account.state, account.renew_at) == ("connected", now)
    network.trouble = [SignedOut("no more")]
    care(network, now)
    account.refresh_from_db()
    assert account.state == "signed_out"
    assert Notice.objects.get().kind == "account.signed_out"


def test_a_request_made_with_what_was_renewed_since_signs_nobody_out(
    account: Account, now: datetime
) -> None:
    Account.objects.update(issued=now, renew_at=now + timedelta(days=8))
    account.refresh_from_db()
    health.signed_out(account, SignedOut("no"), now=now + timedelta(seconds=30))
    account.refresh_from_db()
    assert account.renew_at == now + timedelta(days=8)


def test_what_the_network_misses_is_kept_with_the_account(
    account: Account, network: Renewing, now: datetime
) -> None:
    care(network, now)
    account.refresh_from_db()
    assert account.missing[0]["facts"] == {"where": "x"}


def test_the_end_of_an_access_is_told_once_for_each_mark(
    ayu_account: Account, now: datetime
) -> None:
    Account.objects.update(token_expires=now + timedelta(days=20))
    told = {}
    for day in range(21):
        at = now + timedelta(days=day)
        told[20 - day] = sum(renewing.announce(at + timedelta(hours=h)) for h in (1, 2, 3))
    assert {left for left, times in told.items() if times} == {14, 7, 3, 1}
    assert max(told.values()) == 1
    assert Notice.objects.filter(kind="account.expires").count() == 4


def test_what_nobody_could_be_told_is_told_the_next_time(
    ayu_account: Account, now: datetime
) -> None:
    Account.objects.update(token_expires=now + timedelta(days=6))

    def full(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("INSERT INTO") and "notices_notice" in sql:
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(full), pytest.raises(OperationalError):
        renewing.announce(now)
    assert Account.objects.get().told_days is None
    assert renewing.announce(now) == 1
    assert Notice.objects.filter(kind="account.expires").count() == 1


def test_an_access_that_renews_itself_is_not_announced(account: Account, now: datetime) -> None:
    assert renewing.announce(now) == 0
    assert renewing.announce(now + timedelta(days=1, hours=1)) == 1  # the renewal is overdue


def test_an_access_whose_end_a_renewal_does_not_move_is_announced(
    account: Account, network: Renewing, now: datetime
) -> None:
    network.ends = now + timedelta(days=12)
    Account.objects.update(token_expires=network.ends)
    care(network, now)
    assert secrets_of(account) == {"token": "t1", "refresh": "r1"}
    told = [d for d in range(12) if renewing.announce(now + timedelta(days=d, hours=1))]
    assert told == [0, 5, 9, 11]
    care(network, now + timedelta(days=11))
    assert network.renewals == 1


def test_the_end_of_a_sign_in_is_told_once_though_its_access_is_renewed(
    account: Account, network: Renewing, now: datetime
) -> None:
    network.sign_in_ends = now + timedelta(days=20)
    Account.objects.update(sign_in_ends=network.sign_in_ends)
    told = []
    for day in range(20):
        at = now + timedelta(days=day, hours=1)
        network.ends = at + timedelta(days=2)
        Account.objects.update(renew_at=at, next_care=at)
        care(network, at)
        if renewing.announce(at):
            told.append(20 - day)
    assert network.renewals == 20
    assert told == [14, 7, 3, 1]
    account.refresh_from_db()
    assert health.of_account(account, now=now).token_expires == network.sign_in_ends
