"""What leaves the list: files without names or formulas; who opened what."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse

from sinergi.audit.models import Entry
from sinergi.inbox.models import Conversation
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.inbox.views.taking import STEP
from sinergi.networks.models import Account
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

ODD = {
    "empty": "",
    "blank": " \n\t ",
    "long": "kata " * 20_000,
    "emoji": "😀👨‍👩‍👧‍👦🇮🇩" * 30,
    "right to left": "\u202eمرحبا بكم\u202c في المدينة\u2067",
    "control": "a\x01\x02\x1b[31mb\x7f\u0085c",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "formula": '=HYPERLINK("http://x","y")',
}


def taken(user: User, query: str = "tab=") -> list[list[str]]:
    answer = as_(user).get(f"{reverse('inbox:download')}?{query}")
    text = answer.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def said_by_two(heard: Hear) -> None:
    heard("c1", "Nomor saya 081234567890", author="kenanga")
    heard("c2", "Jalan rusak", author="melati")


@pytest.mark.parametrize(("language", "network"), [("id", "Tempat lain"), ("en", "Elsewhere")])
def test_a_file_says_networks_and_topics_in_words_for_its_reader(
    heard: Hear, ayu: User, language: str, network: str
) -> None:
    conversation = heard("c1", "Jalan rusak")
    Conversation.objects.update(topic="roads")
    Account.objects.filter(pk=conversation.account_id).update(network="elsewhere")
    User.objects.filter(pk=ayu.pk).update(language=language)
    told = dict(zip(*taken(ayu), strict=True))
    assert {network, "Jalan dan jembatan"} < set(told.values())


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_words_and_names_break_neither_list_nor_page_nor_file(
    heard: Hear, ayu: User, text: str
) -> None:
    conversation = heard("c1", text, author=text[:60].strip() or "warga")
    Conversation.objects.update(name=text[:200])
    client = as_(ayu)
    shown = [
        page(client, reverse("inbox:list")),
        page(client, f"{reverse('inbox:list')}?q=kata"),
        page(client, reverse("inbox:conversation", args=[conversation.pk])),
    ]
    assert all("<script>alert" not in one and "<img src=x" not in one for one in shown)
    (line,) = taken(ayu)[1:]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in line)
    assert line[2].startswith("Warga · ")


def test_a_file_holds_what_is_filtered_masked_and_is_in_the_log(heard: Hear, ayu: User) -> None:
    said_by_two(heard)
    assert [line[3] for line in taken(ayu)[1:]] == ["Jalan rusak", "Nomor saya [telepon]"]
    assert [line[3] for line in taken(ayu, "q=rusak&tab=")[1:]] == ["Jalan rusak"]
    assert "kenanga" not in str(taken(ayu)).lower()
    assert Entry.objects.filter(verb="conversation.exported", actor_id=ayu.pk).exists()


def test_a_file_holds_all_of_a_long_list_once(heard: Hear, ayu: User) -> None:
    one, many = heard("c1", "Jalan rusak"), 2 * STEP + 1
    values = {
        field.attname: getattr(one, field.attname)
        for field in Conversation._meta.concrete_fields
        if not field.primary_key
    }
    Conversation.objects.bulk_create(
        Conversation(**values | {"root": f"t{number}"}) for number in range(many)
    )
    numbers = [line[0] for line in taken(ayu)[1:]]
    assert len(numbers) == len({*numbers}) == many + 1


def test_citra_takes_nothing_of_ayus(heard: Hear, citra: User) -> None:
    heard("c1")
    assert taken(citra)[1:] == []


def test_opening_is_in_the_log_once_a_day_and_person(heard: Hear, ayu: User, budi: User) -> None:
    conversation = heard("c1")
    url = reverse("inbox:conversation", args=[conversation.pk])
    for user in (ayu, ayu, budi):
        assert as_(user).get(url).status_code == 200
    opened = Entry.objects.filter(verb="conversation.opened").order_by("seq")
    assert [entry.actor_id for entry in opened] == [ayu.pk, budi.pk]
    assert page(as_(ayu), reverse("inbox:list")).count("conversation.opened") == 0
