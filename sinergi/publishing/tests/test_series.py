"""Posts that come again, and copies of posts."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.calendars import recurring, repeating
from sinergi.publishing.composing import Composed
from sinergi.publishing.models import Post, Series
from sinergi.publishing.tests.conftest import As, Write
from sinergi.publishing.tests.december import NOW, wall
from sinergi.units.models import Appointment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture
def weekly(ayu: User, draft: Post) -> Series:
    return repeating.begin(
        ayu, draft, every="week", days=[2], at=time(9), first=date(2026, 12, 9),
        last=date(2027, 2, 28), now=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("every", "days", "day", "comes"),
    [
        ("week", [0, 4], date(2026, 12, 7), True),
        ("week", [0, 4], date(2026, 12, 8), False),
        ("month", [15], date(2026, 12, 15), True),
        ("month", [31], date(2027, 2, 28), True),
        ("month", [31], date(2028, 2, 28), False),
        ("month", [31], date(2028, 2, 29), True),
        ("month", [30, 31], date(2026, 11, 30), True),
    ],
)
def test_a_rule_says_on_which_days_it_comes(
    every: str, days: list[int], day: date, comes: bool
) -> None:
    assert recurring.comes(every, days, day) is comes


def test_a_series_writes_four_weeks_of_drafts_that_need_approval(
    weekly: Series, draft: Post
) -> None:
    made = list(weekly.posts.order_by("series_day"))
    assert [post.series_day for post in made] == [
        date(2026, 12, 9), date(2026, 12, 16), date(2026, 12, 23), date(2026, 12, 30),
    ]  # fmt: skip
    assert {post.state for post in made} == {Post.State.DRAFT}
    assert {post.text for post in made} == {draft.text}
    assert made[0].planned_at == wall(9, 9)
    assert made[0].targets.count() == draft.targets.count() == 1


def test_a_series_goes_on_by_the_clock_once_for_each_day_and_ends(weekly: Series) -> None:
    assert repeating.go_on(NOW) == 0
    assert repeating.go_on(NOW + timedelta(days=7)) == 1
    assert repeating.go_on(NOW + timedelta(days=7)) == 0
    repeating.go_on(NOW + timedelta(days=100))
    days = list(weekly.posts.values_list("series_day", flat=True))
    assert len(days) == len(set(days))
    assert max(filter(None, days)) <= weekly.last
    assert repeating.go_on(NOW + timedelta(days=120)) == 0


def test_a_series_says_what_its_source_says_by_then(
    weekly: Series, ayu: User, draft: Post, ayu_account: Account
) -> None:
    actions.edit(ayu, draft, version=1, text="Jam layanan baru", accounts=[ayu_account])
    repeating.go_on(NOW + timedelta(days=7))
    assert weekly.posts.get(series_day=date(2027, 1, 6)).text == "Jam layanan baru"


def test_a_series_ends_when_its_person_may_not_write_there_any_more(
    weekly: Series, ayu: User
) -> None:
    Appointment.objects.filter(user=ayu).update(ended=timezone.now())
    assert repeating.go_on(NOW + timedelta(days=7)) == 0
    weekly.refresh_from_db()
    assert weekly.ended is not None
    assert Notice.objects.filter(user=ayu, kind="series.ended").exists()


def test_a_series_ends_with_its_post(weekly: Series, ayu: User, draft: Post) -> None:
    actions.cancel(ayu, draft)
    repeating.go_on(NOW + timedelta(days=7))
    weekly.refresh_from_db()
    assert weekly.ended is not None


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"days": []}, "at least one day"),
        ({"days": [9]}, "at least one day"),
        ({"last": date(2026, 12, 1)}, "before it begins"),
        ({"last": date(2028, 12, 1)}, "after a year"),
        ({"first": date(2026, 12, 10), "last": date(2026, 12, 12)}, "never comes"),
        ({"first": date(2026, 11, 1), "last": date(2026, 12, 1)}, "has passed"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(
    values: dict[str, object], why: str, ayu: User, draft: Post
) -> None:
    given = {
        "every": "week", "days": [2], "at": time(9), "first": date(2026, 12, 9),
        "last": date(2027, 1, 31), "now": NOW,
    } | values  # fmt: skip
    with pytest.raises(No, match=why):
        repeating.begin(ayu, draft, **given)  # type: ignore[arg-type]  # what a form gives
    assert not Series.objects.exists()


def test_a_series_is_begun_and_ended_on_its_pages(as_: As, ayu: User, draft: Post) -> None:
    client, today = as_(ayu), timezone.localdate()
    url = reverse("content:repeat", args=[draft.pk])
    assert client.get(url).status_code == 200
    data = {
        "every": "week", "weekdays": [str(n) for n in range(7)], "time": "09:00",
        "first": (today + timedelta(days=1)).isoformat(),
        "last": (today + timedelta(days=5)).isoformat(),
    }  # fmt: skip
    assert 'id="errors"' in client.post(url, data | {"last": ""}).content.decode()
    assert client.post(url, data)["Location"] == reverse("content:series")
    found = Series.objects.get()
    assert found.posts.count() == 5
    assert str(draft) in client.get(reverse("content:series")).content.decode()
    client.post(reverse("content:end-series", args=[found.pk]))
    found.refresh_from_db()
    assert found.ended is not None
    assert found.posts.count() == 5


def test_citra_neither_sees_ends_nor_begins_a_series_of_ayus(
    as_: As, citra: User, weekly: Series, draft: Post
) -> None:
    client = as_(citra)
    assert str(draft) not in client.get(reverse("content:series")).content.decode()
    assert client.post(reverse("content:end-series", args=[weekly.pk])).status_code == 404
    assert client.get(reverse("content:repeat", args=[draft.pk])).status_code == 404
    assert client.post(reverse("content:duplicate", args=[draft.pk])).status_code == 404
    weekly.refresh_from_db()
    assert weekly.ended is None


def test_a_copy_says_the_same_and_is_a_draft_of_its_own(
    as_: As, ayu: User, write: Write, ayu_account: Account
) -> None:
    more = Composed(facts={"where": "Balai desa"})
    post = write("Layanan", variants={ayu_account.pk: "Teks sendiri"}, more=more)
    as_(ayu).post(reverse("content:duplicate", args=[post.pk]))
    made = Post.objects.exclude(pk=post.pk).get()
    assert (made.text, made.state, made.planned_at) == ("Layanan", "draft", None)
    assert made.targets.get().text == "Teks sendiri"
    assert made.facts == {"where": "Balai desa"}
    assert Entry.objects.filter(verb="post.duplicated").count() == 1
