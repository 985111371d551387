"""How far news was heard: nothing is lost, and nothing comes twice while the mark is remembered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sinergi.connectors.contract import Incoming
from sinergi.connectors.graph.news import MARKS, heard, page

START = datetime(2026, 11, 24, 8, tzinfo=UTC)


def item(number: int, minutes: float) -> Incoming:
    at = START + timedelta(minutes=minutes)
    return Incoming(str(number), "comment", "warga", "Warga", "x", at)


def begin() -> str:
    return f"{int(START.timestamp())}."


def test_nothing_new_moves_nothing() -> None:
    before = heard(begin())
    assert page(before, []).cursor == begin()
    first = page(before, [item(1, 1), item(2, 2)])
    again = page(heard(first.cursor), [item(1, 1), item(2, 2)])
    assert (again.items, again.cursor) == ([], first.cursor)


def test_what_is_older_than_the_newest_is_heard_when_it_becomes_visible() -> None:
    first = page(heard(begin()), [item(1, 30)])
    late = page(heard(first.cursor), [item(1, 30), item(2, 20), item(3, 5)])
    assert [one.remote_id for one in late.items] == ["2"]  # 3 is later than anything may be


def test_a_page_that_is_not_all_ends_where_all_was_read() -> None:
    part = page(heard(begin()), [item(1, 1), item(2, 9)], until=START + timedelta(minutes=5))
    assert ([one.remote_id for one in part.items], part.more) == (["1"], True)
    rest = page(heard(part.cursor), [item(1, 1), item(2, 9)])
    assert [one.remote_id for one in rest.items] == ["2"]


def test_a_cursor_nobody_wrote_begins_a_week_ago() -> None:
    for cursor in (None, "", "kemarin", "12", "-5.ab"):
        age = datetime.now(UTC) - heard(cursor).since
        assert timedelta(days=6) < age < timedelta(days=8)
    assert heard(None, since=START).since == START


@given(st.lists(st.floats(0, 60), max_size=3 * MARKS))
def test_everything_is_heard_once_and_the_cursor_stays_short(minutes: list[float]) -> None:
    items = [item(number, minute) for number, minute in enumerate(minutes)]
    cursor, told = begin(), list[str]()
    for size in (len(items) // 2, len(items), len(items)):
        found = page(heard(cursor), sorted(items, key=lambda one: one.at)[:size])
        cursor = str(found.cursor)
        told += [one.remote_id for one in found.items]
        assert len(cursor) <= 500
    assert len(told) == len(set(told))
    if len(items) <= MARKS:
        assert set(told) == {one.remote_id for one in items}
