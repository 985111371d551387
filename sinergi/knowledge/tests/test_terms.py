"""Words meet at their root, however they were written."""

from __future__ import annotations

import pytest

from sinergi.knowledge import weighing
from sinergi.knowledge.differences import Part, between
from sinergi.knowledge.terms import words_of
from sinergi.language.writing.personal.masking import MASKS


def terms(text: str) -> set[str]:
    return {term for word in words_of(text) for term in word.terms}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("perekaman", "merekam"),
        ("pendaftaran", "mendaftar"),
        ("menyewa", "sewa"),
        ("mengirim", "kirim"),
        ("memilih", "pilihan"),
        ("pembayaran", "dibayarkan"),
        ("perpanjangan", "memperpanjang"),
        ("kehilangan", "ilang"),
        ("e-KTP", "KTP"),
        ("kartu tanda penduduk", "ktp"),
        ("Kartu Keluarga", "KK"),
        ("pelayanannya", "layanan"),
        ("runtah", "sampah"),
        ("𝗞𝗧𝗣", "ktp"),
    ],
)
def test_two_ways_to_write_a_word_are_one(one: str, other: str) -> None:
    assert terms(one) & terms(other)


@pytest.mark.parametrize("mask", MASKS.values())
def test_what_stands_for_personal_data_is_no_word_of_anybody(mask: str) -> None:
    assert terms(f"Lampu jalan mati, {mask}.") == terms("Lampu jalan mati.")


@pytest.mark.parametrize(("one", "other"), [("jalan", "jalur"), ("pajak", "pasar"), ("kk", "ktp")])
def test_two_words_stay_two(one: str, other: str) -> None:
    assert not terms(one) & terms(other)


@pytest.mark.parametrize("text", ["yang dan di bagaimana min", "?!...", "a b c", "081234567890"])
def test_what_says_nothing_is_left_out(text: str) -> None:
    assert terms(text) == set()


def test_a_phrase_is_told_as_it_was_typed() -> None:
    (word,) = words_of("Kartu Keluarga")
    assert (word.typed, word.terms) == ("Kartu Keluarga", ("kk",))


def test_a_word_of_the_question_weighs_more_than_one_of_the_answer() -> None:
    found = weighing.weights(["ktp hilang"], ["adminduk"], ["bawa surat kehilangan polisi"])
    assert found["ktp"] > found["polisi"]
    assert all(0 < weight <= weighing.WHOLE for weight in found.values())


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    assert weighing.rarity(1000, 3) > weighing.rarity(1000, 300) > 0


def test_differences_are_told_word_by_word() -> None:
    before, after = "Bawa KK dan KTP.", "Bawa fotokopi KK dan akta."
    parts = between(before, after)
    assert Part("removed", "KTP.") in parts
    assert "".join(p.text for p in parts if p.kind != "removed") == after
    assert "".join(p.text for p in parts if p.kind != "added") == before


def test_long_texts_are_compared_in_time() -> None:
    before, after = "kata " * 30_000, "kata " * 30_000 + "baru"
    assert "".join(p.text for p in between(before, after) if p.kind != "removed") == after
