"""Rows of columns are added as whole numbers, and read again column by column."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from sinergi.language.lanes import UNIT, Lanes

LANES = Lanes(3)
VALUES = st.tuples(*[st.integers(-(10**6), 10**6).map(lambda n: n / UNIT)] * 3)


@given(st.lists(VALUES, max_size=20))
def test_a_sum_of_rows_is_the_sums_of_their_columns(rows: list[tuple[float, ...]]) -> None:
    total = LANES.take(sum(LANES.put(chain(*rows))))
    expected = tuple(sum(column) for column in zip((0.0,) * 3, *rows, strict=True))
    assert tuple(units / UNIT for units in total) == expected


@given(st.lists(VALUES, max_size=20))
def test_rows_are_read_column_by_column(rows: list[tuple[float, ...]]) -> None:
    told = LANES.columns([row + LANES.lift for row in LANES.put(chain(*rows))])
    for n in range(3):
        assert [lane / UNIT for lane in told[n::3]] == [row[n] for row in rows]


def test_a_number_is_kept_to_a_fraction() -> None:
    units = [round(0.3 * UNIT), round(-0.3 * UNIT), 0]
    assert LANES.take(*LANES.put((0.3, -0.3, 0))).tolist() == units
