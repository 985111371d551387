"""What nobody can type reaches no database."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from sinergi.inbox.models import Conversation
from sinergi.networks.models import Account
from sinergi.web.cleaning import plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def test_only_nul_is_left_out() -> None:
    asked = plain(QueryDict("a=1&a=2%00&b%00=x+%E2%80%AE%26y&c="))
    assert dict(asked.lists()) == {"a": ["1", "2"], "b": ["x \u202e&y"], "c": [""]}
    with pytest.raises(AttributeError):
        asked["a"] = "3"


@pytest.mark.parametrize("name", ["content:calendar-more", "inbox:list", "knowledge:try"])
def test_an_address_may_have_it(browser: Client, name: str) -> None:
    assert browser.get(reverse(name), {"q": "jalan\0 rusak"}).status_code == 200


@pytest.mark.usefixtures("busy")
def test_a_form_may_have_it_and_says_the_rest(browser: Client, ayu_account: Account) -> None:
    talk = Conversation.objects.first()
    assert talk is not None
    away = reverse("inbox:transfer", args=[talk.pk])
    assert browser.get(away, {"q": "cio\0mas"}).status_code == 200
    note = reverse("inbox:note", args=[talk.pk])
    assert browser.post(note, {"note-text": "Sudah\0 dicek"}).status_code == 302
    assert [one.text for one in talk.notes.all()] == ["Sudah dicek"]
    begun = browser.post(
        reverse("inbox:begin-hoax"), {"office": ayu_account.unit_id, "claim": "Bendungan\0 jebol"}
    )
    step = {"step": "picture", "note": "Foto\0 lama"}
    assert browser.post(f"{begun['Location']}periksa/", step).status_code == 302
    assert "Foto lama" in browser.get(begun["Location"]).content.decode()


@pytest.mark.parametrize(
    "path", ["/status/a%00/", "/umpan/a%00.atom", "/masuk/sso/oidc/a%00/login/"]
)
def test_no_address_has_it_in_its_path(path: str) -> None:
    assert Client().get(path).status_code == 404
