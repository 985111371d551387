"""Views that people keep: their own, those of an office, tabs, and that Citra has none of Ayu's."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from sinergi.audit.models import Entry
from sinergi.inbox import saved
from sinergi.inbox.filters import Filters
from sinergi.inbox.models import View
from sinergi.inbox.tests.test_filters import make
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

LATE = Filters(tab="open", due="late", topic="jalan")


def test_a_view_is_kept_and_stands_as_a_tab_with_its_number(
    ayu: User, ayu_account: Account
) -> None:
    make(ayu_account, "a", topic="jalan")
    client, url = as_(ayu), reverse("inbox:views")
    asked = Filters(topic="jalan").spelled()
    assert f'value="{asked}"' in page(client, f"{url}?asked={asked.replace('=', '%3D')}")
    answer = client.post(url, {"name": "Jalan", "asked": asked, "unit": ""})
    assert answer["Location"] == f"{reverse('inbox:list')}?{asked}"
    shown = page(client, answer["Location"])
    assert f'href="{reverse("inbox:list")}?{asked}"' in shown
    assert 'aria-current="page">Jalan <small class="tally">1</small>' in shown
    assert Entry.objects.filter(verb="view.saved").exists()


def test_an_own_view_is_nobody_elses(ayu: User, budi: User, citra: User) -> None:
    view = saved.save(ayu, LATE, name="Jalan lewat")
    for other in (budi, citra):
        assert not saved.views_of(other).exists()
        with pytest.raises(Http404):
            saved.view_for(other, view.pk)
        assert as_(other).post(reverse("inbox:view", args=[view.pk])).status_code == 404


def test_a_shared_view_is_everybodys_in_that_office_and_under_it(
    ayu: User, budi: User, citra: User, tree: dict[str, Unit]
) -> None:
    view = saved.save(ayu, LATE, name="Jalan lewat", unit=tree["cibinong"])
    assert [one.name for one in saved.pinned_of(ayu)] == ["Jalan lewat"]
    assert saved.pinned_of(citra) == []
    assert saved.pinned_of(budi) == []
    with pytest.raises(PermissionDenied):
        saved.save(citra, LATE, name="x", unit=tree["cibinong"])
    with pytest.raises(PermissionDenied):
        saved.save(budi, LATE, name="x", unit=tree["regency"])
    with pytest.raises(Http404):
        saved.view_for(citra, view.pk)


def test_a_view_is_renamed_unpinned_and_removed(ayu: User) -> None:
    view = saved.save(ayu, LATE, name="Jalan")
    client, url = as_(ayu), reverse("inbox:view", args=[view.pk])
    client.post(url, {f"v{view.pk}-name": "Jalan rusak", "do": "save"})
    view.refresh_from_db()
    assert (view.name, view.pinned, saved.pinned_of(ayu)) == ("Jalan rusak", False, [])
    assert "Jalan rusak" in page(client, reverse("inbox:views"))
    client.post(url, {"do": "drop"})
    assert not View.objects.exists()
    assert Entry.objects.filter(verb="view.dropped").exists()


def test_the_same_name_keeps_one_view(ayu: User) -> None:
    saved.save(ayu, LATE, name="Jalan")
    saved.save(ayu, Filters(), name=" Jalan ")
    assert [view.asked for view in View.objects.all()] == [""]
    other = saved.save(ayu, LATE, name="Lain")
    with pytest.raises(No):
        saved.change(ayu, other, name="Jalan", pinned=True)


@pytest.mark.parametrize("name", ["", "  ", "x" * 41])
def test_a_name_that_is_none_is_refused_and_what_was_typed_stays(ayu: User, name: str) -> None:
    with pytest.raises(No):
        saved.save(ayu, LATE, name=name)
    answer = as_(ayu).post(reverse("inbox:views"), {"name": name, "asked": LATE.spelled()})
    assert 'id="errors"' in answer.content.decode()
    assert LATE.spelled().replace("&", "&amp;") in answer.content.decode()


def test_a_view_whose_filter_is_gone_does_no_harm(ayu: User) -> None:
    saved.save(ayu, LATE, name="Jalan")
    View.objects.update(asked="state=vanished")
    assert as_(ayu).get(reverse("inbox:list")).status_code == 200
    assert saved.filters_of("state=vanished") is None
    assert saved.filters_of(LATE.spelled()) == LATE
    assert dict(parse_qsl(LATE.spelled())) == LATE.told
