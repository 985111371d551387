"""A head learns from examples, the same each time, and says nothing of what a set cannot tell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from sinergi.language.heads import Heads
from sinergi.language.learning.calibrating import brier, probabilities, temperature, temperatures
from sinergi.language.learning.fitting import Examples, balanced, fit
from sinergi.language.learning.packing import pruned
from sinergi.language.learning.rows import rows_of
from sinergi.language.weights import pack, unpack

LABELS = ("bad", "none", "good")
TEXTS = (
    *("jalan rusak parah", "sampah menumpuk lagi", "air mati terus", "antrean lama sekali"),
    *("kantor buka jam delapan", "rapat hari senin", "loket pindah lantai dua"),
    *("pelayanan bagus sekali", "petugas ramah", "terima kasih cepat sekali"),
)
TRUE = (0, 0, 0, 0, 1, 1, 1, 2, 2, 2)


def examples(texts: Sequence[str] = TEXTS, true: Sequence[int] = TRUE, blind: int = 0) -> Examples:
    """Return examples; the last ``blind`` of them do not tell ``none`` from others."""
    allowed = np.ones((len(texts), 3), dtype=np.bool_)
    kinds = np.zeros(len(texts), dtype=np.int64)
    if blind:
        allowed[-blind:, 1] = False
        kinds[-blind:] = 1
    return Examples(rows_of(texts), np.array(true), np.ones(len(texts)), allowed, kinds)


def test_what_was_learnt_is_told_again() -> None:
    learnt = examples()
    assert fit(balanced(learnt)).scores(learnt.rows).argmax(axis=1).tolist() == list(TRUE)


def test_the_same_examples_give_the_same_bytes() -> None:
    first, second = (pack(pruned("mood", LABELS, fit(examples()), most=50)) for _ in range(2))
    assert first == second
    values, wide = unpack(first).values, len(LABELS)
    rows = [values[n : n + wide] for n in range(0, len(values), wide)]
    assert sum(map(any, rows)) == 50  # others are only on the way to what is far away


def test_a_set_that_knows_no_neutral_does_not_speak_against_it() -> None:
    more = (*TEXTS, *["rapat hari senin rusak"] * 3)
    true = (*TRUE, *[0] * 3)
    place = rows_of(["rapat hari senin"])
    open_eyed = probabilities(fit(examples(more, true)).scores(place))[0, 1]
    blind = probabilities(fit(examples(more, true, blind=3)).scores(place))[0, 1]
    assert blind > open_eyed


def test_labels_weigh_the_same_however_many_there_are() -> None:
    weights = balanced(examples()).weights
    assert np.allclose([weights[np.array(TRUE) == n].sum() for n in range(3)], 10 / 3)


def test_reading_in_plain_python_gives_what_was_fitted() -> None:
    fitted = fit(examples())
    heads = Heads([pruned("mood", LABELS, fitted, most=100_000)])
    for text in (*TEXTS, "jalan bagus, petugas lama!!"):
        expected = probabilities(fitted.scores(rows_of([text])))[0]
        found = list(heads.probabilities("mood", heads.read(text)).values())
        assert np.allclose(found, expected, atol=2e-3), text


def test_a_head_that_boasts_is_cooled() -> None:
    scores = np.array([[0.0, 9.0], [9.0, 0.0], [0.0, 9.0], [9.0, 0.0]])
    true = np.array([1, 0, 1, 1])
    assert temperature(scores, true, np.ones((4, 2), dtype=np.bool_)) > 2


def test_a_few_that_are_surely_wrong_do_not_cool_all_others() -> None:
    nine_of_ten = np.tile([0.0, np.log(9.0)], (1000, 1))
    true = np.tile([1, 1, 1, 1, 1, 0, 1, 1, 1, 1], 100)
    open_to_all = np.ones((1010, 2), dtype=np.bool_)
    assert temperature(nine_of_ten, true, open_to_all[:1000]) == pytest.approx(1, abs=0.01)
    scores = np.vstack([nine_of_ten, np.tile([0.0, 30.0], (10, 1))])
    wrong = np.append(true, np.zeros(10, dtype=np.int64))
    assert temperature(scores, wrong, open_to_all, misses=brier) == pytest.approx(1, abs=0.1)
    assert temperature(scores, wrong, open_to_all) > 1.5


def test_a_language_in_which_a_head_boasts_is_cooled_alone() -> None:
    right = np.tile([[0.0, 4.0], [4.0, 0.0]], (250, 1))
    scores, labels = np.vstack([right, right]), np.tile([1, 0], 500)
    labels[500::3] = 1 - labels[500::3]
    languages = ["ind"] * 500 + ["sun"] * 500
    found = temperatures(scores, labels, np.ones((1000, 2), bool), np.ones(1000), languages)
    assert found["ind"] < 1 < found["sun"]
    few = temperatures(scores[:9], labels[:9], np.ones((9, 2), bool), np.ones(9), languages[:9])
    assert few == {}
