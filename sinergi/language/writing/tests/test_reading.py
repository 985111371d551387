"""Sentences and grades."""

from __future__ import annotations

import pytest

from sinergi.language.writing import Draft, Register
from sinergi.language.writing.grade import grade, syllables
from sinergi.language.writing.reading import Reading
from sinergi.language.writing.tests.sets import rows


def reading(text: str) -> Reading:
    return Reading(text, "text", Draft(text), None, Register())


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in reading(text).sentences]


@pytest.mark.parametrize(
    "whole",
    [
        "Biayanya Rp10.000 atau Rp1.250.000,50 per unit.",
        "Lihat Peraturan No. 12 Tahun 2025.",
        "Buka pukul 08.00 WIB sampai 12.30.",
        "Temui dr. Ani atau drg. Budi, S.Pd. di loket.",
        "Datang ke Jl. Mawar No. 3, Kec. Ciawi, Kab. Bogor.",
        "Isi di https://bogorkab.go.id/layanan.html?a=1.2 ya.",
        "Surat a.n. Siti s.d. Jumat dapat diambil.",
        "Luas 1.234,5 m2 di RT. 02 RW. 05.",
    ],
)
def test_a_dot_inside_a_sentence_does_not_end_it(whole: str) -> None:
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bayar Rp10.000. Bawa KTP.", ["Bayar Rp10.000.", "Bawa KTP."]),
        ("Buka pukul 08.00. Gratis!", ["Buka pukul 08.00.", "Gratis!"]),
        ("Bawa KTP, KK, dll. Jangan lupa.", ["Bawa KTP, KK, dll.", "Jangan lupa."]),
        ("Lapor ke RT. Lalu ke desa.", ["Lapor ke RT.", "Lalu ke desa."]),
        ("Apa kabar? Baik 😊 Kami tunggu", ["Apa kabar?", "Baik 😊", "Kami tunggu"]),
        ("Syarat:\n1. KTP\n2. KK\n- Foto", ["Syarat:", "KTP", "KK", "Foto"]),
        ("“Ayo datang.” Begitu katanya.", ["“Ayo datang.”", "Begitu katanya."]),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_line_that_was_only_wrapped_is_one_sentence() -> None:
    text = "Kami memperbaiki pipa di Jalan Raya Bogor mulai besok pagi\nsampai lusa."
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("word", "count"),
    [("ibu", 2), ("pantai", 2), ("pulau", 2), ("amboi", 2), ("mereka", 3), ("ai", 1), ("KTP", 1)],
)
def test_syllables_are_vowels(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_is_that_of_the_formula() -> None:
    # 300 words in 30 sentences with 750 syllables: 10 words a sentence, 2.5 syllables a word.
    words = ["mereka", "ibu"] * 150
    assert grade(words, 30) == pytest.approx(-13.988 + 0.3793 * 10 + 0.0207 * 750)
    assert grade([], 0) == 0


def test_bureaucratic_texts_are_graded_harder_than_plain_ones() -> None:
    pairs = rows("pairs")
    right = sum(reading(hard).grade > reading(easy).grade for hard, easy in pairs)
    assert len(pairs) >= 60
    assert right / len(pairs) >= 0.95
