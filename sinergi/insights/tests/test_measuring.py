"""Figures are asked for when they are due, once, and what is not told stays absent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sinergi.connectors.errors import Refused, SignedOut, Unavailable
from sinergi.insights import measuring
from sinergi.insights.measuring import Measurer
from sinergi.insights.models import Sample, Watch
from sinergi.insights.tests.conftest import NOON, Network, Sent, work
from sinergi.networks import signals
from sinergi.networks.models import Account, Delivery
from sinergi.work.loop import Crashed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def told() -> list[tuple[str, str, int]]:
    return list(Sample.objects.order_by("id").values_list("remote_id", "metric", "value"))


def test_the_figures_of_an_account_and_its_posts_are_kept(
    network: Network, watch: Watch, sent: Sent
) -> None:
    post = sent("p1")
    network.posts, network.account = {"p1": {"likes": 4}}, {"followers": 120}
    assert work(network, NOON) == 1
    assert told() == [("p1", "likes", 4), ("", "followers", 120)]
    assert Sample.objects.get(metric="likes").delivery == post
    assert Sample.objects.filter(newest=True).count() == 2


def test_what_is_not_told_is_absent_and_never_zero(
    network: Network, watch: Watch, sent: Sent
) -> None:
    sent("p1")
    network.posts = {"p1": {"likes": 0}}
    work(network, NOON)
    assert told() == [("p1", "likes", 0)]


def test_storing_an_outcome_twice_changes_nothing(
    network: Network, watch: Watch, sent: Sent
) -> None:
    sent("p1")
    network.posts = {"p1": {"likes": 4}}
    source = Measurer(open_account=lambda _: network)
    outcome = [(job.id, job.work()) for job in source.claim(10, now=NOON, holder="w1")]
    for _ in range(2):
        source.store(outcome, now=NOON)
    assert told() == [("p1", "likes", 4)]


def test_the_same_value_again_is_the_same_row_seen_later(
    network: Network, watch: Watch, sent: Sent
) -> None:
    sent("p1")
    network.posts = {"p1": {"likes": 4}}
    for hours in range(3):
        work(network, NOON + hours * HOUR)
    network.posts = {"p1": {"likes": 5}}
    work(network, NOON + 3 * HOUR)
    first, second = Sample.objects.order_by("at")
    assert (first.value, first.at, first.seen) == (4, NOON, NOON + 2 * HOUR)
    assert (second.value, second.newest, first.newest) == (5, True, False)


def test_an_account_is_asked_once_a_day_and_a_post_when_its_look_is_due(
    network: Network, watch: Watch, sent: Sent
) -> None:
    sent("young", NOON - 2 * HOUR)
    sent("old", NOON - 20 * 24 * HOUR - HOUR)
    sent("ancient", NOON - 40 * 24 * HOUR)
    sent("answer", NOON - 2 * HOUR, kind="reply")
    work(network, NOON)
    work(network, NOON + HOUR)
    assert network.asked == [["young", "old"], ["young"]]
    assert network.account_asked == 1
    work(network, NOON + 25 * HOUR)
    assert network.account_asked == 2


def test_posts_are_asked_for_in_batches(network: Network, watch: Watch, sent: Sent) -> None:
    for number in range(60):
        sent(f"p{number}")
    work(network, NOON)
    assert [len(ids) for ids in network.asked] == [50, 10]


def test_two_workers_do_not_ask_for_one_account(network: Network, watch: Watch) -> None:
    source = Measurer(open_account=lambda _: network)
    assert len(source.claim(10, now=NOON, holder="w1")) == 1
    assert source.claim(10, now=NOON, holder="w2") == []
    source.prolong([watch.pk], now=NOON + 4 * HOUR)
    assert source.claim(10, now=NOON + 4 * HOUR, holder="w2") == []
    assert measuring.release(["w1"]) == 1
    assert len(source.claim(10, now=NOON + 4 * HOUR, holder="w2")) == 1


def test_a_network_that_is_away_is_asked_later_and_what_it_told_is_kept(
    network: Network, watch: Watch, sent: Sent
) -> None:
    for number in range(60):
        sent(f"p{number}", text=str(number))
        network.posts[f"p{number}"] = {"likes": number}
    network.now = NOON
    jobs = Measurer(open_account=lambda _: network).claim(10, now=NOON, holder="w1")
    network.errors = []
    outcome = measuring.look(Away(network), [f"p{n}" for n in range(60)], account=True)
    Measurer().store([(jobs[0].id, outcome)], now=NOON)
    watch.refresh_from_db()
    assert (len(told()), watch.failures, watch.posts_at) == (50, 1, None)
    assert watch.next_look == NOON + 3 * HOUR
    assert watch.problem["kind"] == "Unavailable"
    assert work(network, NOON + 3 * HOUR) == 1
    watch.refresh_from_db()
    assert (watch.failures, watch.problem) == (0, {})


class Away(Network):
    """Goes away at its second batch."""

    def __init__(self, like: Network) -> None:
        super().__init__()
        self.posts = like.posts

    def measure(self, remote_ids):  # type: ignore[no-untyped-def]  # as above
        if self.asked:
            raise Unavailable("Away.", retry_after=3 * HOUR)
        yield from super().measure(remote_ids)


def test_a_refusal_is_shown_and_not_asked_again_before_the_next_look(
    network: Network, watch: Watch, sent: Sent
) -> None:
    sent("p1")
    network.account = {"followers": 7}
    network.errors = [Refused("The right {right} is missing.", right="insights")]
    work(network, NOON)
    watch.refresh_from_db()
    assert watch.problem["facts"] == {"right": "insights"}
    assert (watch.posts_at, watch.failures) == (NOON, 0)
    assert told() == [("", "followers", 7)]


def test_an_access_that_ended_is_told_like_any_other(
    network: Network, watch: Watch, sent: Sent, ayu_account: Account
) -> None:
    sent("p1")
    network.errors = [SignedOut("Reconnect.")]
    work(network, NOON)
    ayu_account.refresh_from_db()
    assert ayu_account.state == Account.State.SIGNED_OUT
    assert work(network, NOON + 48 * HOUR) == 0


def test_a_fault_of_ours_waits(watch: Watch) -> None:
    Measurer().store([(watch.pk, Crashed("KeyError"))], now=NOON)
    watch.refresh_from_db()
    assert (watch.failures, watch.next_look) == (1, NOON + HOUR)


def test_a_post_that_goes_out_is_measured_an_hour_later(
    network: Network, watch: Watch, sent: Sent
) -> None:
    work(network, NOON)
    post = sent("p1", NOON + HOUR)
    signals.settled.send(Delivery, deliveries=[post])
    watch.refresh_from_db()
    assert watch.next_look == NOON + 2 * HOUR


def test_accounts_are_watched_where_their_network_tells_figures(
    ayu_account: Account, citra_account: Account
) -> None:
    Account.objects.filter(pk=citra_account.pk).update(by_hand=True)
    assert measuring.enlist(NOON) == 1
    assert measuring.enlist(NOON) == 0
    assert Watch.objects.get().account == ayu_account
