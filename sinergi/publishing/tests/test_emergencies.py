"""The short way is for immediate information alone, and everything on it is logged."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.conftest import person
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.publishing import actions, queries, today
from sinergi.publishing.models import EIGHT, Approval, Policy, Post, Review
from sinergi.publishing.policies import choosing, emergencies, keeping, pressing
from sinergi.publishing.policies.keeping import Said, StepSaid
from sinergi.publishing.rules import NotAllowed
from sinergi.publishing.tests.conftest import Network, Write, work
from sinergi.units import phases
from sinergi.units.models import Role, Unit

pytestmark = pytest.mark.django_db

SAID = dict.fromkeys(EIGHT, "Belum diketahui") | {"hazard": "Longsor di jalan raya"}


@pytest.fixture
def urgent(draft: Post, ayu: User) -> Post:
    return actions.say_eight(ayu, draft, SAID)


@pytest.fixture
def at_once(dewi: User, tree: dict[str, Unit]) -> Policy:
    return keeping.keep(dewi, tree["regency"], Said(kind="immediate", review_hours=2))


def test_immediate_information_says_eight_things(draft: Post, ayu: User, budi: User) -> None:
    post = actions.say_eight(ayu, draft, SAID | {"help": "", "avoid": " "})
    with pytest.raises(No, match="2 are missing"):
        actions.ask_approval(ayu, post)
    post = actions.say_eight(ayu, post, SAID)
    assert actions.approve(budi, actions.ask_approval(ayu, post), due=None).kind == "immediate"


def test_an_empty_post_is_written_from_them(write: Write, ayu: User) -> None:
    post = actions.say_eight(ayu, write(""), SAID)
    assert post.text.splitlines()[0].endswith("Longsor di jalan raya")
    assert len(post.text.splitlines()) == 8
    assert emergencies.composed({"help": "Telepon 112"}).endswith("Telepon 112")


def test_one_person_approves_whatever_other_policies_and_elections_say(
    urgent: Post, ayu: User, budi: User, dewi: User, tree: dict[str, Unit], network: Network
) -> None:
    steps = [StepSaid(roles=("approver",)), StepSaid(people=(dewi,))]
    keeping.keep(dewi, tree["cibinong"], Said(steps=steps))
    day = timezone.localdate()
    phases.add(None, tree["regency"], name="Kampanye", since=day, until=day)
    asked = actions.ask_approval(ayu, urgent)
    assert asked.deadline is not None
    assert asked.deadline - asked.requested_at == timedelta(minutes=15)
    assert actions.approve(budi, asked, due=None).state == Approval.State.APPROVED
    work(network)
    assert network.visible == ["Layanan Sabtu tetap buka"]


@pytest.mark.parametrize(
    "hazard", ["Belum diketahui", "belum diketahui.", "unknown yet", "tidak ada", "xxx", "-", "n/a"]
)
def test_a_danger_that_nobody_knows_is_none(
    hazard: str, at_once: Policy, draft: Post, ayu: User
) -> None:
    post = actions.say_eight(ayu, draft, SAID | {"hazard": hazard})
    assert not choosing.required(post, day=timezone.localdate()).emergency
    with pytest.raises(No, match="what the danger is"):
        actions.ask_approval(ayu, post, at_once=True)


@pytest.mark.parametrize(
    "hazard",
    ["Banjir, ketinggian belum diketahui", "Gempa", "Tanah longsor tidak diketahui sebabnya"],
)
def test_what_is_known_of_a_danger_is_enough(hazard: str, draft: Post, ayu: User) -> None:
    post = actions.say_eight(ayu, draft, SAID | {"hazard": hazard})
    assert choosing.required(post, day=timezone.localdate()).emergency


def test_what_goes_out_at_once_is_not_planned_for_later(
    at_once: Policy, urgent: Post, ayu: User
) -> None:
    later = timezone.now() + timedelta(days=10)
    made = actions.ask_approval(ayu, urgent, wish=later, at_once=True)
    assert (made.wish, made.due) == (None, made.requested_at)


def test_nobody_sends_at_once_to_an_account_they_do_not_write_for(
    at_once: Policy,
    write: Write,
    ayu: User,
    dewi: User,
    citra_account: Account,
    tree: dict[str, Unit],
    network: Network,
) -> None:
    post = actions.write(
        dewi, tree["cibinong"], text="Banjir di jalan raya", accounts=[citra_account]
    )
    post = actions.say_eight(ayu, post, SAID)
    with pytest.raises(NotAllowed, match="one of these accounts"):
        actions.ask_approval(ayu, post, at_once=True)
    keeping.keep(dewi, tree["regency"], Said(nobody=True))
    post = actions.classify(ayu, post, kind="ordinary", leader=False)
    with pytest.raises(NotAllowed, match="one of these accounts"):
        actions.ask_approval(ayu, post)
    work(network)
    assert network.visible == []
    assert not Entry.objects.filter(verb__in=["post.sent_at_once", "post.needed_nobody"]).exists()


def test_nothing_goes_out_at_once_unless_a_policy_lets_it(urgent: Post, ayu: User) -> None:
    with pytest.raises(No, match="Only immediate information"):
        actions.ask_approval(ayu, urgent, at_once=True)


def test_an_ordinary_post_never_goes_out_at_once(at_once: Policy, draft: Post, ayu: User) -> None:
    with pytest.raises(No, match="Only immediate information"):
        actions.ask_approval(ayu, draft, at_once=True)


def test_it_goes_out_at_once_and_is_looked_at_afterwards(
    at_once: Policy, urgent: Post, ayu: User, budi: User, dewi: User, network: Network
) -> None:
    made = actions.ask_approval(ayu, urgent, at_once=True)
    assert (made.lane, made.state) == ("after", "approved")
    assert Entry.objects.filter(verb="post.sent_at_once").exists()
    work(network)
    assert network.visible == ["Layanan Sabtu tetap buka"]
    told = Notice.objects.filter(kind="post.review").values_list("user", flat=True)
    assert set(told) == {budi.pk, dewi.pk}
    assert [row.approval for row in queries.reviews_for(budi)] == [made]
    assert list(queries.reviews_for(ayu)) == []
    assert [t.urgency for t in today.today_for(budi)] == ["soon"]
    with pytest.raises(NotAllowed):
        actions.review(ayu, made.review, finding="right")
    with pytest.raises(No, match="what must change"):
        actions.review(budi, made.review, finding="mend")
    actions.review(budi, made.review, finding="mend", note="Nama jalan salah")
    assert Notice.objects.get(kind="post.reviewed").user == ayu
    with pytest.raises(No, match="meanwhile"):
        actions.review(dewi, made.review, finding="right")


def test_a_look_that_nobody_takes_is_escalated_once(
    at_once: Policy, urgent: Post, ayu: User, dewi: User, tree: dict[str, Unit]
) -> None:
    hana = person("hana", "Hana", tree["diskominfo"], Role.COORDINATOR)
    made = actions.ask_approval(ayu, urgent, at_once=True)
    due = made.review.due
    assert pressing.chase_reviews(due - timedelta(minutes=1)) == 0
    assert (pressing.chase_reviews(due), pressing.chase_reviews(due)) == (1, 0)
    assert Notice.objects.filter(user=hana, kind="post.review").count() == 1
    assert Entry.objects.filter(verb="post.review_late").exists()


def test_it_does_not_go_out_when_the_policy_is_taken_away_first(
    at_once: Policy, urgent: Post, ayu: User, dewi: User, network: Network
) -> None:
    actions.ask_approval(ayu, urgent, at_once=True)
    keeping.drop(dewi, at_once)
    work(network)
    assert network.visible == []


def test_it_does_not_go_out_when_something_of_the_eight_is_taken_out(
    urgent: Post, ayu: User, budi: User, network: Network
) -> None:
    actions.approve(budi, actions.ask_approval(ayu, urgent), due=None)
    urgent.emergency.help = ""
    urgent.emergency.save()
    work(network)
    assert network.visible == []


def test_the_office_of_every_account_must_let_it(
    at_once: Policy, urgent: Post, dewi: User, tree: dict[str, Unit]
) -> None:
    own = keeping.keep(dewi, tree["cibinong"], Said(kind="immediate"))
    day = timezone.localdate()
    assert choosing.required(urgent, day=day).review_hours is None
    keeping.drop(dewi, own)
    assert choosing.required(urgent, day=day).review_hours == 2


def test_the_database_refuses_an_approval_by_nobody(asked: Approval) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.filter(pk=asked.pk).update(
            state="approved", decided_at=timezone.now(), due=timezone.now()
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(approval=asked, due=timezone.now(), finding="right")
