"""Who is signed in, read on every page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(ayu: User) -> Client:
    client = Client()
    client.force_login(ayu)
    return client


def signed_in(client: Client) -> bool:
    return client.get(reverse("settings:profile")).status_code == 200


@pytest.mark.usefixtures("pages")
def test_a_session_lasts_until_it_ends(browser: Client) -> None:
    assert signed_in(browser)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not signed_in(browser)


@pytest.mark.usefixtures("pages")
def test_a_session_that_was_taken_away_is_over(browser: Client) -> None:
    Session.objects.all().delete()
    assert not signed_in(browser)


@pytest.mark.usefixtures("pages")
def test_whoever_may_not_sign_in_any_more_is_out(browser: Client, ayu: User) -> None:
    User.objects.filter(pk=ayu.pk).update(is_active=False)
    assert not signed_in(browser)


@pytest.mark.usefixtures("pages")
def test_a_new_password_ends_other_sessions(browser: Client, ayu: User) -> None:
    ayu.set_password("sandi baru yang panjang")
    ayu.save(update_fields=["password"])
    assert not signed_in(browser)


@pytest.mark.usefixtures("pages")
def test_nobody_is_signed_in_by_a_made_up_cookie(db: None) -> None:
    client = Client()
    client.cookies["sessionid"] = "'; DROP TABLE django_session; --"
    assert not signed_in(client)


@pytest.mark.parametrize("spelled", [r'"abcdefgh\000"', r'"\000\000\000\000\000\000\000\000"', "a"])
def test_a_cookie_that_no_database_compares_is_no_session(db: None, spelled: str) -> None:
    answer = Client().get(reverse("settings:profile"), headers={"cookie": f"sessionid={spelled}"})
    assert answer.status_code == 302


@pytest.mark.usefixtures("pages")
def test_the_page_of_signing_out_knows_whose_drafts_leave_the_device(
    browser: Client, ayu: User
) -> None:
    page = browser.get(reverse("account_logout")).content.decode()
    assert f'data-user="{ayu.pk}"' in page
    assert "web/core" in page
    assert "data-user" not in Client().get(reverse("account_login")).content.decode()
