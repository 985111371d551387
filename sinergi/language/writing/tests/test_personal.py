"""Personal data: how much is found, how much is taken for it wrongly, and what is masked."""

from __future__ import annotations

import pytest

from sinergi.language.writing import find_personal, mask
from sinergi.language.writing.personal.identity import valid
from sinergi.language.writing.tests.sets import Example, examples, part

LEAST = 0.98


def measured(of: list[Example]) -> tuple[float, float]:
    """Return recall and precision over pieces; what meets a marked piece is right."""
    right = missed = wrong = 0
    for example in of:
        spans = [(found.start, found.end) for found in find_personal(example.text)]
        hits = [any(a < t and s < b for a, b in spans) for s, t in example.pieces]
        right += sum(hits)
        missed += len(hits) - sum(hits)
        wrong += sum(not any(a < t and s < b for s, t in example.pieces) for a, b in spans)
    return right / (right + missed), right / (right + wrong)


def test_the_sets_are_large_enough() -> None:
    assert sum(len(example.pieces) for example in examples("personal")) >= 300
    assert len(examples("lookalikes")) >= 300


@pytest.mark.parametrize("held_out", [False, True], ids=["developed on", "held out"])
def test_personal_data_is_found_and_little_else(held_out: bool) -> None:
    tried = [*part(examples("personal"), held_out=held_out)]
    tried += part(examples("lookalikes"), held_out=held_out)
    recall, precision = measured(tried)
    assert recall >= LEAST
    assert precision >= LEAST


def test_what_is_found_is_of_the_right_kind() -> None:
    for example in examples("personal"):
        kinds = {found.kind for found in find_personal(example.text)}
        assert kinds <= {example.kind}, example.text


@pytest.mark.parametrize(
    ("digits", "is_one"),
    [
        ("3201014508900001", True),
        ("3201010508900001", True),
        ("3201017208900001", False),  # a day of 72
        ("3201010513900001", False),  # a thirteenth month
        ("9901010508900001", False),  # no such province
        ("3201000508900001", False),  # no such part of a district
        ("3201010508900000", False),  # a series begins with 1
        ("3201013002900001", False),  # the 30th of February
    ],
)
def test_a_nik_is_known_by_its_parts(digits: str, is_one: bool) -> None:
    assert valid(digits) is is_one


def test_a_number_belongs_to_whoever_is_named_nearest() -> None:
    office = "Hubungi petugas BPBD di 0812-3456-7890"
    assert find_personal(office) == ()
    assert [p.kind for p in find_personal(office + " (Pak Dedi)")] == ["phone"]


def test_an_imported_message_keeps_no_personal_data() -> None:
    said = (
        "Saya Wulan, NIK 3201014508900001, hp 0812-3456-7001, wulan@gmail.com, "
        "Kp. Cikaret RT 02/RW 05. Kantor: (021) 8790001."
    )
    kept = mask(said)
    assert kept == ("Saya Wulan, NIK [NIK], hp [telepon], [surel], [alamat]. Kantor: [telepon].")
    assert mask(kept) == kept


def test_a_letter_in_place_of_the_nought_hides_no_number() -> None:
    assert mask("wa saya o812-3456-7890 ya") == "wa saya [telepon] ya"
    assert mask("O8123456789O") == "O8123456789O"
    assert mask("bus o8 jurusan Bogor, model O8123") == "bus o8 jurusan Bogor, model O8123"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("wa nol delapan satu dua tiga empat lima enam tujuh delapan", "wa [telepon]"),
        ("japri kosong 8 satu 2 tiga 4 lima 6 tujuh 8 ya", "japri [telepon] ya"),
        (
            "wa nol delapan satu dua tiga empat lima enam tujuh delapan, 24 jam",
            "wa [telepon], 24 jam",
        ),
        ("hitung satu dua tiga empat lima enam tujuh delapan", None),
        ("juara satu, dua, dan tiga dapat delapan ratus ribu", None),
        ("kantor kami: nol dua lima satu delapan tiga dua satu tujuh", "kantor kami: [telepon]"),
    ],
)
def test_a_number_in_words_is_masked_and_counting_is_not(said: str, kept: str | None) -> None:
    assert mask(said) == (said if kept is None else kept)


@pytest.mark.parametrize("between", [", ", " / ", " ", " atau "])
def test_of_numbers_in_words_beside_each_other_none_stays(between: str) -> None:
    one = "nol delapan satu dua tiga empat lima enam tujuh delapan sembilan satu"
    other = "nol delapan lima tujuh satu satu dua dua tiga tiga empat empat"
    said = f"WA {one}{between}{other} ya"
    assert mask(said) == f"WA [telepon]{between}[telepon] ya"


def test_an_offices_number_in_words_is_no_persons() -> None:
    said = "Hubungi kantor BPBD di nol delapan satu dua tiga empat lima enam tujuh delapan"
    assert find_personal(said) == ()


def test_masking_leaves_what_is_no_personal_data() -> None:
    said = "Jalan rusak di Desa Sukamaju sejak 12-10-2025, biaya Rp10.000.000, lapor ke 112."
    assert mask(said) == said
