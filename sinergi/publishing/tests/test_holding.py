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
from sinergi.publishing import actions, today
from sinergi.publishing.holding import acting, listing, looking
from sinergi.publishing.models import EIGHT, Approval, Hold, Post
from sinergi.publishing.policies import keeping
from sinergi.publishing.policies.keeping import Said, StepSaid
from sinergi.publishing.rules import NotAllowed
from sinergi.publishing.tests.conftest import Network, Write, work
from sinergi.units.models import Role, Unit

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def hold(budi: User, tree: dict[str, Unit]) -> Hold:
    return acting.begin(budi, tree["regency"], reason="mourning")


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


def test_nothing_goes_out_by_itself_when_a_hold_ends(
    due_now: Approval, hold: Hold, budi: User, network: Network
) -> None:
    work(network)
    acting.end(budi, hold)
    work(network, timezone.now() + HOUR)
    assert (network.visible, state()) == ([], "held")
    assert [t.urgency for t in today.today_for(budi)] == ["soon"]


def test_what_was_due_meanwhile_is_held_also_when_no_worker_ran(
    due_now: Approval, hold: Hold, budi: User, network: Network
) -> None:
    acting.end(budi, hold)
    work(network, timezone.now() + HOUR)
    assert (network.visible, state()) == ([], "held")


def test_what_is_due_after_the_end_goes_out_as_planned(
    approved: Approval, hold: Hold, budi: User, network: Network
) -> None:
    acting.end(budi, hold)
    work(network, timezone.now() + 2 * HOUR)
    assert network.visible == ["Layanan Sabtu tetap buka"]


def test_a_person_lets_it_go_moves_or_drops_it(
    due_now: Approval, hold: Hold, ayu: User, budi: User, network: Network
) -> None:
    work(network)
    post = due_now.post
    with pytest.raises(No, match="still held"):
        acting.let_go(budi, post)
    acting.end(budi, hold)
    with pytest.raises(NotAllowed):
        acting.let_go(ayu, post)
    later = timezone.now() + 3 * HOUR
    acting.let_go(budi, post, due=later)
    due_now.refresh_from_db()
    assert (state(), due_now.due) == ("waiting", later)
    work(network, later + timedelta(seconds=1))
    assert network.visible == ["Layanan Sabtu tetap buka"]
    with pytest.raises(No, match="held any more"):
        acting.drop(budi, post)


def test_what_is_dropped_never_goes_out(
    due_now: Approval, hold: Hold, budi: User, network: Network
) -> None:
    work(network)
    post = acting.drop(budi, due_now.post)
    due_now.refresh_from_db()
    assert (post.state, state(), due_now.state) == ("cancelled", "cancelled", "withdrawn")


def test_a_held_post_can_be_changed_withdrawn_and_moved_as_ever(
    due_now: Approval, hold: Hold, ayu: User, budi: User, network: Network
) -> None:
    work(network)
    actions.reschedule(budi, due_now.post, timezone.now() + HOUR)
    assert state() == "waiting"
    work(network, timezone.now() + 2 * HOUR)
    assert state() == "held"
    assert actions.withdraw(ayu, due_now.post).state == Post.State.DRAFT
    assert state() == "cancelled"


def test_letting_go_asks_again_whether_the_approval_holds(
    due_now: Approval, hold: Hold, budi: User, tree: dict[str, Unit], network: Network
) -> None:
    work(network)
    acting.end(budi, hold)
    dewi = person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)
    keeping.keep(dewi, tree["cibinong"], Said(steps=[StepSaid(people=(dewi,))]))
    with pytest.raises(No, match="More people"):
        acting.let_go(budi, due_now.post)
    assert state() == "held"


def test_immediate_information_goes_out_in_spite_of_a_hold(
    draft: Post, ayu: User, budi: User, tree: dict[str, Unit], network: Network
) -> None:
    actions.say_eight(ayu, draft, dict.fromkeys(EIGHT, "Belum diketahui"))
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
