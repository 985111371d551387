"""Figures are those of the books, on sets small enough to count by hand."""

from __future__ import annotations

import pytest

from sinergi.language.figures import Answer, figures, kept, wilson


def said(true: str, label: str, sure: float) -> Answer:
    other = "b" if label == "a" else "a"
    return Answer(true, {label: sure, other: 1 - sure})


FOUR = [said("a", "a", 0.9), said("a", "b", 0.6), said("b", "b", 0.8), said("b", "b", 0.7)]


def test_labels_and_confusion_are_counted() -> None:
    found = figures(FOUR)
    assert found.accuracy == 0.75
    assert found.labels["a"].recall == 0.5
    assert found.labels["b"].precision == pytest.approx(2 / 3)
    assert found.macro_f1 == pytest.approx((2 / 3 + 4 / 5) / 2)
    assert found.confusion == {"a": {"a": 1, "b": 1}, "b": {"a": 0, "b": 2}}


def test_calibration_is_the_distance_between_sure_and_right() -> None:
    assert figures([said("a", "a", 0.75)] * 3 + [said("b", "a", 0.75)]).ece == pytest.approx(0)
    assert figures([said("b", "a", 0.95)]).ece == pytest.approx(0.95)


def test_the_surest_are_kept_while_nine_of_ten_are_right() -> None:
    assert kept(FOUR) == 0.75
    assert kept([said("a", "b", 0.9)]) == 0


def test_an_interval_is_wide_for_few_and_narrow_for_many() -> None:
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    low, high = wilson(8_000, 10_000)
    assert high - low < 0.02
    assert wilson(0, 0) == (0.0, 1.0)
