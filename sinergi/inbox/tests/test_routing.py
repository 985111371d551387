"""Rules send what is Ciomas's to Ciomas, and their mistakes are counted."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sinergi.conftest import person
from sinergi.inbox import actions, queries
from sinergi.inbox.models import Conversation, RoutingRule, Transfer
from sinergi.inbox.routing import keeping
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.inbox.transfers import moving, offering
from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.understanding.tests.conftest import read_all
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

ROAD = "Jalan rusak parah di depan pasar, kapan diperbaiki Min?"


@pytest.fixture
def rani(tree: dict[str, Unit]) -> User:
    return person("rani", "Rani", tree["regency"], Role.COORDINATOR)


def rule(rani: User, tree: dict[str, Unit], **said: object) -> RoutingRule:
    values: dict[str, object] = {"title": "Jalan ke Ciomas", "topic": "roads", **said}
    given = keeping.Said(target=tree["ciomas"], **values)  # type: ignore[arg-type]  # by name
    return keeping.add(rani, tree["regency"], given)


def asked(heard: Hear, number: int = 1, text: str = ROAD) -> Conversation:
    conversation = heard(f"c{number}", text, author=f"warga.{number}", answers="p1")
    read_all()
    conversation.refresh_from_db()
    return conversation


def test_a_rule_proposes_and_a_person_hands_over(
    heard: Hear, ayu: User, rani: User, tree: dict[str, Unit]
) -> None:
    made = rule(rani, tree)
    conversation = asked(heard)
    assert conversation.unit == tree["cibinong"]
    suggested = offering.suggested(conversation, queries.newest_understood(conversation))
    assert suggested is not None
    assert suggested.rule == made
    url = reverse("inbox:transfer", args=[conversation.pk])
    assert "Jalan ke Ciomas" in page(as_(ayu), url)
    as_(ayu).post(url, {"office": tree["ciomas"].pk, "reason": "Ruas di sana"})
    assert Transfer.objects.get().rule == made


def test_a_rule_hands_over_by_itself_where_it_says_so(
    heard: Hear, citra: User, rani: User, tree: dict[str, Unit]
) -> None:
    rule(rani, tree, automatic=True)
    conversation = asked(heard)
    assert conversation.unit == tree["ciomas"]
    step = conversation.steps.latest("id")
    assert (step.by, step.reason) == (None, "Jalan ke Ciomas")
    assert citra.notices.filter(kind="conversation.transferred").count() == 1


@pytest.mark.parametrize(
    "said", [{"topic": "waste"}, {"words": "jembatan"}, {"matter": "praise"}, {"place": "32.01.99"}]
)
def test_what_a_rule_does_not_name_stays(
    heard: Hear, rani: User, tree: dict[str, Unit], ayu: User, said: dict[str, str]
) -> None:
    rule(rani, tree, automatic=True, **said)
    assert asked(heard).unit == tree["cibinong"]


def test_what_people_work_on_is_left_to_them(
    heard: Hear, ayu: User, rani: User, tree: dict[str, Unit]
) -> None:
    conversation = heard("c1", ROAD, answers="p1")
    actions.assign(ayu, conversation, ayu)
    rule(rani, tree, automatic=True)
    read_all()
    conversation.refresh_from_db()
    assert conversation.unit == tree["cibinong"]


def test_its_mistakes_are_counted(
    heard: Hear, ayu: User, citra: User, rani: User, tree: dict[str, Unit]
) -> None:
    rule(rani, tree, automatic=True)
    found = [asked(heard, number) for number in range(5)]
    moving.refuse(citra, found[0], reason="Itu jalan provinsi")
    line = keeping.lines(tree["regency"])[0]
    assert (line.sent, line.wrong, line.share) == (5, 1, 20)
    assert keeping.Line(line.rule, 4, 4).share is None
    url = reverse("inbox:routing-of", args=[tree["regency"].pk])
    assert "20 %" in page(as_(rani), url)
    assert as_(ayu).get(url).status_code == 403


def test_a_rule_is_made_and_switched_off_on_its_page(
    heard: Hear, ayu: User, rani: User, tree: dict[str, Unit]
) -> None:
    client, url = as_(rani), reverse("inbox:routing-of", args=[tree["regency"].pk])
    sent = {"title": "Jalan", "topic": "roads", "target": tree["ciomas"].pk, "order": 1}
    client.post(url, sent | {"automatic": "on"})
    made = RoutingRule.objects.get()
    assert (made.target, made.automatic) == (tree["ciomas"], True)
    assert ">roads<" not in page(client, url)
    client.post(reverse("inbox:routing-switch", args=[made.pk]), {"do": "off"})
    assert asked(heard).unit == tree["cibinong"]
    wrong = client.post(url, sent | {"topic": ""}).content.decode()
    assert "Sebutkan percakapan mana" in wrong


@pytest.mark.parametrize("words", ["jembatan, pasar", "jembatan; pasar"])
def test_one_of_the_words_is_enough_whatever_stands_between(
    heard: Hear, rani: User, tree: dict[str, Unit], words: str
) -> None:
    rule(rani, tree, automatic=True, topic="", words=words)
    assert asked(heard).unit == tree["ciomas"]


def test_a_place_is_chosen_and_shown_by_its_name(rani: User, tree: dict[str, Unit]) -> None:
    client, url = as_(rani), reverse("inbox:routing-of", args=[tree["regency"].pk])
    empty = page(client, url)
    assert '<option value="32.01.01">Cibinong</option>' in empty
    assert ">Pilih…</option>" in empty
    assert ">---------<" not in empty
    sent = {"title": "Pasar", "place": "32.01.01", "target": tree["ciomas"].pk, "order": 1}
    shown = client.post(url, sent, follow=True).content.decode()
    assert RoutingRule.objects.get().place == "32.01.01"
    assert '<span class="badge neutral">Cibinong</span>' in shown
    wrong = client.post(url, sent | {"place": "Cibinongg"}).content.decode()
    assert "Cibinongg bukan" in wrong
    assert RoutingRule.objects.count() == 1


def test_a_form_that_is_sent_twice_makes_one_rule(rani: User, tree: dict[str, Unit]) -> None:
    client, url = as_(rani), reverse("inbox:routing-of", args=[tree["regency"].pk])
    sent = {"title": "Pasar", "words": "pasar", "target": tree["ciomas"].pk, "order": 1}
    assert client.post(url, sent).status_code == 302
    assert "Ini sudah ada." in client.post(url, sent).content.decode()
    made = RoutingRule.objects.get()
    keeping.switch(rani, made, on=False)
    assert client.post(url, sent).status_code == 302, "what is switched off may be made anew"


def test_a_rule_sends_somewhere_else(rani: User, tree: dict[str, Unit]) -> None:
    with pytest.raises(No, match="there already"):
        keeping.add(rani, tree["ciomas"], keeping.Said("x", tree["ciomas"], topic="roads"))
