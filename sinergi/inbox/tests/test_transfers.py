"""Ayu hands a conversation to Citra's office, which may refuse it once; then Rani decides."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from sinergi.conftest import person
from sinergi.inbox import actions, queries
from sinergi.inbox.models import Conversation, Message, Transfer
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_answering import asked as verdict_of
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.inbox.transfers import moving
from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture
def rani(tree: dict[str, Unit]) -> User:
    """Who coordinates in the communications office, for the whole regency."""
    return person("rani", "Rani", tree["regency"], Role.COORDINATOR)


def test_the_other_office_gets_it_with_the_reason(
    given: Conversation, ayu: User, citra: User, tree: dict[str, Unit]
) -> None:
    assert (given.unit, given.state, given.assigned_to) == (tree["ciomas"], "disposed", None)
    step = given.steps.latest("id")
    assert (step.by, step.reason) == (ayu, "Lokasinya di Ciomas")
    assert "Lokasinya di Ciomas" in citra.notices.latest("id").facts["reason"]
    assert "Lokasinya di Ciomas" in page(as_(citra), reverse("inbox:conversation", args=[given.pk]))


def test_it_is_answered_through_the_account_of_the_first_office(
    given: Conversation, citra: User
) -> None:
    made = actions.reply(citra, given, text="Dijadwalkan bulan Desember.")
    assert made.delivery is not None
    assert verdict_of(made.delivery) == ""
    assert made.account == given.account
    assert Transfer.objects.get().state == "taken"
    with pytest.raises(No, match="nothing to refuse"):
        moving.refuse(citra, given, reason="Bukan kami")


def test_who_gave_it_reads_on_and_does_no_more(given: Conversation, ayu: User, dewi: User) -> None:
    url = reverse("inbox:conversation", args=[given.pk])
    assert "Anda mengalihkannya" in page(as_(ayu), url)
    with pytest.raises(PermissionDenied):
        queries.conversation_for(ayu, given.pk, may="conversation.reply")
    refused = as_(ayu).post(reverse("inbox:reply", args=[given.pk]), {"text": "Halo", "seen": 1})
    assert refused.status_code == 403


def test_a_stranger_sees_nothing_of_it(
    given: Conversation, tree: dict[str, Unit], client: object
) -> None:
    eko = person("eko", "Eko", tree["diskominfo"], Role.ADMIN)
    with pytest.raises(Http404):
        queries.conversation_for(eko, given.pk)


def test_it_is_refused_once_and_then_decided(
    given: Conversation, ayu: User, citra: User, rani: User, tree: dict[str, Unit]
) -> None:
    as_(citra).post(reverse("inbox:refuse", args=[given.pk]), {"reason": "Itu jalan provinsi"})
    given.refresh_from_db()
    assert given.unit == tree["cibinong"]
    assert moving.undecided(given)
    with pytest.raises(No, match="communications office decides"):
        moving.hand_over(ayu, given, tree["ciomas"], reason="Tetap milik Anda")
    with pytest.raises(No, match="communications office decides"):
        moving.decide(ayu, given, tree["ciomas"], reason="Tetap milik Anda")
    shown = page(as_(rani), reverse("inbox:transfer", args=[given.pk]))
    assert "Itu jalan provinsi" in shown
    moving.decide(rani, given, tree["ciomas"], reason="Ruas itu milik kecamatan")
    given.refresh_from_db()
    assert given.unit == tree["ciomas"]
    with pytest.raises(No, match="decided that it is yours"):
        moving.refuse(citra, given, reason="Bukan kami")


def test_the_communications_office_may_leave_it_where_it_is(
    given: Conversation, ayu: User, citra: User, rani: User, tree: dict[str, Unit]
) -> None:
    moving.refuse(citra, given, reason="Itu jalan provinsi")
    moving.decide(rani, given, tree["cibinong"], reason="Jawab bahwa ini jalan provinsi")
    given.refresh_from_db()
    assert given.unit == tree["cibinong"]
    assert not moving.undecided(given)
    assert "Jawab bahwa" in ayu.notices.latest("id").facts["reason"]


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 501])
def test_a_colleague_has_to_know_why(
    heard: Hear, ayu: User, tree: dict[str, Unit], reason: str
) -> None:
    conversation = heard("c1")
    with pytest.raises(No):
        moving.hand_over(ayu, conversation, tree["ciomas"], reason=reason)
    assert not Transfer.objects.exists()


def test_it_goes_nowhere_where_it_is_and_not_when_closed(
    heard: Hear, ayu: User, tree: dict[str, Unit]
) -> None:
    conversation = heard("c1")
    with pytest.raises(No, match="already"):
        moving.hand_over(ayu, conversation, tree["cibinong"], reason="Salah")
    actions.finish(ayu, conversation)
    with pytest.raises(No, match="Open it again"):
        moving.hand_over(ayu, conversation, tree["ciomas"], reason="Salah")


def test_an_office_is_found_by_its_name(heard: Hear, ayu: User, tree: dict[str, Unit]) -> None:
    conversation = heard("c1")
    url = reverse("inbox:transfer", args=[conversation.pk])
    assert "Ciomas" in page(as_(ayu), f"{url}?q=cioM")
    assert "Tidak ada kantor" in page(as_(ayu), f"{url}?q=zzz")
    bad = as_(ayu).post(url, {"office": 99999, "reason": "x"}).content.decode()
    assert "errors" in bad
    as_(ayu).post(url, {"office": tree["ciomas"].pk, "reason": "Lokasinya di sana"})
    conversation.refresh_from_db()
    assert conversation.unit == tree["ciomas"]
    assert Message.objects.filter(direction="out").count() == 0
