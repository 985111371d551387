"""Weights are the same bytes for the same weights, and a broken file is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

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
    [b"", b"\n", b"no\n", b"[]\n", b'{"format":2}\n', pack(THREE)[:-3], b"\x80\x04pickle\n"],
)
def test_what_is_no_file_of_weights_is_refused(content: bytes) -> None:
    with pytest.raises(BadWeights):
        unpack(content)


def test_features_that_do_not_rise_are_refused() -> None:
    with pytest.raises(BadWeights):
        pack(Weights(TWO.facts, [5, 3], [1.0, 1.0]))
