"""What a post got, against what is usual on its account."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from sinergi.inbox.models import Conversation
from sinergi.insights import queries, rules, storing, usual
from sinergi.insights.storing import Figure
from sinergi.insights.tests.conftest import Sent
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
#: Ten in the morning in Bogor.
TEN = datetime(2026, 11, 24, 3, tzinfo=UTC)


def keep(account: Account, *figures: Figure) -> None:
    storing.keep(storing.plan(account, figures, "network", now=TEN + DAY))


def measured(sent: Sent, name: str, at: datetime, *likes: tuple[timedelta, int]) -> Delivery:
    """Return a post that went out at a moment and had so many likes at such an age."""
    post = sent(name, at)
    keep(post.account, *(Figure(name, "likes", value, at + age) for age, value in likes))
    return post


def compared(post: Delivery) -> usual.Compared:
    return usual.of(post, queries.of_post(post).filter(newest=True))


@pytest.mark.parametrize("hour", range(24))
def test_every_hour_is_in_one_band(hour: int) -> None:
    first, end = rules.band(hour)
    assert first <= hour < end


def test_four_posts_say_nothing_of_what_is_usual() -> None:
    assert rules.usual([1, 2, 3, 4]) is None


@given(st.lists(st.integers(0, 10**9), min_size=rules.FEWEST, max_size=60))
def test_the_middle_half_lies_around_the_median(values: list[int]) -> None:
    found = rules.usual(values)
    assert found is not None
    assert min(values) <= found.low <= found.median <= found.high <= max(values)
    assert found.n == len(values)
    assert found.standing(max(values) + 1) == "more"
    assert found.standing(min(values) - 1) == "less"


@pytest.mark.django_db
def test_a_young_post_is_compared_with_others_when_they_were_as_young(sent: Sent) -> None:
    for day, likes in enumerate([4, 5, 6, 7, 8], start=1):
        measured(sent, f"p{day}", TEN - day * DAY, (2 * HOUR, likes), (20 * HOUR, 900))
    found = compared(measured(sent, "hari-ini", TEN, (3 * HOUR, 9)))
    assert found.band == (9, 15)
    likes_usual = found.usual["likes"]
    assert (likes_usual.low, likes_usual.median, likes_usual.high) == (5, 6, 7)
    assert likes_usual.n == 5
    assert likes_usual.standing(9) == "more"


@pytest.mark.django_db
def test_other_hours_count_only_where_these_are_too_few(sent: Sent) -> None:
    for day in range(1, 5):
        measured(sent, f"pagi{day}", TEN - day * DAY, (HOUR, 10))
        measured(sent, f"malam{day}", TEN - day * DAY + 10 * HOUR, (HOUR, 50))
    post = measured(sent, "kini", TEN, (HOUR, 10))
    assert compared(post).band is None
    assert compared(post).usual["likes"].n == 8
    measured(sent, "pagi5", TEN - 5 * DAY, (HOUR, 10))
    assert compared(post).band == (9, 15)
    assert compared(post).usual["likes"].n == 5


@pytest.mark.django_db
def test_posts_of_another_account_and_figures_nobody_told_do_not_count(
    sent: Sent, citra_account: Account
) -> None:
    for day in range(1, 6):
        at = TEN - day * DAY
        other = sent(f"c{day}", at, account=citra_account)
        keep(citra_account, Figure(other.remote_id, "likes", 1000, at + HOUR))
        sent(f"tanpa{day}", at)
    assert compared(measured(sent, "kini", TEN, (HOUR, 10))).usual == {}
    assert compared(sent("baru", TEN)).usual == {}


@pytest.mark.django_db
@pytest.mark.usefixtures("pages")
def test_ayu_reads_it_on_the_page_of_the_post_and_citra_does_not(
    sent: Sent, ayu: User, citra: User
) -> None:
    for day, likes in enumerate([4, 5, 6, 7, 8], start=1):
        measured(sent, f"p{day}", TEN - day * DAY, (HOUR, likes))
    post = measured(sent, "kini", TEN, (HOUR, 2))
    values = {"account": post.account, "unit": post.unit, "kind": "comment", "handle": "warga"}
    Conversation.objects.create(
        **values, root="kini", about=post, matter="question", opened_at=TEN, last_at=TEN,
        last_text="Buka sampai jam berapa? WA 081234567890",
    )  # fmt: skip
    client, address = Client(), reverse("insights:post", args=[post.pk])
    client.force_login(ayu)
    text = client.get(address).content.decode()
    assert "di bawah biasanya" in text
    assert "n = 5" in text
    assert "09.00–15.00" in text
    assert "Pertanyaan: 1" in text
    assert "Buka sampai jam berapa?" in text
    assert "081234567890" not in text
    client.force_login(citra)
    assert client.get(address).status_code == 404
