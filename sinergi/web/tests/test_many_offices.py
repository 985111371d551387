"""Pages that lead to other offices, where these are a regency with all its villages."""

from __future__ import annotations

import re
from itertools import product

import brotli
import pytest
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.test import Client
from django.urls import reverse

from sinergi.conftest import person
from sinergi.inbox.models import RoutingRule
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.people.models import User
from sinergi.publishing.models import Hold
from sinergi.units import finding
from sinergi.units.models import Role, Unit
from sinergi.web import style

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

#: One of the villages.
CODE, NAME = "32.01.26.2001", "Desa Sukajaya"

BEGIN = (
    "Suka", "Ci", "Karang", "Babakan ", "Pasir ", "Leuwi", "Tegal ", "Bojong", "Rawa ", "Gunung ",
    "Parung", "Kali", "Tanjung", "Sinar", "Mekar", "Wana", "Batu ", "Curug ", "Situ ", "Ranca",
)  # fmt: skip
END = (
    "jaya", "mulya", "sari", "harja", "mukti", "menteng", "putih", "laksana", "galih", "panjang",
    "waru", "bitung", "salak", "nangka", "tengah", "wetan", "kulon", "kidul", "lebak", "nagrak",
    "sirna", "pari",
)  # fmt: skip

MOST_BYTES = 10_000  # compressed

#: Pages that are the same for each office, by the name of their address.
PAGES = (
    "inbox:sensitive", "inbox:routing", "inbox:privacy", "inbox:outside-texts", "inbox:terms",
    "inbox:duties", "content:policies", "content:switches", "content:idea-proposals",
    "content:wordings", "understanding:overview",
)  # fmt: skip


@pytest.fixture
def villages(tree: dict[str, Unit]) -> list[Unit]:
    """As many villages as the regency has, with names as long as theirs."""
    top = tree["ciomas"]
    made = Unit.objects.bulk_create(
        Unit(code=f"32.01.26.{2001 + number}", name=f"Desa {begin}{end}", parent=top,
             kind=Unit.Kind.VILLAGE, path=str(number))
        for number, (begin, end) in enumerate(product(BEGIN, END))
    )  # fmt: skip
    for one in made:
        one.path = f"{top.path}{one.pk}."
    path = Concat(Value(top.path), Cast("pk", CharField()), Value("."))
    Unit.objects.filter(pk__in=[one.pk for one in made]).update(path=path)
    return made


@pytest.fixture
def rani(tree: dict[str, Unit]) -> User:
    """Who coordinates the whole regency."""
    return person("rani", "Rani", tree["regency"], Role.COORDINATOR)


def one_of(villages: list[Unit]) -> Unit:
    return next(one for one in villages if one.code == CODE)


def links(shown: str) -> list[str]:
    return re.findall(r">(Desa [^<]+)</a>", shown)


@pytest.mark.parametrize("name", PAGES)
def test_a_village_is_found_by_its_name_and_the_page_stays_light(
    villages: list[Unit], rani: User, tree: dict[str, Unit], name: str
) -> None:
    client, url = as_(rani), reverse(name)
    client.cookies[style.COOKIE] = style.style().mark
    shown = page(client, url)
    assert len(brotli.compress(shown.encode())) <= MOST_BYTES
    assert links(shown) == []
    assert "cari dengan namanya" in shown
    assert links(page(client, f"{url}?q={CODE}")) == [NAME]
    assert NAME in links(page(client, f"{url}?q={NAME[5:].upper()}"))
    assert len(links(page(client, f"{url}?q=desa"))) == finding.MOST
    assert "Tidak ada kantor" in page(client, f"{url}?q=zzz")
    eko = person("eko", "Eko", tree["cibinong"], Role.COORDINATOR)
    other = as_(eko).get(f"{url}?q={CODE}")
    assert links(other.content.decode()) == []


def test_who_searches_from_another_office_stays_with_it(
    villages: list[Unit], rani: User, tree: dict[str, Unit]
) -> None:
    client, url = as_(rani), reverse("content:idea-proposals")
    shown = page(client, f"{url}?unit={tree['ciomas'].pk}")
    (search,) = re.findall(r'<form[^>]*role="search".*?name="q"', shown)
    asked = dict(re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', search)) | {"q": CODE}
    found = client.get(url, asked).content.decode()
    assert links(found) == [NAME]
    assert "Yang bisa ditulis Ciomas." in found


def test_few_offices_are_all_there_and_need_no_search(rani: User, tree: dict[str, Unit]) -> None:
    shown = page(as_(rani), reverse("content:policies"))
    assert all(one.name in shown for one in tree.values())
    assert 'name="q"' not in shown


def typed(tree: dict[str, Unit], **more: object) -> dict[str, object]:
    said = {"title": "Banjir ke desa", "words": "banjir, luapan", "order": "7"}
    return {**said, "automatic": "on", "find": "", "target": "", **more}


def sent(client: Client, tree: dict[str, Unit], **more: object) -> str:
    url = reverse("inbox:routing-of", args=[tree["regency"].pk])
    return client.post(url, typed(tree, **more), follow=True).content.decode()


def test_the_office_of_a_rule_is_searched_and_what_was_typed_stays(
    villages: list[Unit], rani: User, tree: dict[str, Unit]
) -> None:
    client, village = as_(rani), one_of(villages)
    looked = sent(client, tree, look="1", find=CODE)
    assert not RoutingRule.objects.exists()
    assert 'role="alert"' not in looked
    assert f'<option value="{village.pk}">' in looked
    assert "Banjir ke desa" in looked
    assert "banjir, luapan" in looked
    again = sent(client, tree, look="1", find="zzz", target=village.pk)
    assert f'<option value="{village.pk}" selected>' in again
    assert "Tidak ada kantor" in again
    assert not RoutingRule.objects.exists()
    sent(client, tree, find=CODE, target=village.pk)
    made = RoutingRule.objects.get()
    assert (made.target, made.order, made.automatic) == (village, 7, True)


def test_to_look_never_sends(villages: list[Unit], rani: User, tree: dict[str, Unit]) -> None:
    told = sent(as_(rani), tree, look="1", find="", target=one_of(villages).pk)
    assert "Belum ada yang dikirim" in told
    assert not RoutingRule.objects.exists()
    client, url = as_(rani), reverse("content:holds")
    assert NAME not in page(client, url)
    asked = {"unit": tree["regency"].pk, "reason": "disaster", "note": "Banjir bandang"}
    shown = client.post(url, asked | {"look": "1", "find": CODE}).content.decode()
    assert not Hold.objects.exists()
    assert f">{NAME}</option>" in shown
    assert f'<option value="{tree["regency"].pk}" selected>' in shown
    assert "Banjir bandang" in shown
    client.post(url, asked | {"unit": one_of(villages).pk, "find": CODE})
    assert Hold.objects.get().unit == one_of(villages)


@pytest.mark.parametrize("target", ["", "x", "9" * 30, "0"])
def test_an_office_that_is_none_is_told(
    villages: list[Unit], rani: User, tree: dict[str, Unit], target: str
) -> None:
    told = sent(as_(rani), tree, target=target)
    assert 'role="alert"' in told
    assert "Banjir ke desa" in told
    assert not RoutingRule.objects.exists()


def test_nobody_else_searches_there(
    villages: list[Unit], citra: User, tree: dict[str, Unit]
) -> None:
    url = reverse("inbox:routing-of", args=[tree["regency"].pk])
    assert as_(citra).post(url, typed(tree, look="1", find=CODE)).status_code == 403
