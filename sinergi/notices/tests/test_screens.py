"""The list of notices: one's own, newest first, read by opening or all at once."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from sinergi.notices import actions, queries
from sinergi.notices.models import Notice
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

LIST = "/kerja/pemberitahuan/"
HOME = "/kerja/"


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def tell(user: User, text: str = "Halo", url: str = HOME) -> Notice:
    return actions.tell(user, "test", text, url=url, email=False)


def test_opening_a_notice_marks_it_read_and_goes_there(ayu: User) -> None:
    notice = tell(ayu, "Budi menyetujui <Layanan>")
    client = as_(ayu)
    page = client.get(LIST).content.decode()
    address = reverse("notices:open", args=[notice.pk])
    assert "Budi menyetujui &lt;Layanan&gt;" in page
    assert address in page
    assert client.get(address)["Location"] == HOME
    assert queries.unread_count(ayu) == 0
    assert "Semua sudah Anda baca." in client.get(LIST).content.decode()


def test_all_are_marked_read_up_to_what_was_shown(ayu: User) -> None:
    shown, client = tell(ayu), as_(ayu)
    later = tell(ayu, "Baru saja")
    assert client.post(reverse("notices:mark-read"), {"upto": shown.pk})["Location"] == LIST
    assert list(queries.notices_of(ayu).filter(read=None)) == [later]


def test_the_page_names_the_newest_as_the_last_to_mark(ayu: User) -> None:
    newest = [tell(ayu) for _ in range(3)][-1]
    assert f'name="upto" value="{newest.pk}"' in as_(ayu).get(LIST).content.decode()


def test_marking_by_a_link_does_nothing(ayu: User) -> None:
    tell(ayu)
    assert as_(ayu).get(reverse("notices:mark-read")).status_code == 405
    assert queries.unread_count(ayu) == 1


def test_citra_sees_none_of_ayus_and_cannot_open_or_mark_them(ayu: User, citra: User) -> None:
    notice, client = tell(ayu, "Rahasia Ayu"), as_(citra)
    assert "Rahasia Ayu" not in client.get(LIST).content.decode()
    assert client.get(reverse("notices:open", args=[notice.pk])).status_code == 404
    assert client.post(reverse("notices:mark-read"), {"upto": notice.pk}).status_code == 302
    assert queries.unread_count(ayu) == 1


def test_a_notice_leads_nowhere_else(ayu: User) -> None:
    notice = tell(ayu, url="https://elsewhere.example/")
    assert as_(ayu).get(reverse("notices:open", args=[notice.pk]))["Location"] == LIST


def test_pages_meet_without_a_gap(ayu: User) -> None:
    ids = [tell(ayu).pk for _ in range(7)][::-1]
    first = queries.notice_page(ayu, size=3)
    second = queries.notice_page(ayu, before=first.older, size=3)
    third = queries.notice_page(ayu, before=second.older, size=3)
    assert [n.pk for page in (first, second, third) for n in page.rows] == ids
    assert (first.newer, third.older) == (0, 0)
    assert queries.notice_page(ayu, after=second.newer, size=3) == first


def test_a_long_list_is_shown_in_pages(ayu: User) -> None:
    for number in range(51):
        tell(ayu, f"Kabar {number}.")
    client = as_(ayu)
    page = client.get(LIST).content.decode()
    assert "Kabar 0." not in page
    address = f"{LIST}?before={queries.notice_page(ayu).older}"
    assert address in page
    oldest = client.get(address).content.decode()
    assert "Kabar 0." in oldest
    assert "?after=" in oldest


@pytest.mark.parametrize("query", ["before=x", "after=-1", "before=" + "9" * 30, "before=%00x"])
def test_odd_addresses_are_no_fault_of_ours(ayu: User, query: str) -> None:
    tell(ayu)
    assert as_(ayu).get(f"{LIST}?{query}").status_code == 404


@pytest.mark.parametrize("upto", ["x", "-1", "9" * 30])
def test_odd_marks_are_refused(ayu: User, upto: str) -> None:
    assert as_(ayu).post(reverse("notices:mark-read"), {"upto": upto}).status_code == 404


def test_whoever_is_signed_out_is_asked_to_sign_in(db: None) -> None:
    assert Client().get(LIST).status_code == 302


def test_the_list_speaks_english_too(ayu: User) -> None:
    tell(ayu)
    User.objects.filter(pk=ayu.pk).update(language="en")
    page = as_(User.objects.get(pk=ayu.pk)).get(LIST).content.decode()
    assert "Mark all as read" in page
