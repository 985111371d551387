"""Connecting an account by signing in on the network's own pages."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.networks import practice
from sinergi.networks.models import Account, SignInAttempt
from sinergi.networks.tests.test_screens import LIST, as_, page_of, read
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def leave(client: Client, unit: Unit) -> str:
    """Go to the page that leads to the network, and return the address it leads to."""
    url = reverse("networks:connect", args=[unit.pk, "sandbox"])
    answer = client.post(url, {"server": f"{settings.SITE_URL}/jaringan-latihan", "token": ""})
    assert answer.status_code == 200  # a form that ended in a redirect would break our own policy
    found = re.search(
        r'<a class="button primary" href="([^"]+)" rel="noreferrer"', answer.content.decode()
    )
    assert found
    return unescape(found[1])


def allow(address: str) -> str:
    """Allow the access on the network's own page, and return the way back."""
    asked = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
    transport = httpx.WSGITransport(practice.mounted)
    with httpx.Client(transport=transport, base_url=settings.SITE_URL) as browser:
        assert browser.get(address).status_code == 200
        back = browser.post(
            "/jaringan-latihan/masuk", data={**asked, "handle": "kecamatan.cibinong"}
        )
    return back.headers["Location"].removeprefix(settings.SITE_URL)


def test_signing_in_on_the_network_connects_the_account(
    dewi: User, tree: dict[str, Unit], latihan: None
) -> None:
    client = as_(dewi)
    address = leave(client, tree["cibinong"])
    assert address.startswith(f"{settings.SITE_URL}/jaringan-latihan/masuk?")
    back = allow(address)
    account_page = client.get(back)["Location"]
    account = Account.objects.get()
    assert account_page == page_of(account)
    assert account.handle.endswith("kecamatan.cibinong")
    assert "tersambung" in read(client, account_page)
    assert not SignInAttempt.objects.exists()
    assert client.get(back)["Location"] == LIST  # a way back works once
    assert Account.objects.count() == 1


def test_reconnecting_renews_the_same_account(
    dewi: User, ayu: User, tree: dict[str, Unit], latihan: None
) -> None:
    client = as_(dewi)
    client.get(allow(leave(client, tree["cibinong"])))
    account = Account.objects.get()
    Account.objects.update(owner=ayu, cursor="7", state="signed_out", failures=4)
    client.get(allow(leave(client, tree["cibinong"])))
    renewed = Account.objects.get()
    assert (renewed.pk, renewed.owner, renewed.cursor) == (account.pk, ayu, "7")
    assert (renewed.state, renewed.failures) == ("connected", 0)


def test_an_account_of_another_office_is_not_taken_over(
    dewi: User, citra: User, tree: dict[str, Unit], latihan: None
) -> None:
    client = as_(dewi)
    client.get(allow(leave(client, tree["cibinong"])))
    Account.objects.update(unit=tree["ciomas"])
    assert client.get(allow(leave(client, tree["cibinong"])))["Location"] == LIST
    assert Account.objects.get().unit == tree["ciomas"]
    assert "oleh kantor lain" in read(client, LIST)


def test_nobody_ends_the_sign_in_of_another_person(
    dewi: User, citra: User, tree: dict[str, Unit], latihan: None
) -> None:
    back = allow(leave(as_(dewi), tree["cibinong"]))
    assert as_(citra).get(back)["Location"] == LIST
    assert not Account.objects.exists()


def test_a_sign_in_that_took_too_long_is_refused(
    dewi: User, tree: dict[str, Unit], latihan: None
) -> None:
    client = as_(dewi)
    back = allow(leave(client, tree["cibinong"]))
    SignInAttempt.objects.update(created=timezone.now() - timedelta(minutes=16))
    assert client.get(back)["Location"] == LIST
    assert "tidak berlaku lagi" in read(client, LIST)
    assert not Account.objects.exists()


@pytest.mark.parametrize(
    "query", ["", "?error=access_denied", "?code=a", "?code=a&state=%00", "?code=a&state=zz"]
)
def test_coming_back_with_nothing_changes_nothing(dewi: User, query: str) -> None:
    client = as_(dewi)
    assert client.get(f"/kerja/kanal/masuk/{query}")["Location"] == LIST
    assert 'role="alert"' in read(client, LIST)
