"""The register of hashtags: what is wrong with those in a text, and its pages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.publishing import actions, checks, hashtags
from sinergi.publishing.models import Hashtag
from sinergi.publishing.tests.test_screens import as_
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

TODAY = date(2026, 11, 20)


@pytest.fixture
def tag(ayu: User, tree: dict[str, Unit]) -> Hashtag:
    return actions.keep_hashtag(
        ayu, tree["cibinong"], tag="#CibinongBersih", owner=ayu, until=TODAY
    )


def rules_of(unit: Unit, text: str, day: date = TODAY) -> set[str]:
    found = checks.findings(unit, checks.Texts(text), [], day=day)
    return {f.rule for _name, f in found}


@pytest.mark.parametrize(
    ("text", "day", "rule"),
    [
        ("Ayo #CibinongBersih", TODAY + timedelta(days=1), "hashtag-ended"),
        ("Ayo #cibinongbersih", TODAY + timedelta(days=1), "hashtag-ended"),
        ("Ayo #CibinongBersih", TODAY, ""),
        ("Ayo #CibinongKotor", TODAY, "hashtag-unknown"),
    ],
)
def test_hashtags_out_of_their_time_are_found(
    tag: Hashtag, tree: dict[str, Unit], text: str, day: date, rule: str
) -> None:
    found = {r for r in rules_of(tree["cibinong"], text, day) if r.startswith("hashtag-")}
    assert found - {"hashtag-case"} == ({rule} if rule else set())


def test_a_hashtag_whose_owner_left_is_found_and_not_offered(
    tag: Hashtag, ayu: User, tree: dict[str, Unit]
) -> None:
    known = hashtags.register(tree["cibinong"])
    assert [row.tag for row in hashtags.offered(known, "", TODAY)] == ["CibinongBersih"]
    assert hashtags.offered(known, "#cibinongbersih", TODAY) == []
    User.objects.filter(pk=ayu.pk).update(is_active=False)
    assert "hashtag-unowned" in rules_of(tree["cibinong"], "#CibinongBersih")
    assert hashtags.offered(hashtags.register(tree["cibinong"]), "", TODAY) == []


def test_an_office_without_a_register_is_not_told_of_unknown_hashtags(
    tag: Hashtag, tree: dict[str, Unit]
) -> None:
    assert "hashtag-unknown" not in rules_of(tree["ciomas"], "#Apa saja")


@pytest.mark.parametrize("spelled", ["", "#", "dua kata", "123", "a" * 81])
def test_what_is_no_hashtag_is_refused(ayu: User, tree: dict[str, Unit], spelled: str) -> None:
    with pytest.raises(No):
        actions.keep_hashtag(ayu, tree["cibinong"], tag=spelled, owner=ayu)


def test_the_register_by_its_pages(tag: Hashtag, ayu: User, citra: User) -> None:
    client, url = as_(ayu), reverse("content:hashtag", args=[tag.pk])
    again = {"unit": tag.unit_id, "tag": "#CIBINONGBERSIH", "owner": ayu.pk}
    assert client.post(reverse("content:hashtags"), again).status_code == 200
    assert Hashtag.objects.count() == 1
    client.post(url, {"tag": "#CibinongRapi", "owner": ayu.pk, "until": "2026-12-01"})
    tag.refresh_from_db()
    assert (tag.tag, tag.plain, tag.until) == ("CibinongRapi", "cibinongrapi", date(2026, 12, 1))
    assert client.post(url, {"tag": "#X", "owner": citra.pk}).status_code == 200  # not of here
    client.post(reverse("content:drop-hashtag", args=[tag.pk]))
    assert not Hashtag.objects.exists()
