"""Two pages of one conversation: what one of them changed, the other does not overwrite unseen."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.urls import reverse

from sinergi.conftest import person
from sinergi.inbox import actions, matters, queries
from sinergi.inbox.models import Conversation
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.inbox.transfers import moving
from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.understanding.tests.conftest import read_all
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture
def talk(heard: Hear) -> Conversation:
    found = heard("c1", "Jalan rusak di depan pasar", author="warga", answers="p1")
    read_all()
    return found


@pytest.fixture
def eko(tree: dict[str, Unit]) -> User:
    """Another admin of Ayu's office."""
    return person("eko", "Eko", tree["cibinong"], Role.ADMIN)


def address(name: str, talk: Conversation) -> str:
    return reverse(f"inbox:{name}", args=[talk.pk])


def form_of(user: User, talk: Conversation, name: str) -> dict[str, Any]:
    """Return what a form of the page sends along by itself."""
    shown = page(as_(user), address("conversation", talk))
    (form,) = re.findall(rf'<form[^>]*action="{address(name, talk)}".*?</form>', shown, re.DOTALL)
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))


def sent(user: User, talk: Conversation, name: str, data: dict[str, Any]) -> str:
    answer = as_(user).post(address(name, talk), data, follow=True)
    talk.refresh_from_db()
    return answer.content.decode()


def test_done_is_refused_while_the_public_wrote_something_unread(
    talk: Conversation, heard: Hear, ayu: User, citra: User
) -> None:
    kept = form_of(ayu, talk, "finish")
    heard("c2", "Sekarang ada yang jatuh!", author="warga", answers="p1")
    shown = sent(ayu, talk, "finish", kept)
    assert talk.open
    assert "Warga menulis lagi sementara itu" in shown
    assert "Sekarang ada yang jatuh!" in shown
    assert as_(citra).post(address("finish", talk), kept).status_code == 404
    sent(ayu, talk, "finish", form_of(ayu, talk, "finish"))
    assert talk.state == "done"


@pytest.mark.parametrize("to", ["archived", "postponed"])
def test_so_is_what_puts_it_to_rest_and_the_reason_stays(
    talk: Conversation, heard: Hear, ayu: User, to: str
) -> None:
    kept = form_of(ayu, talk, "state")
    heard("c2", "Sekarang ada yang jatuh!", author="warga", answers="p1")
    asked = kept | {"state-to": to, "state-reason": "Menunggu foto"}
    shown = sent(ayu, talk, "state", asked)
    assert talk.state == "new"
    assert "Warga menulis lagi sementara itu" in shown
    assert 'value="Menunggu foto"' in shown


def test_to_begin_work_needs_no_look_at_what_came_in(
    talk: Conversation, heard: Hear, ayu: User
) -> None:
    kept = form_of(ayu, talk, "state")
    heard("c2", "Sekarang ada yang jatuh!", author="warga", answers="p1")
    sent(ayu, talk, "state", kept | {"state-to": "working"})
    assert talk.state == "working"


def test_a_state_that_a_colleague_changed_is_told_and_not_overwritten(
    talk: Conversation, ayu: User, eko: User
) -> None:
    kept = form_of(ayu, talk, "state")
    actions.move(eko, talk, "postponed", reason="Menunggu foto")
    asked = kept | {"state-to": "disposed", "state-reason": "Ke seksi jalan"}
    shown = sent(ayu, talk, "state", asked)
    assert talk.state == "postponed"
    assert "Sementara itu statusnya" in shown
    assert 'value="Ke seksi jalan"' in shown
    again = form_of(ayu, talk, "state") | {"state-to": "disposed"}
    sent(ayu, talk, "state", again)
    assert talk.state == "disposed"


def test_what_a_colleague_closed_is_not_worked_on_from_an_old_page(
    talk: Conversation, ayu: User, eko: User
) -> None:
    kept = form_of(ayu, talk, "state")
    actions.finish(eko, talk)
    shown = sent(ayu, talk, "state", kept | {"state-to": "working"})
    assert talk.state == "done"
    assert "Sementara itu statusnya" in shown


def test_who_took_it_meanwhile_keeps_it(
    talk: Conversation, ayu: User, eko: User, citra: User
) -> None:
    kept = form_of(ayu, talk, "assign")
    actions.assign(eko, talk, eko)
    shown = sent(ayu, talk, "assign", kept | {"to": ayu.pk})
    assert talk.assigned_to == eko
    assert "Eko menanganinya sementara itu" in shown
    assert as_(citra).post(address("assign", talk), kept | {"to": ""}).status_code == 404
    sent(ayu, talk, "assign", form_of(ayu, talk, "assign") | {"to": ayu.pk})
    assert talk.assigned_to == ayu


def test_the_same_twice_is_no_conflict(talk: Conversation, ayu: User) -> None:
    kept = form_of(ayu, talk, "assign")
    for _ in range(2):
        shown = sent(ayu, talk, "assign", kept | {"to": ayu.pk})
        assert talk.assigned_to == ayu
        assert 'id="errors"' not in shown


def test_what_a_colleague_says_it_is_stays(talk: Conversation, ayu: User, eko: User) -> None:
    kept = form_of(ayu, talk, "matter")
    matters.set_matter(eko, talk, matter="information")
    asked = kept | {"matter": "question", "course": "answer"}
    shown = sent(ayu, talk, "matter", asked)
    assert talk.matter == "information"
    assert "Sementara itu seorang rekan menyatakan" in shown


def test_so_does_the_course_it_takes(talk: Conversation, ayu: User, eko: User) -> None:
    """By which it has other deadlines."""
    matters.set_matter(ayu, talk, matter="complaint")
    kept = form_of(ayu, talk, "matter")
    matters.set_matter(eko, talk, matter="complaint", course="field")
    shown = sent(ayu, talk, "matter", kept | {"matter": "complaint", "course": "answer"})
    assert (talk.matter, talk.course) == ("complaint", "field")
    assert "Perlu" in shown.partition("Sementara itu seorang rekan menyatakan")[2][:60]
    again = form_of(ayu, talk, "matter") | {"matter": "complaint", "course": "check"}
    sent(ayu, talk, "matter", again)
    assert talk.course == "check"


def test_a_wrong_form_counts_nothing_as_seen_that_its_page_did_not_tell_of(
    talk: Conversation, heard: Hear, ayu: User
) -> None:
    shown = page(as_(ayu), f"{address('outside', talk)}?siapa=city")
    kept = dict(re.findall(r'name="(seen|government)" value="([^"]*)"', shown))
    heard("c2", "Sekarang ada yang jatuh!", author="warga", answers="p1")
    typed = kept | {"text": "Silakan ke Pemkot Bogor."}
    for wrong, told in (({"reason": "a" * 301}, "300"), ({"text": "a" * 600}, "menulis lagi")):
        again = sent(ayu, talk, "outside", typed | wrong)
        assert talk.open
        assert told in again
        (typed["seen"],) = re.findall(r'name="seen" value="([^"]*)"', again)
        assert (typed["seen"] == kept["seen"]) is (told == "300")
    sent(ayu, talk, "outside", typed)
    assert not talk.open


def back(actor: User, talk: Conversation) -> None:
    moving.hand_over(actor, talk, Unit.objects.get(code="32.01"), reason="Bukan kami")


@pytest.mark.parametrize("act", [actions.finish, partial(actions.assign, to=None), back])
def test_what_went_to_another_office_in_this_moment_is_not_changed_from_here(
    heard: Hear, ayu: User, tree: dict[str, Unit], act: Callable[..., object]
) -> None:
    obtained = queries.conversation_for(ayu, heard().pk, may="conversation.assign")
    moving.hand_over(ayu, obtained, tree["ciomas"], reason="Lokasinya di Ciomas")
    with pytest.raises(No, match="Ciomas"):
        act(ayu, obtained)
    obtained.refresh_from_db()
    assert (obtained.state, obtained.open) == ("disposed", True)
