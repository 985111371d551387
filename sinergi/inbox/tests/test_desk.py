"""Everything of the desk can be reached by who may use it, and by nobody else."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sinergi.conftest import person
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.inbox.views.desk import TOOLS
from sinergi.people.models import User
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def test_each_tool_on_the_page_opens(ayu: User, tree: dict[str, Unit]) -> None:
    rani = person("rani", "Rani", tree["regency"], Role.COORDINATOR)
    for who in (ayu, rani):
        client = as_(who)
        shown = page(client, reverse("inbox:desk"))
        for _, name, _, _ in TOOLS:
            url = reverse(name)
            assert (f'href="{url}"' in shown) is (client.get(url).status_code == 200)


def test_who_sees_no_conversation_has_no_desk(tree: dict[str, Unit]) -> None:
    eko = person("eko", "Eko", tree["regency"], Role.OPERATOR)
    assert as_(eko).get(reverse("inbox:desk")).status_code == 403
