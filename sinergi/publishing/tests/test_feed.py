"""A person's calendar for other programs: what RFC 5545 asks for, and what they may see."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.people.models import User
from sinergi.publishing.calendars import feeding, ics, moving
from sinergi.publishing.models import CalendarFeed
from sinergi.publishing.tests.conftest import As, Write
from sinergi.publishing.tests.december import NOW
from sinergi.units.models import Appointment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


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
    client, url = as_(ayu), reverse("content:calendar-share")
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
    as_(ayu).post(reverse("content:calendar-share"), {"do": "revoke"})
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
