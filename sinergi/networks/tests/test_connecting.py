"""The screens that connect an account: what is asked, and what a pasted token does."""

from __future__ import annotations

from html import unescape

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from sinergi.networks import gateway, practice
from sinergi.networks.models import Account
from sinergi.networks.tests.test_screens import CHOOSE, as_, page_of, read
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def test_choosing_keeps_what_was_chosen_and_leads_to_the_network(
    dewi: User, tree: dict[str, Unit], citra: User
) -> None:
    client = as_(dewi)
    assert "Jaringan Latihan" in read(client, CHOOSE)
    unit = tree["cibinong"].pk
    assert client.post(CHOOSE, {"unit": unit}).status_code == 200
    foreign = client.post(CHOOSE, {"unit": tree["ciomas"].pk, "network": "sandbox"})
    assert foreign.status_code == 200
    right = client.post(CHOOSE, {"unit": unit, "network": "sandbox"})
    assert right["Location"] == reverse("networks:connect", args=[unit, "sandbox"])


WORDED = {
    "sandbox": "Jaringan Latihan",
    "elsewhere": "Tempat lain",
    "whatsappchannel": "Saluran WhatsApp",
}


@pytest.mark.parametrize(
    ("language", "said", "other"),
    [("id", "Tempat lain", "Elsewhere"), ("en", "Elsewhere", "Tempat lain")],
)
def test_a_network_that_is_called_by_words_is_called_so_in_the_language_of_the_reader(
    dewi: User, language: str, said: str, other: str
) -> None:
    User.objects.filter(pk=dewi.pk).update(language=language)
    page = read(as_(dewi), CHOOSE)
    assert said in page
    assert other not in page


def test_no_brand_is_taken_for_a_word_of_ours() -> None:
    with translation.override("id"):
        told = {card.slug: card.name for card in gateway.cards()}
    known = {slug: connector.about.name for slug, connector in gateway.enabled().items()}
    assert {slug: name for slug, name in told.items() if name != known[slug]} == WORDED


@pytest.mark.parametrize("network", ["nowhere", "gone-for-good"])
def test_an_unknown_network_has_no_page(dewi: User, tree: dict[str, Unit], network: str) -> None:
    url = reverse("networks:connect", args=[tree["cibinong"].pk, network])
    assert as_(dewi).get(url).status_code == 404


def test_a_server_that_is_not_there_is_said_and_what_was_typed_stays(
    dewi: User, tree: dict[str, Unit]
) -> None:
    url = reverse("networks:connect", args=[tree["cibinong"].pk, "mastodon"])
    for token in ("", "rahasia-diketik"):
        answer = as_(dewi).post(url, {"server": "http://127.0.0.1:9", "token": token})
        page = unescape(answer.content.decode())
        assert answer.status_code == 200
        assert "tidak dapat dihubungi" in page
        assert 'value="http://127.0.0.1:9"' in page
        assert "rahasia-diketik" not in page
    assert not Account.objects.exists()


def test_a_misspelt_server_is_shown_as_it_was_typed(dewi: User, tree: dict[str, Unit]) -> None:
    url = reverse("networks:connect", args=[tree["cibinong"].pk, "mastodon"])
    page = unescape(as_(dewi).post(url, {"server": "mastodon sosial"}).content.decode())
    assert "mastodon sosial tidak dapat dihubungi" in page
    assert "%20" not in page


def test_a_pasted_token_connects_at_once(dewi: User, tree: dict[str, Unit], latihan: None) -> None:
    token = practice.application().store.join("camat", "Pak Camat")
    url = reverse("networks:connect", args=[tree["cibinong"].pk, "sandbox"])
    server = f"{settings.SITE_URL}/jaringan-latihan"
    answer = as_(dewi).post(url, {"server": server, "token": token})
    account = Account.objects.get()
    assert answer["Location"] == page_of(account)
    assert (account.handle, account.owner, account.unit) == ("camat", dewi, tree["cibinong"])
    assert token not in repr(Account.objects.values().get())
    assert gateway.unlock(bytes(account.credentials))["token"] == token
