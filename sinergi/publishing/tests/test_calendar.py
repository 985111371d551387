"""The calendar: what is planned when, for whom, and moving it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.calendars import clashing, looking, moving, occasions, scopes, spans
from sinergi.publishing.models import Approval, Clash, Post
from sinergi.publishing.tests.conftest import As, Write
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def at(days: int, hour: int = 9, minute: int = 0) -> datetime:
    """Return a moment some days from today, by the office's wall clock."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def planned(write: Write, who: User, when: datetime, text: str, **values: object) -> Post:
    return moving.plan(who, write(text, **values), when)


def page(client: Client, **asked: str) -> str:
    answer = client.get(reverse("content:calendar"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_month_is_whole_weeks_and_knows_its_neighbours() -> None:
    span = spans.of("month", date(2026, 12, 9))
    assert (span.first, span.last) == (date(2026, 11, 30), date(2027, 1, 3))
    assert not span.inside(date(2026, 11, 30))
    assert span.inside(date(2026, 12, 31))
    assert (span.earlier, span.later) == (date(2026, 11, 1), date(2027, 1, 1))


def test_a_week_begins_on_monday_and_an_agenda_today() -> None:
    week, agenda = spans.of("week", date(2026, 12, 9)), spans.of("agenda", date(2026, 12, 9))
    assert (week.first, week.last) == (date(2026, 12, 7), date(2026, 12, 13))
    assert (week.earlier, week.later) == (date(2026, 11, 30), date(2026, 12, 14))
    assert (agenda.first, agenda.last) == (date(2026, 12, 9), date(2026, 12, 22))


@pytest.mark.parametrize("asked", [{"view": "year"}, {"day": "31-12-2026"}, {"day": "1999-01-01"}])
def test_a_calendar_there_is_not_is_not_found(asked: dict[str, str], as_: As, ayu: User) -> None:
    assert as_(ayu).get(reverse("content:calendar"), asked).status_code == 404


@pytest.mark.parametrize("view", spans.VIEWS)
def test_a_draft_with_a_time_is_on_the_calendar(
    view: str, as_: As, ayu: User, write: Write
) -> None:
    found = planned(write, ayu, at(1), "Posyandu di balai desa")
    shown = page(as_(ayu), view=view, day=at(1).date().isoformat())
    assert "Posyandu di balai desa" in shown
    assert reverse("content:plan", args=[found.pk]) in shown


def test_what_is_approved_is_on_the_calendar_at_its_hour(approved: Approval, ayu: User) -> None:
    post = Post.objects.get(pk=approved.post_id)
    assert post.planned_at == approved.due
    scope, span = scopes.read(ayu, "", ""), spans.of("week", timezone.localdate(approved.due))
    shown = looking.look(ayu, span, scope)
    assert [entry.id for cell in shown.cells for entry in cell.entries] == [post.pk]
    assert sum(cell.counts.get("scheduled", 0) for cell in shown.cells) == 1


def test_what_is_cancelled_is_not(ayu: User, write: Write) -> None:
    actions.cancel(ayu, planned(write, ayu, at(1), "Batal"))
    span = spans.of("agenda", timezone.localdate())
    assert looking.look(ayu, span, scopes.read(ayu, "", "")).total == 0


def test_citra_sees_none_of_ayus_calendar(as_: As, ayu: User, citra: User, write: Write) -> None:
    found = planned(write, ayu, at(1), "Rahasia Cibinong")
    client = as_(citra)
    for view in spans.VIEWS:
        assert "Rahasia" not in page(client, view=view, reach="all")
    unit = str(found.unit_id)
    assert client.get(reverse("content:calendar"), {"unit": unit}).status_code == 404
    assert client.get(reverse("content:plan", args=[found.pk])).status_code == 404
    data = {"post": found.pk, "day": at(2).date().isoformat()}
    assert client.post(reverse("content:drag"), data).status_code == 404
    assert client.post(reverse("content:plan", args=[found.pk]), {"due": ""}).status_code == 404
    found.refresh_from_db()
    assert found.planned_at == at(1)


def test_a_calendar_is_of_an_office_with_or_without_those_under_it(
    as_: As, budi: User, ayu: User, write: Write, tree: dict[str, Unit]
) -> None:
    planned(write, ayu, at(1), "Kabar Cibinong")
    client, top = as_(budi), str(tree["regency"].pk)
    assert "Kabar Cibinong" in page(client, view="agenda", unit=top)
    assert "Kabar Cibinong" not in page(client, view="agenda", unit=top, reach="own")
    cibinong = str(tree["cibinong"].pk)
    assert "Kabar Cibinong" in page(client, view="agenda", unit=cibinong, reach="own")
    ciomas = str(tree["ciomas"].pk)
    assert "Kabar Cibinong" not in page(client, view="agenda", unit=ciomas)
    assert "Kabar Cibinong" in page(client, view="agenda", unit=ciomas, reach="all")


def test_days_tell_how_many_where_there_are_too_many(as_: As, ayu: User, write: Write) -> None:
    first = planned(write, ayu, at(1), "Satu")
    Post.objects.bulk_create(
        Post(
            unit_id=first.unit_id, author=ayu, text=f"Kiriman {n}", planned_at=at(1, 10),
            created=first.created, changed=first.changed,
        )
        for n in range(looking.MOST)
    )  # fmt: skip
    day = at(1).date().isoformat()
    shown = page(as_(ayu), view="month", day=day)
    assert "201 unggahan" in shown
    assert "Kiriman 7<" not in shown
    agenda = looking.look(ayu, spans.of("agenda", at(1).date()), scopes.read(ayu, "", ""))
    assert sum(len(cell.entries) for cell in agenda.cells) == looking.PAGE
    rest = looking.look(
        ayu, spans.of("agenda", at(1).date()), scopes.read(ayu, "", ""), after=agenda.rest
    )
    assert sum(len(cell.entries) for cell in rest.cells) == looking.PAGE
    assert rest.rest.count("~") == 1


def test_holidays_leave_and_national_days_are_marked(as_: As, ayu: User) -> None:
    shown = page(as_(ayu), view="month", day="2026-12-01")
    assert "Hari Raya Natal" in shown
    assert "Cuti Bersama" in shown
    assert "Hari Ibu" in shown


def test_a_campaign_of_the_regency_is_seen_below_and_one_of_a_neighbour_is_not(
    ayu: User, citra: User, tree: dict[str, Unit]
) -> None:
    rani = tree["regency"]
    from_day, to_day = timezone.localdate(), timezone.localdate() + timedelta(days=3)
    values: Any = {"kind": "campaign", "first": from_day, "last": to_day}
    occasions.add(citra, tree["ciomas"], name="Pekan Ciomas", **values)
    names = [row.name for row in occasions.between(ayu, from_day, to_day)]
    assert names == []
    with pytest.raises(Exception, match="may not write"):
        occasions.add(ayu, rani, name="Bulan Bakti", **values)
    made = occasions.add(citra, tree["ciomas"], name="Dua", **values)
    made.unit = rani
    made.save()
    assert [row.name for row in occasions.between(ayu, from_day, to_day)] == ["Dua"]


def test_a_draft_is_moved_by_its_writer_and_recorded(as_: As, ayu: User, write: Write) -> None:
    found = planned(write, ayu, at(1), "Besok")
    url = reverse("content:plan", args=[found.pk])
    back = reverse("content:calendar") + "?view=week"
    due = timezone.localtime(at(3, 18, 30)).strftime("%Y-%m-%dT%H:%M")
    answer = as_(ayu).post(url, {"due": due, "back": back})
    assert answer["Location"] == back
    found.refresh_from_db()
    assert found.planned_at == at(3, 18, 30)
    assert Entry.objects.filter(verb="post.planned").count() == 2


def test_moving_leads_to_no_other_address(as_: As, ayu: User, write: Write) -> None:
    found = planned(write, ayu, at(1), "Besok")
    data = {"due": "", "back": "https://jahat.example/"}
    answer = as_(ayu).post(reverse("content:plan", args=[found.pk]), data)
    assert answer["Location"] == reverse("content:calendar")


def test_dropping_on_a_day_keeps_the_hour(as_: As, ayu: User, write: Write) -> None:
    found = planned(write, ayu, at(1, 7, 15), "Besok")
    data = {"post": found.pk, "day": at(5).date().isoformat()}
    as_(ayu).post(reverse("content:drag"), data)
    found.refresh_from_db()
    assert found.planned_at == at(5, 7, 15)


def test_dropping_on_a_day_that_has_passed_says_why(as_: As, ayu: User, write: Write) -> None:
    found = planned(write, ayu, at(1), "Besok")
    data = {"post": found.pk, "day": at(-3).date().isoformat()}
    answer = as_(ayu).post(reverse("content:drag"), data, follow=True)
    assert "sudah lewat" in answer.content.decode()
    found.refresh_from_db()
    assert found.planned_at == at(1)


def test_an_approved_post_is_moved_by_who_approves_and_not_by_its_writer(
    as_: As, approved: Approval, ayu: User, budi: User
) -> None:
    url = reverse("content:plan", args=[approved.post_id])
    assert as_(ayu).get(url).status_code == 403
    due = timezone.localtime(at(2)).strftime("%Y-%m-%dT%H:%M")
    assert as_(budi).post(url, {"due": due}).status_code == 302
    approved.refresh_from_db()
    assert approved.due == at(2) == Post.objects.get(pk=approved.post_id).planned_at
    assert approved.post.targets.values_list("delivery__due", flat=True).get() == at(2)


def test_moving_what_is_asked_for_moves_the_wish(asked: Approval, ayu: User) -> None:
    moving.plan(ayu, asked.post, at(4))
    asked.refresh_from_db()
    assert asked.wish == at(4)


def test_two_posts_close_together_on_one_account_clash(ayu: User, write: Write) -> None:
    one = planned(write, ayu, at(1, 9), "Vaksin anak di puskesmas")
    other = planned(write, ayu, at(1, 9, 20), "Jalan utama ditutup untuk lomba lari")
    far = planned(write, ayu, at(1, 9, 50), "Pasar tani buka pagi ini")
    assert [(met.post.pk, met.kind) for met in clashing.of_post(ayu, one)] == [(other.pk, "near")]
    assert clashing.weigh(timezone.now()) == 3
    assert clashing.weigh(timezone.now()) == 0
    pairs = set(Clash.objects.values_list("first", "second", "kind"))
    assert pairs == {(one.pk, other.pk, "near")}
    assert far.pk not in {pk for pair in pairs for pk in pair[:2]}


def test_a_clash_ends_when_one_of_them_moves(ayu: User, write: Write) -> None:
    one = planned(write, ayu, at(1, 9), "Vaksin anak di puskesmas")
    planned(write, ayu, at(1, 9, 20), "Jalan utama ditutup untuk lomba lari")
    clashing.weigh(timezone.now())
    moving.plan(ayu, one, at(1, 15))
    clashing.weigh(timezone.now())
    assert not Clash.objects.exists()


def test_nearly_the_same_in_one_district_on_one_day_is_told(
    as_: As, ayu: User, citra: User, write: Write, ayu_account: Account, citra_account: Account
) -> None:
    text = "Pelayanan perekaman KTP elektronik keliling di halaman kantor kecamatan hari Sabtu"
    one = planned(write, ayu, at(2, 8), text)
    other = planned(write, ayu, at(2, 15), text + " pagi")
    elsewhere = {"actor": citra, "unit": citra_account.unit, "accounts": [citra_account]}
    planned(write, citra, at(2, 12), text, **elsewhere)
    clashing.weigh(timezone.now())
    assert set(Clash.objects.values_list("first", "second", "kind")) == {
        (one.pk, other.pk, "alike")
    }
    shown = page(as_(ayu), view="week", day=at(2).date().isoformat())
    assert "1 pasang" in shown


def test_a_clash_with_what_one_may_not_see_is_not_told(
    ayu: User, citra: User, budi: User, write: Write, ayu_account: Account, citra_account: Account
) -> None:
    mine = planned(write, ayu, at(1, 9), "Vaksin anak di puskesmas")
    theirs = planned(
        write, citra, at(1, 9, 10), "Lomba lari warga Ciomas",
        actor=citra, unit=citra_account.unit, accounts=[citra_account],
    )  # fmt: skip
    theirs.targets.update(account=ayu_account)
    clashing.weigh(timezone.now())
    assert clashing.of_post(ayu, mine) == []
    assert [met.post.pk for met in clashing.of_post(budi, mine)] == [theirs.pk]
    start, end = at(0), at(3)
    assert not clashing.between(ayu, start, end).exists()
    assert clashing.between(budi, start, end).count() == 1
