"""What a message counts as is what its pieces count as, and what they add to each other."""

from __future__ import annotations

from sinergi.language.features import SIZE, WIDTH, beside, count


def features(text: str) -> list[int]:
    counted = [count(piece) for piece in text.split()]
    own = [f for piece in counted for f in (*piece.single, *piece.grams)]
    return sorted(own + [f for _, f in beside(counted)])


def test_words_and_letters_have_features_apart() -> None:
    piece = count("rusak")
    assert all(f < SIZE for f in piece.single)
    assert all(SIZE <= f < WIDTH for f in piece.grams)


def test_chat_spellings_count_as_the_same_words() -> None:
    assert count("gak").single == count("enggak").single


def test_a_negation_turns_what_follows_up_to_the_end_of_the_clause() -> None:
    _, _, turned, _, _ = count("bagus").words[0]
    for text, is_turned in [
        ("tidak bagus", True),
        ("gak terlalu bagus", True),
        ("tidak , bagus", False),
        ("tidak mahal tapi bagus", False),
        ("bagus", False),
    ]:
        counted = [count(piece) for piece in text.split()]
        assert (turned in {f for _, f in beside(counted)}) is is_turned, text


def test_one_long_word_is_cheap() -> None:
    assert len(count("x9" * 50_000).grams) < 200


def test_the_order_of_words_counts() -> None:
    assert features("mahal sekali") != features("sekali mahal")
