"""Slots of accounts, and the next of them that are free."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing.calendars import moving, slots
from sinergi.publishing.models import Post, Slot
from sinergi.publishing.tests.conftest import As, Write
from sinergi.publishing.tests.december import NOW, wall

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


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


def test_an_account_is_found_by_its_name_or_that_of_its_office(
    as_: As, ayu: User, ayu_account: Account
) -> None:
    client, url = as_(ayu), reverse("content:calendar-more")
    address = reverse("content:slots", args=[ayu_account.pk])
    for asked in ("", "cibinong", ayu_account.handle[:12]):
        assert address in client.get(url, {"q": asked}).content.decode()
    assert address not in client.get(url, {"q": "ciomas"}).content.decode()


def test_who_approves_only_sees_slots_and_keeps_none(
    as_: As, budi: User, ayu_account: Account
) -> None:
    client, url = as_(budi), reverse("content:slots", args=[ayu_account.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"weekdays": ["0"], "at": "08:30"}).status_code == 403
