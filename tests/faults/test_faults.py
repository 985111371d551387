"""After each fault: at most one public post, the truth on screen, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.utils import timezone

from sinergi.networks.models import Account
from tests.faults import table
from tests.faults.callers import CALLING
from tests.faults.plays import PASSING, TWICE, Play, calling, plays, unplayed
from tests.faults.stage import Ended, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("approved", "enabled")]

PLAYS = plays()


@pytest.mark.parametrize("title", sorted(PLAYS))
def test_whatever_fails_a_post_is_out_once_or_its_truth_is_told(
    title: str, ayu_account: Account
) -> None:
    play, happened = PLAYS[title], {}
    with staged(play, ayu_account, "") as stage:
        clean = stage.play()
    assert (clean.state, clean.public) == ("sent", 1), f"without a fault: {clean}"
    for fault in play.faults():
        ended, again = played(play, fault, ayu_account, clean)
        for end in filter(None, (ended, again)):
            check(fault, end)
        assert ended.state != "waiting" or ended.signed_out, f"{fault}: {ended}"
        assert again is None or again.state == "sent", f"{fault}: {again}"
        happened[fault] = table.words(ended, again)
    table.compare(play.network, play.form, happened)


def played(play: Play, fault: str, account: Account, clean: Ended) -> tuple[Ended, Ended | None]:
    """Play a fault as late as it can happen. Fails when it never did."""
    for late in (True, False):
        with staged(play, account, fault) as stage:
            ended = stage.play(fault, late=late)
            if fault == TWICE or ended.met != clean.met:
                waits = ended.signed_out and ended.state == "waiting"
                return ended, stage.reconnect() if waits else None
    raise AssertionError(f"{play.title}: {fault} never happened")


@contextmanager
def staged(play: Play, account: Account, fault: str) -> Iterator[Stage]:
    """Set the stage for one fault; what happened on it is undone in the end."""
    with transaction.atomic():
        yield Stage(play.make(), account, f"Layanan {fault} tetap buka", timezone.now())
        transaction.set_rollback(True)


def check(fault: str, end: Ended) -> None:
    assert end.public <= 1, f"{fault}: the public sees it {end.public} times"
    assert end.state != "sent" or end.public == 1, f"{fault}: said to be out, and is not"
    assert end.state != "failed" or end.public == 0, f"{fault}: out, and said to be not"
    assert end.state != "failed" or fault not in PASSING, f"{fault}: lost, {end.problem}"
    assert end.state in {"sent", "unsure", "failed", "waiting"}, f"{fault}: {end}"
    assert end.state == "sent" or end.problem, f"{fault}: nobody is told what happened"


def test_every_network_that_publishes_is_played() -> None:
    assert unplayed() == set()


def test_every_network_that_calls_us_is_played() -> None:
    assert calling() == {*CALLING, "tiktok"}


def test_the_page_tells_of_no_network_that_is_not_tested() -> None:
    tested = table.of(PLAYS.values()) | {(network, table.CALLS) for network in calling()}
    if table.WRITES:
        table.keep_only(tested)
    assert table.pairs() == tested
