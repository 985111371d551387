"""Going somewhere by a part of its name: pages, views, offices, the number of a conversation."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from sinergi.conftest import person
from sinergi.inbox import saved
from sinergi.inbox.filters import Filters
from sinergi.inbox.models import Conversation
from sinergi.people.models import User
from sinergi.units.models import Role, Unit

Tree = dict[str, Unit]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def places(user: User, typed: str) -> str:
    client = Client()
    client.force_login(user)
    page = client.get(reverse("desk:go"), {"q": typed}).content.decode()
    return page.partition('id="places"')[2].partition("</section>")[0]


def test_pages_views_and_offices_are_found_by_a_part_of_their_name(ayu: User, citra: User) -> None:
    saved.save(ayu, Filters(topic="jalan"), name="Jalan rusak")
    assert f'href="{reverse("inbox:list")}"' in places(ayu, "kotak")
    assert "Jalan rusak" in places(ayu, "RUSAK")
    assert "Jalan rusak" not in places(citra, "rusak")
    assert "Ciomas" in places(ayu, "cio")
    assert "Ciomas" not in places(ayu, "")
    assert places(ayu, "tidak ada yang bernama begini").count("<li>") == 1


def test_a_page_of_the_desk_is_found_by_those_who_may_open_it(
    ayu: User, citra: User, tree: Tree
) -> None:
    assert f'href="{reverse("inbox:cases")}"' in places(ayu, "kasus")
    assert reverse("inbox:cases") not in places(ayu, "")
    privacy = f'href="{reverse("inbox:privacy")}"'
    assert privacy not in places(ayu, "masa simpan")
    rani = person("rani", "Rani", tree["regency"], Role.COORDINATOR)
    assert privacy in places(rani, "masa simpan")
    assert privacy not in places(citra, "masa simpan")
    dewi = person("dewi", "Dewi", tree["regency"], Role.OPERATOR)
    assert reverse("inbox:cases") not in places(dewi, "kasus")


def test_what_has_no_such_name_is_searched_in_the_messages(ayu: User, tree: Tree) -> None:
    searched = f"{reverse('inbox:list')}?q=jalan+%26+got"
    assert f'href="{searched}"' in places(ayu, "jalan & got")
    assert "?q=" not in places(ayu, "")
    dewi = person("dewi", "Dewi", tree["regency"], Role.OPERATOR)
    assert "?q=" not in places(dewi, "jalan & got")
    assert "<ul" not in places(dewi, "jalan & got")


@pytest.mark.usefixtures("busy")
def test_a_number_leads_to_its_conversation_and_citra_nowhere(ayu: User, citra: User) -> None:
    found = Conversation.objects.latest("id")
    address = reverse("inbox:conversation", args=[found.pk])
    for typed in (str(found.pk), f"#{found.pk}"):
        assert address in places(ayu, typed)
        assert address not in places(citra, typed)
    assert found.handle not in places(ayu, str(found.pk))
    assert places(ayu, "9" * 40).count("<li>") == 1


def test_the_script_finds_the_parts_of_the_page_it_shows(ayu: User) -> None:
    client = Client()
    client.force_login(ayu)
    part = client.get(
        reverse("desk:go"), headers={"hx-request": "true", "hx-target": "main"}
    ).content.decode()
    assert "<html" not in part
    assert all(f'id="{name}"' in part for name in ("go", "places", "shortcuts"))
    whole = client.get(reverse("desk:today")).content.decode()
    assert "data-palette" in whole
    assert 'data-keys="/static/web/keys.' in whole
