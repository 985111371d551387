"""A warning becomes words for the offices it concerns: once, in its order, on the map."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from sinergi.audit.models import Entry
from sinergi.conftest import person
from sinergi.inbox.models import Duty
from sinergi.networks.models import Account
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.publishing.alerts import taking
from sinergi.publishing.alerts.tests.conftest import EAST, FAR, WEST, Tell
from sinergi.publishing.models import Alert, AlertDraft, AlertSource, Post
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("borders", "bpbd")]


def offices(alert: Alert | None) -> set[str]:
    assert alert is not None
    return {draft.unit.code for draft in alert.drafts.all()}


def source(unit: Unit, **values: object) -> AlertSource:
    return AlertSource.objects.create(
        unit=unit, name="Uji", address="https://resmi.example/", **values
    )


def test_words_for_communications_bpbd_and_the_district_it_lies_in(
    tree: dict[str, Unit], tell: Tell, now: datetime
) -> None:
    alert = taking.take(tree["regency"], tell(), now=now)
    assert offices(alert) == {"diskominfo", "bpbd", "32.01.01"}
    assert not Post.objects.exists()
    assert Entry.objects.filter(verb="alert.taken").count() == 1


def test_a_name_in_the_text_concerns_nobody(
    tree: dict[str, Unit], tell: Tell, now: datetime
) -> None:
    """Six districts have namesakes elsewhere in the province."""
    elsewhere = tell(rings=[FAR], text="Wilayah: Cibinong, Ciomas.")
    there = source(tree["regency"], only=["Jawa Barat"])
    assert taking.take(tree["regency"], elsewhere, now=now, source=there) is None
    assert not Alert.objects.exists()


def test_a_border_drawn_a_little_differently_is_only_an_edge(
    tree: dict[str, Unit], tell: Tell, now: datetime
) -> None:
    ring = tuple((x + (0.005 if x > 106.85 else 0), y) for x, y in WEST)
    alert = taking.take(tree["regency"], tell(rings=[ring]), now=now)
    assert alert is not None
    assert offices(alert) == {"diskominfo", "bpbd", "32.01.01"}
    assert alert.edge == [tree["ciomas"].pk]


def test_several_polygons_reach_several_districts(
    tree: dict[str, Unit], tell: Tell, now: datetime
) -> None:
    alert = taking.take(tree["regency"], tell(rings=[WEST, EAST]), now=now)
    assert {"32.01.01", "32.01.29"} <= offices(alert)
    words = AlertDraft.objects.get(unit=tree["diskominfo"]).text
    assert "Kecamatan Cibinong, Kecamatan Ciomas" in words
    assert "Ciomas" not in AlertDraft.objects.get(unit=tree["cibinong"]).text


def test_without_borders_it_goes_to_communications_and_says_why(
    tree: dict[str, Unit], tell: Tell, now: datetime
) -> None:
    tree["cibinong"].area.delete()
    tree["ciomas"].area.delete()
    alert = taking.take(tree["regency"], tell(), now=now)
    assert offices(alert) == {"diskominfo", "bpbd"}
    assert alert is not None
    assert "Import the borders" in alert.note


def test_the_eight_things_are_said_as_far_as_they_are_known(
    tree: dict[str, Unit], tell: Tell, now: datetime, ayu_account: Account
) -> None:
    taking.take(tree["regency"], tell(), now=now)
    draft = AlertDraft.objects.get(unit=tree["cibinong"])
    assert "Angin Kencang" in draft.facts["hazard"]
    assert draft.facts["affected"] == "warga di Kecamatan Cibinong"
    assert "pohon" in draft.facts["avoid"]
    assert "112" in draft.facts["help"]
    assert draft.facts["announcer"] == "Cibinong"
    assert draft.facts["channels"] == ayu_account.handle
    assert draft.facts["evacuation"] == draft.facts["efforts"] == ""
    assert "[LENGKAPI:" in draft.text
    assert "Sumber: BMKG" in draft.text
    assert len(draft.brief) <= 280
    assert "[LENGKAPI" not in draft.brief
    assert "Sumber: BMKG" in draft.brief


def test_the_advice_of_the_source_comes_before_ours(
    tree: dict[str, Unit], tell: Tell, now: datetime
) -> None:
    taking.take(tree["regency"], tell(advice="Jauhi lereng."), now=now)
    assert AlertDraft.objects.get(unit=tree["cibinong"]).facts["avoid"] == "Jauhi lereng."


def test_the_same_is_taken_once_and_what_is_over_not_at_all(
    tree: dict[str, Unit], tell: Tell, now: datetime
) -> None:
    assert taking.take(tree["regency"], tell(), now=now)
    assert taking.take(tree["regency"], tell(), now=now) is None
    old = tell("b", said=now - timedelta(hours=4))
    assert taking.take(tree["regency"], old, now=now) is None
    assert Alert.objects.count() == 1


def test_an_update_takes_the_place_of_words_nobody_took(
    tree: dict[str, Unit], tell: Tell, now: datetime
) -> None:
    taking.take(tree["regency"], tell(), now=now)
    newer = tell("b", "update", replaces=("a",), rings=[EAST])
    alert = taking.take(tree["regency"], newer, now=now)
    assert offices(alert) == {"diskominfo", "bpbd", "32.01.29"}
    assert Alert.objects.get(identifier="a").state == "replaced"
    assert {d.state for d in AlertDraft.objects.filter(alert__identifier="a")} == {"over"}
    assert {d.role for d in AlertDraft.objects.filter(alert__identifier="b")} == {"begin"}


def test_a_cancel_ends_them(tree: dict[str, Unit], tell: Tell, now: datetime) -> None:
    taking.take(tree["regency"], tell(), now=now)
    taking.take(tree["regency"], tell("b", "cancel", replaces=("a",)), now=now)
    assert Alert.objects.get(identifier="a").state == "cancelled"
    assert {d.state for d in AlertDraft.objects.all()} == {"over"}


def test_what_was_replaced_before_it_came_is_not_taken(
    tree: dict[str, Unit], tell: Tell, now: datetime
) -> None:
    """Lists have the newest on top, and files come in any order."""
    taking.take(tree["regency"], tell("b", "cancel", replaces=("a",)), now=now)
    assert taking.take(tree["regency"], tell("a"), now=now) is None
    assert not AlertDraft.objects.exists()


def test_everybody_who_writes_there_is_told_once(
    tree: dict[str, Unit], tell: Tell, now: datetime, ayu: User, citra: User, dian: User
) -> None:
    fitri = person("fitri", "Fitri", tree["diskominfo"], Role.ADMIN)
    taking.take(tree["regency"], tell(), now=now)
    told = Notice.objects.filter(kind="alert.prepared")
    assert {n.user_id for n in told} == {ayu.pk, dian.pk, fitri.pk}
    draft = AlertDraft.objects.get(unit=tree["cibinong"])
    assert told.get(user=ayu).url == f"/kerja/peringatan/draf/{draft.pk}/"
    assert told.get(user=dian).facts["count"] == 3


def test_who_is_on_duty_in_a_district_is_told_alone(
    tree: dict[str, Unit], ayu: User, budi: User, now: datetime, tell: Tell
) -> None:
    Duty.objects.create(
        unit=tree["cibinong"], user=ayu, by=budi,
        since=now - timedelta(hours=1), until=now + timedelta(hours=9),
    )  # fmt: skip
    deputy = person("eka", "Eka", tree["cibinong"], Role.ADMIN)
    taking.take(tree["regency"], tell("a"), now=now)
    told = set(Notice.objects.filter(kind="alert.prepared").values_list("user", flat=True))
    assert ayu.pk in told
    assert deputy.pk not in told
