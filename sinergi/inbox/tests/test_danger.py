"""A danger to life: who is on duty is called at any hour, and the answer begins with 112."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.conftest import person
from sinergi.inbox import drafts, duties, today
from sinergi.inbox.models import Conversation, Duty, Escalation
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_triage import FLOOD, text_of
from sinergi.lib.text import No
from sinergi.notices.models import Mail, Notice
from sinergi.people.models import User
from sinergi.understanding import actions as understanding
from sinergi.understanding.tests.conftest import read_all
from sinergi.units.models import Role, Unit

pytestmark = pytest.mark.django_db

Tree = dict[str, Unit]


def on_duty(user: User, unit: Unit, by: User, begins: int = -1, ends: int = 8) -> Duty:
    now = timezone.now()
    values = {"since": now + timedelta(hours=begins), "until": now + timedelta(hours=ends)}
    return duties.add(by, unit, user=user, **values)


def called() -> set[str]:
    return set(
        Notice.objects.filter(kind="conversation.danger").values_list("user__name", flat=True)
    )


@pytest.fixture
def rani(tree: Tree) -> User:
    return person("rani", "Rani", tree["diskominfo"], Role.COORDINATOR)


def test_who_is_on_duty_is_called_once_by_notice_and_mail(
    heard: Hear, ayu: User, rani: User, tree: Tree
) -> None:
    dian = person("dian", "Dian", tree["cibinong"], Role.ADMIN)
    on_duty(dian, tree["cibinong"], ayu)
    on_duty(rani, tree["diskominfo"], rani)
    conversation = heard("c1", FLOOD)
    read_all()
    assert called() == {"Dian", "Rani"}
    assert Mail.objects.filter(notice__kind="conversation.danger").count() == 2
    understanding.label(ayu, text_of(conversation), head="kind", label="complaint")
    assert Notice.objects.filter(kind="conversation.danger").count() == 2
    assert Escalation.objects.get(rung="duty").told == 2


def test_without_a_roster_admins_and_coordinators_are_called(
    heard: Hear, rani: User, tree: Tree, ayu: User
) -> None:
    on_duty(ayu, tree["cibinong"], ayu, 2, 9)
    heard("c1", FLOOD)
    read_all()
    assert called() == {"Ayu", "Rani"}


def test_nobody_is_called_for_an_ordinary_question(heard: Hear) -> None:
    heard("c1")
    read_all()
    assert called() == set()


def test_a_danger_stays_while_it_is_unanswered_whatever_is_said_after(heard: Hear) -> None:
    conversation = heard("c1", FLOOD, answers="p1", minutes_ago=3)
    heard("c2", "Halo, Min?", answers="c1")
    read_all()
    conversation.refresh_from_db()
    assert (conversation.danger, conversation.matter) == (True, "danger")
    assert conversation.waiting_since is not None
    assert conversation.due_at == conversation.waiting_since + timedelta(minutes=15)


def test_a_danger_stands_first_among_the_things_to_do(heard: Hear, ayu: User) -> None:
    heard("c1", minutes_ago=60 * 24 * 9, author="ibu.kenanga")
    heard("c2", FLOOD)
    read_all()
    first = today.today_for(ayu)[0]
    assert (first.urgency, "banjir" in first.title) == ("danger", True)


def test_the_answer_begins_with_112(heard: Hear) -> None:
    conversation = heard("c1", FLOOD)
    assert drafts.drafted(conversation) == ""
    read_all()
    conversation.refresh_from_db()
    assert "112" in drafts.drafted(conversation)[:80]


@pytest.mark.usefixtures("pages")
def test_the_answer_box_begins_with_112(heard: Hear, ayu: User) -> None:
    conversation = heard("c1", FLOOD)
    read_all()
    client = Client()
    client.force_login(ayu)
    shown = client.get(reverse("inbox:conversation", args=[conversation.pk])).content.decode()
    assert "hubungi 112 sekarang" in shown


def test_a_roster_takes_only_what_can_be(ayu: User, citra: User, tree: Tree) -> None:
    with pytest.raises(No, match="may not see"):
        on_duty(citra, tree["cibinong"], ayu)
    with pytest.raises(No, match="ends after"):
        on_duty(ayu, tree["cibinong"], ayu, 3, 2)
    with pytest.raises(No, match="ends after"):
        on_duty(ayu, tree["cibinong"], ayu, 0, 24 * 32)
    with pytest.raises(No, match="over already"):
        on_duty(ayu, tree["cibinong"], ayu, -9, -1)
    assert not Duty.objects.exists()


def test_who_left_is_called_no_more(heard: Hear, ayu: User, tree: Tree) -> None:
    duty = on_duty(ayu, tree["cibinong"], ayu)
    duties.remove(ayu, duty)
    assert not duties.roster(tree["cibinong"], timezone.now()).exists()
    conversation = heard("c1")
    assert [u.name for u in duties.on_duty(conversation.unit_id, timezone.now())] == ["Ayu"]
    assert Conversation.objects.count() == 1
