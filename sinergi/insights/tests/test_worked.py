"""What got far more than usual goes to the board of its office, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.insights import worked
from sinergi.insights.tests.conftest import Sent
from sinergi.insights.tests.test_usual import DAY, HOUR, TEN, measured
from sinergi.networks.models import Account, Delivery
from sinergi.publishing.ideas import moving
from sinergi.publishing.models import Idea, Post, Target

pytestmark = pytest.mark.django_db


def posted(delivery: Delivery, title: str = "Jam buka loket") -> Post:
    """Let a delivery carry a post."""
    now = timezone.now()
    post = Post.objects.create(
        unit=delivery.unit, author=delivery.account.owner, title=title, text="Pukul 8.",
        state="published", created=now, changed=now,
    )  # fmt: skip
    Target.objects.create(post=post, account=delivery.account, delivery=delivery)
    return post


@pytest.fixture
def usually(sent: Sent) -> None:
    """Posts of this account usually have about six likes after two days."""
    for day, likes in enumerate([4, 5, 6, 7, 8], start=5):
        measured(sent, f"p{day}", TEN - day * DAY, (2 * DAY, likes))


def test_far_more_than_usual_is_offered_with_its_numbers(
    sent: Sent, usually: None, ayu_account: Account
) -> None:
    star = measured(sent, "bintang", TEN, (2 * DAY, 30))
    post = posted(star)
    now = TEN + 2 * DAY + HOUR
    assert worked.offer(now) == 1
    idea = Idea.objects.get()
    assert (idea.kind, idea.unit, idea.by) == ("worked", ayu_account.unit, None)
    assert idea.mark == f"post:{post.pk}"
    assert idea.title == "Lagi seperti ini: Jam buka loket"
    assert "30" in idea.text
    assert "biasanya 6 (5 unggahan)" in idea.text
    assert idea.origin == f"/kerja/wawasan/kiriman/{star.pk}/"
    assert worked.offer(now + 6 * HOUR) == 0
    moving.park(ayu_account.owner, idea, "Cukup")
    assert worked.offer(now + 7 * HOUR) == 0


@pytest.mark.parametrize("likes", [6, 11])
def test_as_usual_and_not_twice_as_much_is_no_news(likes: int, sent: Sent, usually: None) -> None:
    posted(measured(sent, "biasa", TEN, (2 * DAY, likes)))
    assert worked.offer(TEN + 2 * DAY + HOUR) == 0


def test_what_is_too_young_too_old_or_alone_says_nothing(sent: Sent) -> None:
    posted(measured(sent, "sendiri", TEN, (2 * DAY, 900)))
    assert worked.offer(TEN + 2 * DAY + HOUR) == 0, "there is nothing to compare with"
    for day, likes in enumerate([4, 5, 6, 7, 8], start=5):
        measured(sent, f"p{day}", TEN - day * DAY, (2 * DAY, likes))
    for age in (DAY, 4 * DAY):
        assert worked.offer(TEN + age) == 0
    assert worked.offer(TEN + 2 * DAY + HOUR) == 1


def test_the_three_that_stand_out_most_are_enough(sent: Sent, usually: None) -> None:
    for number, likes in enumerate([30, 60, 40, 50]):
        at = TEN + timedelta(minutes=number)
        posted(measured(sent, f"b{number}", at, (2 * DAY, likes)), f"Nomor {number}")
    worked.offer(TEN + 2 * DAY + HOUR)
    titles = {idea.title[-1] for idea in Idea.objects.all()}
    assert titles == {"1", "2", "3"}
