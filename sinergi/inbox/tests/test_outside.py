"""What is Kota Bogor's is answered courteously and closed; the ready answers are the office's."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sinergi.conftest import person
from sinergi.inbox.models import Conversation, Government, Message, OutsideText
from sinergi.inbox.outside import declaring, texts
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.understanding.tests.conftest import read_all
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture
def rani(tree: dict[str, Unit]) -> User:
    return person("rani", "Rani", tree["regency"], Role.COORDINATOR)


def test_the_place_tells_whose_it_is(heard: Hear, ayu: User) -> None:
    conversation = heard("c1", "Lampu jalan mati di Kota Bogor, tolong Min", answers="p1")
    read_all()
    conversation.refresh_from_db()
    assert texts.guess(conversation) == Government.CITY
    shown = page(as_(ayu), reverse("inbox:outside", args=[conversation.pk]))
    assert "Kota Bogor, yang memiliki pemerintah sendiri" in shown


def test_it_is_answered_and_closed_in_one_go(heard: Hear, ayu: User) -> None:
    conversation = heard("c1", answers="p1")
    url = reverse("inbox:outside", args=[conversation.pk])
    sent = {"government": "city", "text": "Silakan ke Pemkot Bogor.", "reason": "Jl. Pajajaran"}
    as_(ayu).post(url, sent | {"seen": Message.objects.get().pk})
    conversation.refresh_from_db()
    assert (conversation.state, conversation.open) == (Conversation.State.ELSEWHERE, False)
    assert conversation.steps.latest("id").reason == "Kota Bogor · Jl. Pajajaran"
    assert Message.objects.get(direction="out").text == "Silakan ke Pemkot Bogor."


def test_both_or_neither(heard: Hear, ayu: User, dewi: User) -> None:
    conversation = heard("c1", answers="p1")
    with pytest.raises(No, match="characters"):
        declaring.declare(ayu, conversation, government="city", text="x" * 600)
    assert Conversation.objects.get().open
    with pytest.raises(No, match="in charge"):
        declaring.declare(ayu, conversation, government="moon", text="Halo")
    assert declaring.declare(ayu, conversation, government="police", text=" ") is None
    assert not Conversation.objects.get().open
    assert not Message.objects.filter(direction="out").exists()


def test_a_new_message_opens_it_again(heard: Hear, ayu: User) -> None:
    conversation = heard("c1", answers="p1")
    declaring.declare(ayu, conversation, government="city", text="Silakan ke Pemkot Bogor.")
    assert heard("c2", "Tapi ini di Cibinong", answers="c1").state == "reopened"


def test_an_office_writes_its_own_answer(rani: User, ayu: User, tree: dict[str, Unit]) -> None:
    url = reverse("inbox:outside-texts-of", args=[tree["regency"].pk])
    assert as_(ayu).get(url).status_code == 403
    client = as_(rani)
    sent = {"government": "city", "text": "Mangga ka {place}.", "turn_to": "@pemkotbogor"}
    client.post(url, sent)
    ready = {one.government: one for one in texts.ready_for(tree["cibinong"])}
    assert ready["city"].filled == "Mangga ka @pemkotbogor."
    assert ready["city"].own
    assert not ready["court"].own
    assert "lapor.go.id" in ready["court"].filled
    wrong = client.post(url, {"government": "city", "text": " "}).content.decode()
    assert "errors" in wrong
    assert client.post(url, {"government": "moon", "text": "x"}).status_code == 404
    assert OutsideText.objects.get().text == "Mangga ka {place}."


def test_braces_of_people_do_not_break_an_answer(rani: User, tree: dict[str, Unit]) -> None:
    texts.keep(rani, tree["regency"], government="city", text="{0} {x} {place}", turn_to="{y}")
    assert {r.government: r for r in texts.ready_for(tree["regency"])}[
        "city"
    ].filled == "{0} {x} {y}"


@pytest.mark.parametrize("ready", Government.values)
def test_every_government_has_a_courteous_answer(tree: dict[str, Unit], ready: str) -> None:
    found = {one.government: one for one in texts.ready_for(tree["cibinong"])}[ready]
    assert found.filled.startswith("Terima kasih")
    assert len(found.filled) <= 280
