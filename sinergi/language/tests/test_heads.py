"""Heads decide by what pieces add up to, say why, and abstain where they know too little."""

from __future__ import annotations

from dataclasses import replace
from math import exp, sqrt

import pytest

from sinergi.language.features import count
from sinergi.language.heads import Heads
from sinergi.language.weights import Facts, Weights


def weights(known: float = 0.0, **words: float) -> Weights:
    """Return a head of two labels that knows a few words."""
    told = {count(word).single[0]: value for word, value in words.items()}
    facts = Facts("mood", ("bad", "good"), (0.0,), surest={"": 0.6, "sun": 0.9}, known=known)
    return Weights(facts, sorted(told), [told[feature] for feature in sorted(told)])


HEADS = Heads([weights(rusak=-3.0, bagus=3.0)])


def test_a_score_is_the_sum_over_pieces_divided_by_the_root_of_their_count() -> None:
    read = HEADS.read("bagus rusak bagus")
    features = 3 + 3  # three words, and a pair with what stands before each
    expected = (3.0 - 3.0 + 3.0) / sqrt(features)
    likely = HEADS.probabilities("mood", read)
    assert likely["good"] == pytest.approx(1 / (1 + exp(-expected)))
    assert sum(likely.values()) == pytest.approx(1)


def test_the_same_message_read_again_is_decided_the_same() -> None:
    first = HEADS.decide("mood", HEADS.read("jalan rusak, bagus"))
    assert HEADS.decide("mood", HEADS.read("jalan rusak, bagus")) == first


def test_words_are_told_as_written_with_their_sign_the_strongest_first() -> None:
    decision = HEADS.decide("mood", HEADS.read("Rusak! rusak parah, bagus"))
    assert decision.label == "bad"
    assert [word for word, _ in decision.words][:1] == ["Rusak"] or decision.words[0][1] > 0
    assert dict(decision.words)["bagus"] < 0


def test_a_piece_that_is_written_again_is_told_once() -> None:
    told = HEADS.decide("mood", HEADS.read("bagus rusak bagus bagus")).words
    assert [word for word, _ in told] == ["bagus", "rusak"]
    spoke = 3 * 3.0 / sqrt(4 + 4)  # four words, and a pair with what stands before each
    assert dict(told)["bagus"] == pytest.approx(spoke, abs=0.001)


def test_signs_that_nobody_sees_stand_between_no_words() -> None:
    unseen = HEADS.read("tidak \u200b bagus \ufe0f sekali")
    plain = HEADS.read("tidak bagus sekali")
    assert unseen[2:] == plain[2:]
    assert HEADS.decide("mood", unseen) == HEADS.decide("mood", plain)


def test_words_in_one_piece_make_pairs_as_words_apart_do() -> None:
    assert HEADS.read("tidak,bagus.")[2:] == HEADS.read("tidak , bagus .")[2:]


def test_no_more_than_the_five_strongest_are_told() -> None:
    known = {"satu": 1.0, "dua": 2.0, "tiga": 3.0, "empat": -4.0, "lima": 5.0, "enam": 6.0}
    heads = Heads([weights(**known)])
    told = heads.decide("mood", heads.read("satu dua tiga empat lima enam")).words
    assert [word for word, _ in told] == ["enam", "lima", "empat", "tiga", "dua"]


def test_a_language_may_have_a_temperature_of_its_own() -> None:
    head = weights(rusak=-3.0, bagus=3.0)
    warm = Heads([replace(head, facts=replace(head.facts, temperatures={"sun": 0.5}))])
    read = warm.read("bagus")
    plain = warm.probabilities("mood", read)["good"]
    assert warm.probabilities("mood", read, "ind")["good"] == plain
    assert warm.decide("mood", read, "sun").probabilities["good"] > plain


def test_each_language_has_its_own_threshold() -> None:
    read = HEADS.read("bagus")
    assert not HEADS.decide("mood", read, "ind").abstained
    assert HEADS.decide("mood", read, "sun").abstained


def test_a_message_of_unknown_letters_is_not_decided() -> None:
    heads = Heads([weights(known=0.3, bagus=9.0)])
    assert heads.decide("mood", heads.read("bagus")).abstained


def test_a_message_of_words_that_no_head_knows_is_not_decided() -> None:
    """Though its letters in a row are in every language."""
    known = count("bagus")
    told = dict.fromkeys({*known.single, *known.grams}, 1.0) | {known.single[0]: 9.0}
    facts = Facts("mood", ("bad", "good"), (0.0,), known=0.3)
    heads = Heads([Weights(facts, sorted(told), [told[feature] for feature in sorted(told)])])
    assert not heads.decide("mood", heads.read("bagus")).abstained
    strange = heads.read("bagu bagu agus")
    assert strange.known > 0.7
    assert strange.strange == 6
    assert heads.decide("mood", strange).abstained


@pytest.mark.parametrize("text", ["", " ", "\n", "😂", "…"])
def test_next_to_nothing_is_read_too(text: str) -> None:
    assert HEADS.decide("mood", HEADS.read(text)).abstained
