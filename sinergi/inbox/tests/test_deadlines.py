"""What is due next is kept with the conversation, whatever moves it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction

from sinergi.audit.models import Entry
from sinergi.inbox import actions, matters, promising, states, tasks
from sinergi.inbox.deadlines import recounting, settling, terms
from sinergi.inbox.models import Conversation, Pause, Stage, Step, Term, Way
from sinergi.inbox.tests.staged import at, fresh, said
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units import actions as units
from sinergi.units import settling as calendars
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


def quick(actor: User, unit: Unit, minutes: int) -> Term:
    return promising.save(
        actor, unit, FIRST, amount=minutes, way=Way.WORKING, status="proposal", basis="Maklumat"
    )


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


def test_an_office_sets_its_own_term_and_the_offices_under_it_follow(
    ayu_account: Account, ayu: User, tree: Tree
) -> None:
    row = said(ayu_account, "2 09:00")
    quick(ayu, tree["regency"], 30)
    assert terms.of(tree["cibinong"].pk).promises[FIRST].amount == 30
    assert recounting.recount(tree["regency"].pk) == 1
    assert fresh(row).due_at == at("2 09:30")
    quick(ayu, tree["cibinong"], 20)
    assert terms.of(tree["ciomas"].pk).promises[FIRST].amount == 30
    promising.drop(ayu, tree["cibinong"], FIRST)
    assert terms.of(tree["cibinong"].pk).promises[FIRST].amount == 30


def test_the_log_has_what_a_term_was(ayu: User, tree: Tree) -> None:
    quick(ayu, tree["cibinong"], 20)
    quick(ayu, tree["cibinong"], 25)
    entry = Entry.objects.filter(verb="term.changed").latest("seq")
    assert entry.data["before"][0] == 20
    assert entry.data["after"] == [25, "working", "proposal", "Maklumat"]


@pytest.mark.parametrize(
    ("amount", "way"), [(0, "working"), (5, "same_day"), (400, "days"), (1, "weeks")]
)
def test_a_term_that_cannot_be_counted_is_refused(
    ayu: User, tree: Tree, amount: int, way: str
) -> None:
    with pytest.raises(No, match="cannot be counted"):
        promising.save(
            ayu, tree["cibinong"], FIRST, amount=amount, way=way, status="law", basis="x"
        )
    assert not Term.objects.exists()


def test_a_term_says_what_it_rests_on(ayu: User, tree: Tree) -> None:
    with pytest.raises(No, match="rests on"):
        promising.save(ayu, tree["cibinong"], FIRST, amount=5, way="days", status="law", basis=" ")


def test_another_office_and_another_calendar_count_anew(
    ayu_account: Account, ayu: User, tree: Tree
) -> None:
    row = said(ayu_account, "2 09:00")
    began: list[int] = []
    assert not recounting.watch(lambda: began.append(1)), "nothing has changed"
    calendars.settle_day(None, tree["cibinong"], day=date(2026, 11, 2), kind="off", name="Banjir")
    assert recounting.watch(lambda: began.append(1))
    assert not recounting.watch(lambda: began.append(1))
    recounting.recount()
    assert (fresh(row).due_at, began) == (at("3 08:30"), [1])
    units.set_hours(ayu, tree["ciomas"], hours={}, always_open=True)
    with transaction.atomic():
        moved = fresh(row)
        moved.unit = tree["ciomas"]
        moved.save(update_fields=["unit"])
        settling.settle(moved)
    assert fresh(row).due_at == at("2 10:00")


def test_a_job_counts_anew(ayu_account: Account, ayu: User, tree: Tree) -> None:
    row = said(ayu_account, "2 09:00")
    quick(ayu, tree["cibinong"], 30)
    tasks.recount_deadlines.func(tree["cibinong"].pk)
    assert fresh(row).due_at == at("2 09:30")


def test_an_answer_through_the_desk_meets_the_deadline(ayu_account: Account, ayu: User) -> None:
    row = said(ayu_account, "2 09:00", answers="p1")
    actions.reply(ayu, row, text="Buka sampai pukul 15.00.")
    assert fresh(row).due_at is None
