"""A phrase finds what an office means by it."""

from __future__ import annotations

import pytest

from sinergi.language.rules.matching import Matcher
from sinergi.language.rules.message import read
from sinergi.language.rules.parsing import parse
from sinergi.language.rules.patterns import pattern

FOUND = [
    ("jalan rusak", "Jalan rusak!"),
    ("jalan rusak", "jln rusak"),
    ("jalan .. rusak", "jalan di depan pasar rusak"),
    ("jalan + rusak", "rusak sekali itu jalan"),
    ("jalan + rusak", "jalannya rusak"),
    ("lubang|berlubang", "aspal berlubang"),
    ("lubang*", "lubangnya dalam"),
    ("gorong-gorong", "gorong-gorong mampet"),
    ("sampah", "SAMPAAAH di mana-mana"),
    ("?", "buka jam berapa?"),
    ("teu .. acan", "teu pati jelas acan"),
]
NOT_FOUND = [
    ("jalan rusak", "jalan sudah rusak"),
    ("enggak .. enggak", "rusak enggak apa"),
    ("jalan .. rusak", "rusak itu jalan"),
    ("jalan .. rusak", "jalan satu dua tiga empat lima rusak"),
    ("jalan .. rusak", "Lewat jalan. Rusak itu apa?"),
    ("jalan + rusak", "jalan satu dua tiga empat lima enam tujuh rusak"),
    ("lubang", "berlubang"),
]


def stands(phrase: str, text: str) -> bool:
    looked_for, message = pattern(phrase), read(text)
    begins = looked_for.starts()
    one_by_one = any(
        looked_for.found(message, at)
        for at in range(len(message.words))
        if any(atom.fits(message, at) for atom in begins)
    )
    assert one_by_one == any(Matcher(parse(f"[one] One\n{phrase}")).hits(message))
    return one_by_one


@pytest.mark.parametrize(("phrase", "text"), FOUND)
def test_it_is_found(phrase: str, text: str) -> None:
    assert stands(phrase, text)


@pytest.mark.parametrize(("phrase", "text"), NOT_FOUND)
def test_it_is_not_found(phrase: str, text: str) -> None:
    assert not stands(phrase, text)


@pytest.mark.parametrize(
    "phrase", ["", "..", "jalan ..", "+ rusak", "a + b + c", "jalan .. + rusak", "*", "j*", "a||b"]
)
def test_what_cannot_be_looked_for_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        pattern(phrase)


def test_a_shortened_word_ends_no_sentence() -> None:
    assert set(read("Jl. Raya Kec. Ciawi rusak").sentences) == {0}
    assert set(read("Jalan rusak. Tolong!").sentences) == {0, 1}


def test_words_are_shown_as_they_were_written() -> None:
    message = read("JLNnya Rusak, pak...")
    assert message.shown == ("JLNnya", "Rusak", "pak")


def test_a_very_long_message_is_read_at_its_beginning() -> None:
    assert len(read("kata " * 5000).words) == 400
    assert len(read("kata,lain," * 5000).words) == 400
