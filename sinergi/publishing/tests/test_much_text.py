"""All texts of a post together have a limit: each is checked at every pause in typing."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from sinergi.conftest import make_account
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import rules
from sinergi.publishing.models import Post
from sinergi.publishing.tests.conftest import As, Write

pytestmark = pytest.mark.django_db

#: Of words that most rules look at.
TEXT = ("kata, B 1 A. " * 2000)[: rules.LONGEST_TEXT].strip()
ENOUGH = rules.MOST_LETTERS // rules.LONGEST_TEXT + 1


@pytest.fixture
def places(ayu: User, ayu_account: Account) -> list[Account]:
    """Accounts of Ayu's office, one more than may have a text of the greatest length."""
    return [make_account(ayu, ayu_account.unit, f"kanal.{number}") for number in range(ENOUGH)]


def test_what_is_too_much_together_is_not_kept(write: Write, places: list[Account]) -> None:
    texts = {place.pk: TEXT for place in places}
    with pytest.raises(No, match="together"):
        write(accounts=places, variants=texts)
    assert not Post.objects.exists()
    del texts[places[0].pk]
    assert write("", accounts=places[1:], variants=texts).pk


@pytest.mark.usefixtures("pages")
def test_the_form_says_so_keeps_what_was_typed_and_looks_for_nothing_in_it(
    ayu: User, places: list[Account], as_: As
) -> None:
    browser: Client = as_(ayu)
    sent = {
        "unit": places[0].unit_id,
        "kind": "ordinary",
        "text": "Halo",
        "accounts": [place.pk for place in places],
        **{f"own-{place.pk}": TEXT for place in places},
    }
    page = browser.post(reverse("content:write"), sent).content.decode()
    assert re.search(r"paling banyak 100000 karakter", page)
    assert page.count(TEXT) == len(places)
    assert not Post.objects.exists()
    found = browser.post(reverse("content:checks"), sent)
    assert found.status_code == 200
    assert "pelat" not in found.content.decode()
