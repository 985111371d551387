"""Posts of a set in which nobody is neutral do not make others less neutral."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sinergi.language.heads import Heads
from sinergi.language.learning.calibrating import probabilities
from sinergi.language.learning.fitting import Examples, balanced, fit
from sinergi.language.learning.manner import manner_of, shared
from sinergi.language.learning.packing import pruned
from sinergi.language.learning.rows import rows_of
from sinergi.language.weights import pack, unpack

LABELS = ("bad", "none", "good")
SAID = (
    *[("jalan rusak parah", 0), ("kantor buka jam delapan", 1), ("petugas ramah", 2)] * 4,
    *[("rapat hari senin", 1), ("loket pindah lantai dua", 1)] * 4,
    *[("wkwk asli dah rusak banget #curhat", 0), ("wkwk asli dah ramah banget #curhat", 2)] * 4,
)
POST, NOTICE = "wkwk asli dah senin banget #curhat", "rapat kantor senin"


def examples() -> Examples:
    """Return examples of two manners; the last eight lack ``none``."""
    allowed = np.ones((len(SAID), 3), dtype=np.bool_)
    allowed[-8:, 1] = False
    return Examples(
        rows=rows_of([text for text, _ in SAID]),
        labels=np.array([label for _, label in SAID]),
        weights=np.ones(len(SAID)),
        allowed=allowed,
        kinds=np.array([0] * (len(SAID) - 8) + [1] * 8),
    )


def heads(*, with_manner: bool = True) -> Heads:
    learnt = examples()
    manner = manner_of(learnt, LABELS) if with_manner else None
    head = pruned("mood", LABELS, fit(balanced(learnt)), most=100_000, manner=manner)
    return Heads([unpack(pack(head))])


def test_a_label_is_withheld_where_the_manner_lacks_it() -> None:
    plain, told = heads(with_manner=False), heads()
    for text, least, most in ((POST, 0.0, 0.75), (NOTICE, 0.9, 1.0)):
        before = plain.probabilities("mood", plain.read(text))
        after = told.probabilities("mood", told.read(text))
        assert least <= after["none"] / before["none"] <= most, text
        assert sum(after.values()) == pytest.approx(1)
        assert after["bad"] / after["good"] == pytest.approx(before["bad"] / before["good"])


def test_reading_withholds_as_much_as_was_learnt() -> None:
    learnt, reader = examples(), heads()
    manner, fitted = manner_of(learnt, LABELS), fit(balanced(learnt))
    assert manner
    for text in (POST, NOTICE, "asli, jam delapan baru buka"):
        row = rows_of([text])
        expected = shared(probabilities(fitted.scores(row)), 1, manner.scores(row))[0]
        found = list(reader.probabilities("mood", reader.read(text)).values())
        assert np.allclose(found, expected, atol=2e-3), text


def test_where_every_set_has_all_labels_there_is_no_manner() -> None:
    learnt = examples()
    assert manner_of(replace(learnt, allowed=np.ones_like(learnt.allowed)), LABELS) is None


def test_two_labels_lacking_are_refused() -> None:
    learnt = examples()
    lacking = learnt.allowed.copy()
    lacking[0, 0] = False
    with pytest.raises(ValueError, match="one label"):
        manner_of(replace(learnt, allowed=lacking), LABELS)


def test_nothing_is_lost_where_a_label_is_certain() -> None:
    certain = np.array([[0.0, 1.0, 0.0]])
    assert np.isfinite(shared(certain, 1, np.array([-800.0]))).all()
