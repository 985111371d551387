"""While a phase of an election lasts: a second person, blocked words, leaders wait."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.lib.text import No
from sinergi.networks.models import Delivery
from sinergi.people.models import User
from sinergi.publishing import actions, queries
from sinergi.publishing.models import Approval, Post
from sinergi.publishing.policies import elections
from sinergi.publishing.tests.conftest import Network, Write, work
from sinergi.units import phases
from sinergi.units.models import ElectionPhase, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def phase(tree: dict[str, Unit]) -> ElectionPhase:
    day = timezone.localdate()
    return phases.add(
        None, tree["regency"], name="Kampanye", since=day, until=day + timedelta(days=30)
    )


def test_a_second_person_must_approve(
    phase: ElectionPhase, draft: Post, ayu: User, budi: User, dewi: User, network: Network
) -> None:
    asked = actions.ask_approval(ayu, draft)
    assert actions.approve(budi, asked, due=None).state == Approval.State.WAITING
    assert list(queries.approvals_for(budi)) == []
    assert list(queries.approvals_for(dewi)) == [asked]
    assert actions.approve(dewi, asked, due=None).state == Approval.State.APPROVED
    work(network)
    assert network.visible == ["Layanan Sabtu tetap buka"]


def test_what_one_person_approved_before_the_phase_waits_for_a_second(
    due_now: Approval, phase: ElectionPhase, network: Network
) -> None:
    work(network)
    assert network.visible == []
    assert Delivery.objects.get().state == "failed"


def test_a_post_is_not_moved_into_a_phase_that_asks_for_more(
    approved: Approval, budi: User, tree: dict[str, Unit]
) -> None:
    day = timezone.localdate() + timedelta(days=20)
    phases.add(None, tree["regency"], name="Masa tenang", since=day, until=day)
    with pytest.raises(No, match="More people"):
        actions.reschedule(budi, approved.post, timezone.now() + timedelta(days=20))
    assert Delivery.objects.get().due == approved.due


def test_what_is_about_a_leader_waits(
    phase: ElectionPhase, draft: Post, ayu: User, dewi: User
) -> None:
    actions.classify(ayu, draft, kind="ceremony", leader=True)
    with pytest.raises(No, match="about a leader"):
        actions.ask_approval(ayu, draft)
    phases.end(dewi, phase)
    assert actions.ask_approval(ayu, draft).leader


def test_what_was_approved_about_a_leader_stops_when_the_phase_begins(
    draft: Post, ayu: User, budi: User, tree: dict[str, Unit], network: Network
) -> None:
    actions.classify(ayu, draft, kind="ceremony", leader=True)
    actions.approve(budi, actions.ask_approval(ayu, draft), due=None)
    day = timezone.localdate()
    phases.add(None, tree["regency"], name="Kampanye", since=day, until=day)
    work(network)
    assert network.visible == []
    assert "leader" in Delivery.objects.get().problem["message"]


def test_blocked_words_of_the_phase_hold(
    phase: ElectionPhase, write: Write, ayu: User, dewi: User, tree: dict[str, Unit]
) -> None:
    actions.block(dewi, tree["regency"], "Bogor Maju", "Kampanye", None, None)
    actions.block(dewi, tree["regency"], "Lama Sekali", "Pemilu lalu", None, None)
    with pytest.raises(No, match="BogorMaju” may not be used"):
        actions.ask_approval(ayu, write("Ayo #BogorMaju"))
    actions.ask_approval(ayu, write("Lama Sekali antre? Kini lebih cepat."))


def test_words_with_days_hold_on_their_days(
    phase: ElectionPhase, write: Write, ayu: User, dewi: User, tree: dict[str, Unit]
) -> None:
    day = timezone.localdate()
    until = day + timedelta(days=2)
    actions.block(dewi, tree["regency"], "Nomor Satu", "Pekan pertama", day, until)
    with pytest.raises(No, match="may not be used"):
        actions.ask_approval(ayu, write("Pilih Nomor Satu"))
    later = timezone.now() + timedelta(days=5)
    actions.ask_approval(ayu, write("Antrean Nomor Satu"), wish=later)


def test_words_blocked_after_the_approval_stop_it(
    phase: ElectionPhase,
    draft: Post,
    ayu: User,
    budi: User,
    dewi: User,
    tree: dict[str, Unit],
    network: Network,
) -> None:
    asked = actions.ask_approval(ayu, draft)
    actions.approve(budi, asked, due=None)
    actions.approve(dewi, asked, due=None)
    actions.block(dewi, tree["regency"], "Sabtu", "Kampanye", None, None)
    work(network)
    assert network.visible == []


def test_a_phase_of_another_office_asks_for_nothing(
    draft: Post, ayu: User, budi: User, tree: dict[str, Unit], network: Network
) -> None:
    day = timezone.localdate()
    phases.add(None, tree["ciomas"], name="Pilkades", since=day, until=day)
    actions.approve(budi, actions.ask_approval(ayu, draft), due=None)
    work(network)
    assert network.visible == ["Layanan Sabtu tetap buka"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hadir pula Wakil  Bupati dan camat", "Wakil Bupati"),
        ("Kata BUPATI: tertib", "BUPATI"),
        ("Kabupaten kita", ""),
        ("Jalan Wali Kota", "Wali Kota"),
    ],
)
def test_who_leads_is_noticed_by_office_not_by_name(text: str, words: str) -> None:
    assert elections.names_a_leader([text]) == words
