"""How deadlines are counted, on the calendar of an office: plain values in, plain values out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sinergi.inbox.deadlines import counting
from sinergi.inbox.deadlines.counting import Due, Standing
from sinergi.inbox.deadlines.promises import SHIPPED, Key, Promise
from sinergi.inbox.models import Conversation, Stage, Way
from sinergi.lib.working import Calendar, Holiday, week

JAKARTA = ZoneInfo("Asia/Jakarta")
State, Matter = Conversation.State, Conversation.Matter


def no_holidays(year: int) -> dict[date, Holiday]:
    return {}


#: Monday to Thursday 07.30-12 and 13-16, Friday to 16.30; no holidays.
OFFICE = Calendar(JAKARTA, holidays=no_holidays)
NEVER = Calendar(JAKARTA, week=week({}), holidays=no_holidays)


def at(written: str) -> datetime:
    """Return a moment of November 2026 on the office's wall, as "mon 09:30"; "+mon" a week on."""
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    day, hour = written.lstrip("+").split()
    begin = datetime(2026, 11, 2, tzinfo=JAKARTA) + timedelta(weeks=written.count("+"))
    moment = begin + timedelta(days=days.index(day))
    hours, minutes = map(int, hour.split(":"))
    return moment.replace(hour=hours, minute=minutes)


def here(since: str, matter: str = Matter.OTHER, **more: object) -> Standing:
    values: dict[str, object] = {
        "matter": matter, "state": State.NEW, "course": "answer", "extended": False,
        "waiting_since": at(since), "counted_from": at(since),
    }  # fmt: skip
    return Standing(**{**values, **more})  # type: ignore[arg-type]  # as named above


def due(found: Standing, promises: dict[Key, Promise] | None = None) -> Due:
    result = counting.next_due(found, promises or SHIPPED, OFFICE)
    assert result is not None
    return result


@pytest.mark.parametrize(
    ("since", "matter", "stage", "end"),
    [
        ("mon 09:00", Matter.OTHER, Stage.FIRST, "mon 10:00"),
        ("mon 11:30", Matter.OTHER, Stage.FIRST, "mon 13:30"),
        ("fri 16:00", Matter.OTHER, Stage.FIRST, "+mon 08:00"),
        ("sat 02:00", Matter.OTHER, Stage.FIRST, "+mon 08:30"),
        ("sun 02:00", Matter.DANGER, Stage.FIRST, "sun 02:15"),
        ("fri 23:00", Matter.HOAX, Stage.FIRST, "sat 02:00"),
        ("sat 10:00", Matter.BREACH, Stage.TAKE, "sat 11:00"),
    ],
)
def test_the_nearest_deadline_of_what_has_just_come(
    since: str, matter: str, stage: str, end: str
) -> None:
    found = due(here(since, matter))
    assert (found.stage, found.at) == (stage, at(end))


@pytest.mark.parametrize(
    ("since", "matter", "course", "end"),
    [
        ("mon 09:00", Matter.QUESTION, "answer", "mon 16:00"),
        ("mon 17:00", Matter.QUESTION, "answer", "tue 16:00"),
        ("mon 09:00", Matter.COMPLAINT, "answer", "+mon 16:00"),
        ("mon 09:00", Matter.COMPLAINT, "check", "++fri 16:30"),
        ("mon 09:00", Matter.QUESTION, "field", "mon 16:00"),
        ("mon 09:00", Matter.INFORMATION, "answer", "++mon 16:00"),
        ("mon 09:00", Matter.HOAX, "answer", "tue 09:00"),
        ("fri 09:00", Matter.BREACH, "answer", "+mon 09:00"),
    ],
)
def test_the_full_answer_once_somebody_has_taken_it_up(
    since: str, matter: str, course: str, end: str
) -> None:
    found = here(since, matter, state=State.WORKING, course=course, waiting_since=None)
    assert due(found).at == at(end)


def test_a_complaint_is_taken_up_within_four_working_hours() -> None:
    found = here("mon 09:00", Matter.COMPLAINT, waiting_since=None)
    assert (due(found).stage, due(found).at) == (Stage.TAKE, at("mon 14:00"))
    assert due(here("mon 09:00", Matter.COMPLAINT, state=State.VERIFIED)).stage == Stage.FIRST


def test_sixty_working_days_are_twelve_weeks() -> None:
    found = here("mon 09:00", Matter.COMPLAINT, state=State.WORKING, course="field",
                 waiting_since=None)  # fmt: skip
    assert due(found).at == at("mon 16:00") + timedelta(weeks=12)


def test_an_information_request_is_extended_once_by_seven_working_days() -> None:
    found = here("mon 09:00", Matter.INFORMATION, state=State.WORKING, waiting_since=None,
                 extended=True)  # fmt: skip
    assert due(found).at == at("+++wed 16:00")
    assert due(found).soon == at("+++tue 16:00")


@pytest.mark.parametrize("state", [*Conversation.CLOSED, State.ANSWERED])
def test_what_is_answered_or_closed_has_no_deadline(state: str) -> None:
    found = here("mon 09:00", Matter.COMPLAINT, state=state, waiting_since=None)
    assert counting.next_due(found, SHIPPED, OFFICE) is None


def test_an_answer_that_did_not_go_out_leaves_the_deadline() -> None:
    assert due(here("mon 09:00", Matter.QUESTION, state=State.ANSWERED)).at == at("mon 10:00")


def test_the_clock_stands_while_details_are_missing_and_goes_on_after() -> None:
    asked, told = at("mon 09:30"), at("tue 10:00")
    standing_still = here("mon 09:00", state=State.POSTPONED, pauses=[(asked, None)])
    assert counting.next_due(standing_still, SHIPPED, OFFICE) is None
    gone_on = here("mon 09:00", state=State.WORKING, pauses=[(asked, told)])
    assert due(gone_on).at == at("tue 10:30")


def test_it_is_near_in_its_last_quarter_or_on_its_last_day() -> None:
    assert due(here("mon 09:00")).soon == at("mon 09:45")
    of_days = here("mon 09:00", Matter.COMPLAINT, state=State.WORKING, waiting_since=None)
    assert due(of_days).soon == at("fri 16:30")
    same_day = here("mon 09:00", Matter.QUESTION, state=State.WORKING, waiting_since=None)
    assert due(same_day).soon == at("mon 14:00")


def test_rungs_climb_in_working_time_of_the_office() -> None:
    found = due(here("mon 15:00"))
    moments = counting.rungs(found, SHIPPED["", Stage.FIRST], (0, 50, 100, 200), OFFICE)
    ends = ["mon 16:00", "tue 08:00", "tue 08:30", "tue 09:30"]
    assert list(moments) == [at(end) for end in ends]


def test_rungs_of_a_danger_climb_at_night() -> None:
    found = due(here("sun 02:00", Matter.DANGER))
    moments = counting.rungs(found, SHIPPED[Matter.DANGER, Stage.FIRST], (0, 50, 200), OFFICE)
    assert [moment - found.at for moment in moments] == [
        timedelta(), timedelta(minutes=7, seconds=30), timedelta(minutes=30),
    ]  # fmt: skip


def test_an_office_that_never_opens_has_deadlines_all_the_same() -> None:
    found = counting.next_due(here("sun 02:00"), SHIPPED, NEVER)
    assert found is not None
    assert found.at == at("sun 03:00")


def test_an_office_may_promise_more_than_is_shipped() -> None:
    quick: dict[Key, Promise] = {
        ("", Stage.FIRST): Promise(5, Way.WORKING, "proposal", "Janji camat")
    }
    assert due(here("mon 09:00"), quick).at == at("mon 09:05")


def test_every_promise_can_be_counted() -> None:
    assert all((p.amount == 0) == (p.way == Way.SAME_DAY) for p in SHIPPED.values())
    assert {stage for _, stage in SHIPPED} == set(Stage.values)
