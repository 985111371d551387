"""What is read with its page, and when a page is not one that somebody reads."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from sinergi.notices import actions, queries, reading
from sinergi.notices.middleware import ReadingMiddleware
from sinergi.notices.tests.test_screens import HOME, LIST, as_, tell
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def test_whoever_opens_the_page_has_read_what_leads_there(ayu: User, budi: User) -> None:
    menu = reverse("desk:menu")
    for person in (ayu, budi):
        tell(person, url=menu)
        tell(person, "Lain", url=f"{menu}?lain=1")
    shown = as_(ayu).get(menu).content.decode()
    assert "Pemberitahuan, 1 baru" in shown
    assert [queries.unread_count(person) for person in (ayu, budi)] == [1, 2]


@pytest.mark.parametrize(
    "said", [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}, {"X-Moz": "prefetch"}]
)
def test_what_a_browser_fetches_ahead_reads_nothing(ayu: User, said: dict[str, str]) -> None:
    menu = reverse("desk:menu")
    notice = tell(ayu, url=menu)
    client = as_(ayu)
    assert "Pemberitahuan, 1 baru" in client.get(menu, headers=said).content.decode()
    client.get(reverse("notices:open", args=[notice.pk]), headers=said)
    client.head(menu)
    assert queries.unread_count(ayu) == 1


@pytest.mark.parametrize(("status", "left"), [(200, 0), (500, 1)])
def test_counting_writes_nothing_and_a_page_that_failed_was_not_read(
    ayu: User, rf: RequestFactory, status: int, left: int
) -> None:
    menu = reverse("desk:menu")
    tell(ayu, url=menu)
    request = rf.get(menu)
    request.user = ayu
    assert reading.here(request) == 1
    assert queries.unread_count(ayu) == 1
    ReadingMiddleware(lambda _: HttpResponse(status=status))(request)
    assert queries.unread_count(ayu) == left


def test_a_form_that_is_sent_there_reads_nothing(ayu: User) -> None:
    page = reverse("account_change_password")
    tell(ayu, url=page)
    assert as_(ayu).post(page, {"oldpassword": "x"}).status_code == 200
    assert queries.unread_count(ayu) == 1


def test_what_was_asked_of_many_is_read_once_one_of_them_did_it(ayu: User, budi: User) -> None:
    for person in (ayu, budi):
        tell(person, url=HOME)
    tell(budi, "Lain", url=LIST)
    assert actions.settled(HOME, ["another"]) == 0
    assert actions.settled(HOME, ["test"]) == 2
    assert [queries.unread_count(person) for person in (ayu, budi)] == [0, 1]
