"""Slots of accounts, occasions, the address of one's calendar, posts that come again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from datetime import timezone as fixed
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.calendars import feeding, ics, moving, occasions, repeating, slots
from sinergi.publishing.composing import Composed
from sinergi.publishing.models import CalendarFeed, Occasion, Post, Series, Slot
from sinergi.publishing.tests.conftest import Write
from sinergi.units.models import Appointment, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]
As = Callable[[User], Client]
WIB = fixed(timedelta(hours=7))
NOW = datetime(2026, 12, 7, 6, 0, tzinfo=WIB)  # a Monday


@pytest.fixture
def as_(client: Client) -> As:
    def sign_in(user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in


def wall(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=WIB)


def test_a_slot_is_added_once_and_dropped(ayu: User, ayu_account: Account) -> None:
    made = slots.add(ayu, ayu_account, weekdays=[0, 2], at=time(18, 30, 12))
    assert [(slot.weekday, slot.time) for slot in made] == [(0, time(18, 30)), (2, time(18, 30))]
    with pytest.raises(No, match="there already"):
        slots.add(ayu, ayu_account, weekdays=[0], at=time(18, 30))
    slots.drop(ayu, made[0])
    assert Slot.objects.get() == made[1]
    verbs = list(Entry.objects.filter(verb__contains="slot").values_list("verb", flat=True))
    assert sorted(verbs) == ["account.slot_added", "account.slot_dropped"]


def test_the_next_free_slot_is_one_at_which_nothing_goes_out(
    ayu: User, ayu_account: Account, write: Write
) -> None:
    slots.add(ayu, ayu_account, weekdays=[0, 1], at=time(18, 30))
    assert slots.free([ayu_account], now=NOW, most=2) == [wall(7, 18, 30), wall(8, 18, 30)]
    Post.objects.filter(pk=write().pk).update(planned_at=wall(7, 18, 45))
    assert slots.free([ayu_account], now=NOW, most=2) == [wall(8, 18, 30), wall(14, 18, 30)]
    assert slots.free([ayu_account], now=wall(8, 18, 25), most=1) == [wall(14, 18, 30)]


def test_an_account_without_slots_has_none_free(ayu_account: Account) -> None:
    assert slots.free([ayu_account], now=NOW) == []


def test_the_form_offers_free_slots_and_takes_one(
    as_: As, ayu: User, ayu_account: Account, write: Write
) -> None:
    slots.add(ayu, ayu_account, weekdays=[0, 1, 2, 3, 4, 5, 6], at=time(18, 30))
    post, client = write(), as_(ayu)
    url = reverse("content:plan", args=[post.pk])
    first = slots.free([ayu_account], now=timezone.now())[0]
    typed = timezone.localtime(first).strftime("%Y-%m-%dT%H:%M")
    assert typed in client.get(url).content.decode()
    client.post(url, {"due": "2027-01-01T10:00", "slot": typed})
    post.refresh_from_db()
    assert post.planned_at == first


def test_approval_is_asked_for_the_next_free_slot_or_for_what_was_planned(
    as_: As, ayu: User, ayu_account: Account, write: Write
) -> None:
    slots.add(ayu, ayu_account, weekdays=[0, 1, 2, 3, 4, 5, 6], at=time(18, 30))
    post, client = write(), as_(ayu)
    when = timezone.now().replace(microsecond=0, second=0) + timedelta(days=5)
    moving.plan(ayu, post, when)
    shown = client.get(reverse("content:post", args=[post.pk])).content.decode()
    assert f'value="{timezone.localtime(when):%Y-%m-%dT%H:%M}"' in shown
    first = slots.free([ayu_account], now=timezone.now())[0]
    slot = timezone.localtime(first).strftime("%Y-%m-%dT%H:%M")
    assert f'name="slot" value="{slot}"' in shown
    client.post(reverse("content:ask", args=[post.pk]), {"wish": "", "note": "", "slot": slot})
    post.refresh_from_db()
    assert post.approvals.get().wish == first == post.planned_at


def test_slots_are_kept_on_their_page(as_: As, ayu: User, ayu_account: Account) -> None:
    client, url = as_(ayu), reverse("content:slots", args=[ayu_account.pk])
    client.post(url, {"weekdays": ["0", "4"], "at": "07:30"})
    shown = client.get(url).content.decode()
    assert "Senin 07.30" in shown
    slot = Slot.objects.first()
    assert slot is not None
    client.post(reverse("content:drop-slot", args=[slot.pk]))
    assert Slot.objects.count() == 1
    assert 'id="errors"' in client.post(url, {"at": ""}).content.decode()


def test_citra_finds_none_of_ayus_slots(
    as_: As, ayu: User, citra: User, ayu_account: Account
) -> None:
    (slot,) = slots.add(ayu, ayu_account, weekdays=[0], at=time(7, 30))
    client, url = as_(citra), reverse("content:slots", args=[ayu_account.pk])
    assert client.get(url).status_code == 404
    assert client.post(url, {"weekdays": ["0"], "at": "08:30"}).status_code == 404
    assert client.post(reverse("content:drop-slot", args=[slot.pk])).status_code == 404
    assert Slot.objects.count() == 1
    assert "kecamatan.cibinong" not in client.get(reverse("content:calendar-more")).content.decode()


def test_who_approves_only_sees_slots_and_keeps_none(
    as_: As, budi: User, ayu_account: Account
) -> None:
    client, url = as_(budi), reverse("content:slots", args=[ayu_account.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"weekdays": ["0"], "at": "08:30"}).status_code == 403


def test_an_occasion_is_written_shown_and_dropped(
    as_: As, ayu: User, tree: dict[str, Unit]
) -> None:
    client, url, today = as_(ayu), reverse("content:occasions"), timezone.localdate()
    data = {
        "unit": tree["cibinong"].pk, "kind": "campaign", "name": "Pekan Imunisasi",
        "first": today.isoformat(), "last": (today - timedelta(days=1)).isoformat(),
    }  # fmt: skip
    assert 'id="errors"' in client.post(url, data).content.decode()
    assert not Occasion.objects.exists()
    client.post(url, data | {"last": (today + timedelta(days=2)).isoformat()})
    assert "Pekan Imunisasi" in client.get(url).content.decode()
    assert "Pekan Imunisasi" in client.get(reverse("content:calendar")).content.decode()
    found = Occasion.objects.get()
    client.post(reverse("content:drop-occasion", args=[found.pk]))
    assert not Occasion.objects.exists()


def test_citra_neither_sees_nor_drops_what_ayus_office_plans(
    as_: As, ayu: User, citra: User, tree: dict[str, Unit]
) -> None:
    today = timezone.localdate()
    values: Any = {"kind": "event", "name": "Pasar Cibinong", "first": today, "last": today}
    made = occasions.add(ayu, tree["cibinong"], **values)
    client = as_(citra)
    assert "Pasar Cibinong" not in client.get(reverse("content:occasions")).content.decode()
    assert "Pasar Cibinong" not in client.get(reverse("content:calendar")).content.decode()
    assert client.post(reverse("content:drop-occasion", args=[made.pk])).status_code == 404
    data = {
        "unit": tree["cibinong"].pk,
        "kind": "event",
        "name": "X",
        "first": today,
        "last": today,
    }
    client.post(reverse("content:occasions"), data)
    assert Occasion.objects.get() == made


def test_what_the_regency_plans_is_not_dropped_from_below(
    as_: As, ayu: User, tree: dict[str, Unit]
) -> None:
    today = timezone.localdate()
    made = Occasion.objects.create(
        unit=tree["regency"], kind="day", name="Hari jadi", first=today, last=today, by=ayu
    )
    assert as_(ayu).post(reverse("content:drop-occasion", args=[made.pk])).status_code == 403


# --- The calendar for other programs ------------------------------------------------------------


def events(text: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


@pytest.mark.parametrize(
    "words",
    ["Koma, titik; dan \\ garis", "Dua\nbaris\r\nTiga", "🎉" * 40, "ë" * 90, "", "BEGIN:VEVENT"],
)
def test_words_come_back_as_they_were_said(words: str) -> None:
    event = ics.Event("1@x", NOW, words, about=words, url="https://kantor.example/1")
    text = ics.calendar("Uji", [event], now=NOW)
    (found,) = events(text)
    assert str(found["SUMMARY"]) == words.replace("\r\n", "\n")
    assert found.decoded("DTSTART") == NOW
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")


def test_signs_of_control_do_not_go_out() -> None:
    assert ics.text("a\x00b\x1bc\td") == "abc\td"


def test_days_end_on_the_day_after_the_last() -> None:
    event = ics.Event("2@x", date(2026, 12, 30), "Pekan", last=date(2026, 12, 31))
    (found,) = events(ics.calendar("Uji", [event], now=NOW))
    assert found.decoded("DTSTART") == date(2026, 12, 30)
    assert found.decoded("DTEND") == date(2027, 1, 1)


def test_the_address_is_shown_once_and_gives_what_one_sees(
    as_: As, ayu: User, write: Write
) -> None:
    post = moving.plan(ayu, write("Posyandu Rabu"), timezone.now() + timedelta(days=2))
    client, url = as_(ayu), reverse("content:share")
    shown = client.post(url, {"do": "make"}, follow=True).content.decode()
    secret = shown.partition("/kalender/")[2] and shown.split(".ics")[0].rpartition("/")[2]
    assert len(secret) > 20
    assert secret not in client.get(url).content.decode()
    answer = Client().get(reverse("calendar-feed", args=[secret]))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (found,) = events(answer.content.decode())
    assert str(found["SUMMARY"]) == "Posyandu Rabu"
    assert post.planned_at is not None
    assert found.decoded("DTSTART") == post.planned_at.replace(microsecond=0)
    assert str(found["STATUS"]) == "TENTATIVE"
    assert str(found["URL"]).endswith(reverse("content:post", args=[post.pk]))


def test_the_secret_is_kept_nowhere(ayu: User) -> None:
    secret = feeding.make(ayu)
    assert secret not in str(CalendarFeed.objects.values().get())
    assert secret not in str(list(Entry.objects.values()))


def test_a_new_address_ends_the_one_before_and_one_can_be_ended(as_: As, ayu: User) -> None:
    first, second = feeding.make(ayu), feeding.make(ayu)
    assert Client().get(reverse("calendar-feed", args=[first])).status_code == 404
    assert Client().get(reverse("calendar-feed", args=[second])).status_code == 200
    as_(ayu).post(reverse("content:share"), {"do": "revoke"})
    assert Client().get(reverse("calendar-feed", args=[second])).status_code == 404
    assert Client().get(reverse("calendar-feed", args=["x"])).status_code == 404


def test_citras_address_shows_nothing_of_ayus(ayu: User, citra: User, write: Write) -> None:
    moving.plan(ayu, write("Rahasia"), timezone.now() + timedelta(days=2))
    answer = Client().get(reverse("calendar-feed", args=[feeding.make(citra)]))
    assert answer.status_code == 200
    assert events(answer.content.decode()) == []


def test_an_address_ends_with_the_rights_of_its_person(ayu: User, write: Write) -> None:
    moving.plan(ayu, write("Rahasia"), timezone.now() + timedelta(days=2))
    url = reverse("calendar-feed", args=[feeding.make(ayu)])
    Appointment.objects.filter(user=ayu).update(ended=timezone.now())
    assert Client().get(url).status_code == 404


def test_an_address_ends_with_the_account_of_its_person(ayu: User) -> None:
    url = reverse("calendar-feed", args=[feeding.make(ayu)])
    User.objects.filter(pk=ayu.pk).update(is_active=False)
    assert Client().get(url).status_code == 404


# --- Posts that come again ----------------------------------------------------------------------


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
    assert repeating.comes(every, days, day) is comes


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
