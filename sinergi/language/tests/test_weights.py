"""Weights are the same bytes for the same weights, and a broken file is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sinergi.language.features import SIZE, WIDTH, count
from sinergi.language.heads import Heads
from sinergi.language.weights import BadWeights, Facts, Weights, pack, unpack

TWO = Weights(Facts("spam", ("normal", "judol"), (-1.5,)), [3, 70, 65_000], [0.5, -2.0, 1.0])
THREE = Weights(
    Facts("mood", ("a", "b", "c"), (0.0, 1.0, -1.0), 0.8, {"": 0.6, "sun": 0.7}, 0.3),
    [0, 9],
    [1.0, 0.0, -1.0, 0.5, 0.25, -0.75],
)
WARM = replace(THREE, facts=replace(THREE.facts, temperatures={"sun": 0.9}))


@pytest.mark.parametrize("weights", [TWO, THREE, WARM], ids=["two", "three", "by language"])
def test_what_is_packed_is_unpacked(weights: Weights) -> None:
    read = unpack(pack(weights))
    assert read.facts == weights.facts
    assert list(read.features) == list(weights.features)
    assert list(read.values) == list(weights.values)
    assert pack(read) == pack(weights)


def test_a_program_that_knows_no_languages_of_a_head_reads_one_without() -> None:
    assert b"temperatures" not in pack(THREE)
    assert b"temperatures" in pack(WARM)


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"no\n", b"[]\n", b'{"format":3}\n', pack(THREE)[:-3], b"\x80\x04pickle\n"],
)
def test_what_is_no_file_of_weights_is_refused(content: bytes) -> None:
    with pytest.raises(BadWeights):
        unpack(content)


def test_features_may_be_far_apart() -> None:
    """Those that a few examples have are some hundred of a million."""
    far = Weights(TWO.facts, [3, 200_000, WIDTH - 1], [0.5, -2.0, 1.0])
    read = unpack(pack(far))
    weighty = {f: v for f, v in zip(read.features, read.values, strict=True) if v}
    assert weighty == {3: 0.5, 200_000: -2.0, WIDTH - 1: 1.0}
    assert pack(read) == pack(far)


def test_weights_of_format_1_say_what_they_said() -> None:
    """Words were cut short to 18 bits when they were learnt, as letters are."""
    then, own = 1 << 18, count("jalan")
    word, letters = own.single[0], sorted(feature - SIZE for feature in own.grams)
    assert word >= then
    learnt = Weights(TWO.facts, [word % then, then + letters[0]], [1.5, -0.5])
    read = Heads([unpack(pack(learnt).replace(b'"format":2', b'"format":1'))]).read("jalan")
    of_word, of_letters = 1.5 / 2**0.5, -0.5 / len(letters) ** 0.5  # a message begins with it
    assert read.scores[0] == pytest.approx(of_word + of_letters, abs=1e-3)


def test_features_that_do_not_rise_are_refused() -> None:
    with pytest.raises(BadWeights):
        pack(Weights(TWO.facts, [5, 3], [1.0, 1.0]))
