"""What is due next is kept with the conversation, whatever moves it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from sinergi.inbox import actions, matters, states
from sinergi.inbox.deadlines import settling
from sinergi.inbox.models import Conversation, Pause, Stage, Step
from sinergi.inbox.tests.staged import at, fresh, said
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db

State, Matter = Conversation.State, Conversation.Matter
Tree = dict[str, Unit]
FIRST = ("", Stage.FIRST)


def stepped(row: Conversation, to: str, when: str, by: User | None = None) -> Conversation:
    with transaction.atomic():
        states.step(fresh(row), to, by=by, now=at(when))
    return fresh(row)


def of_matter(row: Conversation, matter: str, by: User, course: str = "answer") -> Conversation:
    return matters.set_matter(by, row, matter=matter, course=course)


def test_a_message_is_due_within_an_hour_of_work(ayu_account: Account) -> None:
    found = said(ayu_account, "6 16:15")
    assert (found.due_for, found.due_at) == (Stage.FIRST, at("9 08:15"))
    assert found.soon_at == at("9 08:00")
    later = said(ayu_account, "9 08:00", "c2", "Halo?", answers="c1")
    assert later.due_at == found.due_at, "the oldest unanswered message counts"


def test_an_answer_meets_it_and_a_new_message_begins_anew(ayu_account: Account, ayu: User) -> None:
    row = of_matter(said(ayu_account, "2 09:00"), Matter.COMPLAINT, ayu)
    assert (row.due_for, row.due_at) == (Stage.FIRST, at("2 10:00"))
    actions.reply(ayu, row, text="Kami catat; petugas ke sana besok.")
    assert (fresh(row).due_at, fresh(row).due_for) == (None, "")
    again = said(ayu_account, "10 09:00", "c2", "Masih rusak.", answers="c1")
    assert (again.state, again.counted_from) == (State.WORKING, at("10 09:00"))
    assert again.due_at == at("10 10:00")


def test_an_answer_that_was_only_a_first_one_leaves_the_full_one(
    ayu_account: Account, ayu: User
) -> None:
    row = of_matter(said(ayu_account, "2 09:00"), Matter.COMPLAINT, ayu)
    Conversation.objects.update(waiting_since=None)
    stepped(row, State.ANSWERED, "2 09:40", ayu)
    back = stepped(row, State.WORKING, "2 09:45", ayu)
    assert (back.due_for, back.due_at) == (Stage.ANSWER, at("9 16:00"))
    longer = of_matter(back, Matter.COMPLAINT, ayu, "check")
    assert (longer.due_for, longer.due_at) == ("check", at("20 16:30"))


def test_the_clock_stands_while_details_are_missing(ayu_account: Account, ayu: User) -> None:
    row = said(ayu_account, "2 09:00")
    waits = stepped(row, State.POSTPONED, "2 09:20", ayu)
    assert (waits.due_at, waits.escalate_at) == (None, None)
    told = said(ayu_account, "3 13:00", "c2", "Di RT 3.", answers="c1")
    assert Pause.objects.values_list("since", "until").get() == (at("2 09:20"), at("3 13:00"))
    assert (told.state, told.due_at) == (State.WORKING, at("3 13:40"))
    assert Step.objects.latest("id").due_at == told.due_at


def test_what_is_closed_is_due_no_more_until_it_opens_again(
    ayu_account: Account, ayu: User
) -> None:
    row = said(ayu_account, "2 09:00")
    assert stepped(row, State.ARCHIVED, "2 09:10", ayu).due_at is None
    opened = stepped(row, State.REOPENED, "4 09:00", ayu)
    assert (opened.counted_from, opened.due_at) == (at("4 09:00"), at("2 10:00"))


def test_a_persons_word_on_the_matter_stays(ayu_account: Account, ayu: User) -> None:
    row = of_matter(said(ayu_account, "2 09:00"), Matter.BREACH, ayu)
    assert (row.due_for, row.due_at) == (Stage.FIRST, at("2 10:00"))
    assert (row.matter_said, row.matter) == (True, Matter.BREACH)
    with pytest.raises(No, match="no such matter"):
        of_matter(row, "gossip", ayu)


def test_an_information_request_is_extended_once_in_time_and_with_a_reason(
    ayu_account: Account, ayu: User
) -> None:
    row = said(ayu_account, "2 09:00")
    now = row.opened_at
    with pytest.raises(No, match="cannot be extended"):
        matters.extend(ayu, row, reason="Berkas di arsip")
    of_matter(row, Matter.INFORMATION, ayu)
    Conversation.objects.update(waiting_since=None)
    stepped(row, State.WORKING, "2 09:30", ayu)
    soon = date.today() + timedelta(days=1)  # noqa: DTZ011  # any day to come
    Conversation.objects.update(counted_from=now.replace(year=soon.year, month=soon.month,
                                                         day=soon.day))  # fmt: skip
    with transaction.atomic():
        settling.settle(row := fresh(row))
    before = row.due_at
    with pytest.raises(No, match="needs a reason"):
        matters.extend(ayu, row, reason=" ")
    longer = matters.extend(ayu, row, reason="Berkas di arsip provinsi")
    assert before is not None
    assert longer.due_at is not None
    assert longer.due_at > before + timedelta(days=8)
    assert Step.objects.latest("id").reason == "Berkas di arsip provinsi"
    with pytest.raises(No, match="cannot be extended"):
        matters.extend(ayu, row, reason="Sekali lagi")


def test_an_answer_through_the_desk_meets_the_deadline(ayu_account: Account, ayu: User) -> None:
    row = said(ayu_account, "2 09:00", answers="p1")
    actions.reply(ayu, row, text="Buka sampai pukul 15.00.")
    assert fresh(row).due_at is None


def test_many_messages_cost_no_more_looks_at_the_terms(
    ayu_account: Account, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [said(ayu_account, "2 09:00", f"c{n}", author=f"warga{n}") for n in range(9)]
    for number in (1, 9):
        with transaction.atomic(), django_assert_num_queries(6):
            settling.settle_many(rows[:number])
