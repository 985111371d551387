"""What is proposed for the board, in numbers and without anybody's words."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from sinergi.knowledge import actions as answers
from sinergi.knowledge.rules import Said
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing.alerts import taking
from sinergi.publishing.alerts.tests.conftest import Tell
from sinergi.publishing.ideas import actions, moving, rules
from sinergi.publishing.ideas.asked import Proposal
from sinergi.publishing.ideas.proposals import proposal_for, proposals_for
from sinergi.publishing.models import Approval, Idea, Post, Topic
from sinergi.understanding.models import Text
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db


def heard(
    unit: Unit,
    number: int,
    at: datetime,
    label: str = "ktp",
    kind: str = "question",
    **more: object,
) -> None:
    """Let the public write ``number`` messages of a topic."""
    begun = Text.objects.count()
    Text.objects.bulk_create(
        Text(
            unit=unit,
            origin=f"message:{begun + n}",
            text=f"berapa lama urus {label} nomor {n}",
            at=at,
            read_at=at,
            decisions={
                "topic": {
                    "label": label,
                    "probabilities": {label: 0.9},
                    "abstained": False,
                    "words": [],
                },
                "kind": {
                    "label": kind,
                    "probabilities": {kind: 0.9},
                    "abstained": False,
                    "words": [],
                },
                **more,
            },
        )
        for n in range(number)
    )


def of(user: User, unit: Unit, kind: str) -> list[Proposal]:
    return [p for p in proposals_for(user, unit, timezone.now()) if p.kind == kind]


def test_a_topic_that_rises_is_proposed_and_one_as_usual_is_not(
    tree: dict[str, Unit], ayu: User, now: datetime
) -> None:
    unit = tree["cibinong"]
    heard(unit, 8, now - timedelta(days=1), "jalan", "complaint")
    heard(unit, 8, now - timedelta(days=1), "air", "complaint")
    heard(unit, 32, now - timedelta(days=15), "air", "complaint")
    (found,) = of(ayu, unit, "public")
    assert found.mark.startswith("topic:jalan:")
    assert found.why == "8 pesan minggu ini; sebulan sebelumnya tidak ada"
    heard(unit, 2, now - timedelta(days=20), "jalan", "complaint")
    assert "biasanya 0,5 seminggu" in of(ayu, unit, "public")[0].why
    assert found.origin.endswith("?topic=jalan")
    assert found.text == ""


def test_questions_without_a_verified_answer_are_proposed(
    tree: dict[str, Unit], ayu: User, now: datetime
) -> None:
    unit = tree["cibinong"]
    heard(unit, 3, now - timedelta(days=10))
    (found,) = of(ayu, unit, "public")
    assert "3 pertanyaan terbaru" in found.why


def test_what_has_a_verified_answer_is_not_proposed(
    tree: dict[str, Unit], ayu: User, budi: User, now: datetime
) -> None:
    said = Said(
        questions=["Berapa lama urus ktp?"],
        text="Paling lama satu hari kerja sejak berkas lengkap.",
        source="Standar pelayanan",
        valid_until=timezone.localdate() + timedelta(days=30),
        labels=["Adminduk"],
    )
    answers.verify(budi, answers.write(ayu, tree["cibinong"], said), seen=1)
    heard(tree["cibinong"], 3, now - timedelta(days=10))
    assert of(ayu, tree["cibinong"], "public") == []


def test_what_machines_were_not_sure_of_and_gambling_count_for_nothing(
    tree: dict[str, Unit], ayu: User, now: datetime
) -> None:
    unit = tree["cibinong"]
    unsure = {"label": "ktp", "probabilities": {}, "abstained": True, "words": []}
    heard(unit, 9, now, topic=unsure)
    heard(unit, 9, now, spam={"label": "judol", "probabilities": {}, "abstained": False})
    assert of(ayu, unit, "public") == []


def test_what_another_office_was_asked_is_not_proposed(
    tree: dict[str, Unit], ayu: User, citra: User, now: datetime
) -> None:
    heard(tree["cibinong"], 9, now)
    assert of(citra, tree["ciomas"], "public") == []
    assert of(citra, tree["cibinong"], "public") == []


def test_what_was_published_a_year_ago_is_proposed_again(
    tree: dict[str, Unit], ayu: User, due_now: Approval
) -> None:
    unit = tree["cibinong"]
    a_year_ago = timezone.now() - timedelta(days=358)
    Approval.objects.update(due=a_year_ago)
    assert of(ayu, unit, "year") == [], "it was never published"
    Post.objects.update(state="published")
    (found,) = of(ayu, unit, "year")
    assert found.text == "Layanan Sabtu tetap buka"
    Approval.objects.update(due=timezone.now() - timedelta(days=300))
    assert of(ayu, unit, "year") == []


def test_warnings_and_feeds_are_proposed_and_come_once(
    tree: dict[str, Unit], ayu: User, tell: Tell, now: datetime, borders: None, ayu_account: Account
) -> None:
    unit = tree["cibinong"]
    for name in ("a", "b"):
        taking.take(tree["regency"], tell(name), now=now)
    Topic.objects.create(
        account=ayu_account, unit=unit, remote_id="t", source="Kabar", text="Pasar murah",
        url="https://kabar.example/1", at=now,
    )  # fmt: skip
    warned, fed = proposals_for(ayu, unit, now)
    assert (warned.kind, warned.why) == ("alert", "2 peringatan dalam 30 hari")
    assert (fed.kind, fed.title) == ("feed", "Pasar murah")
    again = proposal_for(ayu, unit, fed.kind, fed.mark, now)
    assert again == fed
    idea = actions.write(ayu, unit, title=fed.title, kind=fed.kind, mark=fed.mark)
    moving.park(ayu, idea, "Bukan untuk kami")
    assert proposals_for(ayu, unit, now) == [warned]
    with pytest.raises(Exception, match="on the board already"):
        actions.write(ayu, unit, title="x", kind=fed.kind, mark=fed.mark)
    assert Idea.objects.count() == 1


@given(st.integers(0, 200), st.integers(0, 800))
def test_a_topic_rises_from_five_and_twice_the_usual(week: int, before: int) -> None:
    assert rules.rises(week, before) == (week >= 5 and week * 2 >= before)
