"""Where a text is cut, and what is said of it where there are no threads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.publishing import parts

TEXT = "Layanan buka.\n\n---\n\nBawa KTP.\n---  \nGratis."


def test_a_line_of_three_dashes_begins_the_next_part() -> None:
    assert parts.said(TEXT, most=25) == ["Layanan buka.", "Bawa KTP.", "Gratis."]


def test_where_there_are_no_threads_it_is_one_text() -> None:
    assert parts.said(TEXT, most=1) == ["Layanan buka.\n\nBawa KTP.\n\nGratis."]


def test_parts_are_numbered_where_one_wishes() -> None:
    assert parts.said(TEXT, most=25, numbered=True)[1] == "Bawa KTP. (2/3)"
    assert parts.said("Satu saja", most=25, numbered=True) == ["Satu saja"]


@pytest.mark.parametrize("text", ["a --- b", "----", "-- -", "— — —", "--\n-"])
def test_other_dashes_are_words(text: str) -> None:
    assert parts.said(text, most=25) == [text]


def test_empty_parts_are_none() -> None:
    assert parts.said("---\nSatu\n---\n---\nDua\n---", most=9) == ["Satu", "Dua"]
    assert parts.said("---", most=9) == ["---"]


def test_a_text_is_cut_after_its_sentences() -> None:
    text = "Loket buka pukul delapan. Bawa KTP dan KK asli. Tidak dipungut biaya apa pun."
    cut = parts.said(parts.cut(text, most=50, count=len), most=9)
    assert cut == [
        "Loket buka pukul delapan. Bawa KTP dan KK asli.",
        "Tidak dipungut biaya apa pun.",
    ]


def test_a_sentence_that_is_too_long_is_cut_between_words() -> None:
    cut = parts.said(parts.cut("kata " * 30, most=20, count=len), most=99)
    assert max(map(len, cut)) == 19
    assert " ".join(cut).split() == ["kata"] * 30


def test_what_was_cut_by_hand_stays_cut() -> None:
    text = "Pendek.\n\n---\n\nJuga pendek."
    assert parts.cut(text, most=500, count=len) == text


def test_there_is_room_for_the_numbers() -> None:
    cut = parts.cut("Kalimat yang sedang saja. " * 20, most=60, count=len, numbered=True)
    assert all(len(part) <= 60 for part in parts.said(cut, most=99, numbered=True))


@given(st.text(alphabet="ab .!\n", max_size=300), st.integers(8, 80))
def test_no_word_is_lost_by_cutting(text: str, most: int) -> None:
    cut = parts.said(parts.cut(text, most=most, count=len), most=999)
    assert "".join("".join(cut).split()) == "".join(text.split())
    assert all(len(part) <= most or " " not in part for part in cut)
