"""One switch stops everything of an office and all under it; nothing bursts out afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.audit import queries as audit
from sinergi.conftest import make_account, person
from sinergi.lib.text import No
from sinergi.networks import by_hand, health
from sinergi.networks.models import Account, Delivery
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.holding import acting, listing, looking
from sinergi.publishing.models import EIGHT, Approval, Hold, Post
from sinergi.publishing.tests.conftest import Network, Write, work
from sinergi.units.models import Role, Unit

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def state() -> str:
    return str(Delivery.objects.get().state)


def test_what_is_due_while_its_office_is_held_stands_still(
    due_now: Approval, hold: Hold, network: Network
) -> None:
    work(network)
    assert (network.visible, state()) == ([], "held")
    due_now.post.refresh_from_db()
    assert due_now.post.state == Post.State.SCHEDULED
    assert [post.pk for post in looking.stopped_by(hold)] == [due_now.post_id]
    assert list(health.overdue(timezone.now() + HOUR)) == []
    assert audit.verify().broken == ""


def test_other_offices_go_on(
    due_now: Approval, budi: User, tree: dict[str, Unit], network: Network
) -> None:
    acting.begin(budi, tree["ciomas"], reason="disaster")
    work(network)
    assert network.visible == ["Layanan Sabtu tetap buka"]


def test_a_post_of_another_office_to_a_held_account_stands_still(
    write: Write,
    ayu: User,
    budi: User,
    citra_account: Account,
    ayu_account: Account,
    tree: dict[str, Unit],
    network: Network,
) -> None:
    dewi = person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)
    post = write(
        actor=dewi, unit=tree["diskominfo"], accounts=[ayu_account, citra_account], text="Bersama"
    )
    actions.approve(budi, actions.ask_approval(dewi, post), due=None)
    acting.begin(budi, tree["ciomas"], reason="mourning")
    work(network)
    assert network.visible == ["Bersama"]
    assert Delivery.objects.get(account=citra_account).state == "held"
    held = listing.held_for(budi)
    assert [post.pk] == [row.pk for row in held]
    acting.end(budi, Hold.objects.get())
    acting.let_go(budi, post)
    work(network, timezone.now() + timedelta(seconds=2))
    assert network.visible == ["Bersama", "Bersama"]
    post.refresh_from_db()
    assert post.state == Post.State.PUBLISHED


def test_immediate_information_goes_out_in_spite_of_a_hold(
    draft: Post, ayu: User, budi: User, tree: dict[str, Unit], network: Network
) -> None:
    actions.say_eight(ayu, draft, dict.fromkeys(EIGHT, "Longsor di jalan raya"))
    actions.approve(budi, actions.ask_approval(ayu, draft), due=None)
    made = acting.begin(budi, tree["regency"], reason="disaster")
    assert looking.stopped_by(made) == []
    work(network)
    assert network.visible == ["Layanan Sabtu tetap buka"]


def test_what_people_were_to_publish_by_hand_is_taken_back(
    write: Write, ayu: User, budi: User, tree: dict[str, Unit], network: Network
) -> None:
    account = make_account(ayu, tree["cibinong"], "kecamatan.tangan")
    Account.objects.filter(pk=account.pk).update(by_hand=True)
    account.refresh_from_db()
    post = write(accounts=[account])
    actions.approve(budi, actions.ask_approval(ayu, post), due=None)
    work(network)
    assert state() == "by_hand"
    hold = acting.begin(budi, tree["cibinong"], reason="mourning")
    assert state() == "held"
    assert by_hand.remind(timezone.now() + timedelta(days=2)) == 0
    acting.end(budi, hold)
    acting.let_go(budi, post)
    work(network, timezone.now() + timedelta(seconds=2))
    assert (state(), network.visible) == ("by_hand", [])


def test_writers_and_those_who_may_end_it_are_told(
    due_now: Approval, hold: Hold, ayu: User, budi: User, citra: User
) -> None:
    told = Notice.objects.filter(kind="hold.begun")
    assert {n.user: n.facts["number"] for n in told} == {ayu: 1, budi: 1}
    acting.end(budi, hold)
    assert Notice.objects.filter(kind="hold.ended").count() == 2


def test_a_hold_says_why_and_is_begun_once(budi: User, tree: dict[str, Unit]) -> None:
    with pytest.raises(No, match="Say why"):
        acting.begin(budi, tree["regency"], reason="other", note="  ")
    with pytest.raises(No, match="Say why"):
        acting.begin(budi, tree["regency"], reason="sleepy")
    with pytest.raises(No, match="must lie ahead"):
        acting.begin(budi, tree["regency"], reason="mourning", until=timezone.now() - HOUR)
    hold = acting.begin(budi, tree["regency"], reason="other", note="Server pindah")
    with pytest.raises(No, match="already"):
        acting.begin(budi, tree["regency"], reason="mourning")
    acting.end(budi, hold)
    with pytest.raises(No, match="already"):
        acting.end(budi, hold)
    acting.begin(budi, tree["regency"], reason="mourning")


def test_a_hold_with_an_end_is_over_then_and_people_are_told_once(
    due_now: Approval, budi: User, tree: dict[str, Unit], network: Network
) -> None:
    until = timezone.now() + HOUR
    hold = acting.begin(budi, tree["regency"], reason="mourning", until=until)
    work(network)
    assert acting.lapse(until - timedelta(minutes=1)) == 0
    assert (acting.lapse(until), acting.lapse(until)) == (1, 0)
    hold.refresh_from_db()
    assert (hold.ended_at, hold.ended_by) == (until, None)
    assert Notice.objects.filter(kind="hold.ended", user=budi).count() == 1
    work(network, until + HOUR)
    assert state() == "held"


def test_who_is_concerned_sees_it_and_nobody_else(
    ayu: User, budi: User, citra: User, tree: dict[str, Unit]
) -> None:
    acting.begin(budi, tree["cibinong"], reason="mourning")
    assert len(listing.holds_for(ayu)) == len(listing.holds_for(budi)) == 1
    assert listing.holds_for(citra) == []
