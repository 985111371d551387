"""Posters: the same fact in other words is said; what is not said is told."""

from __future__ import annotations

import pytest

from sinergi.language.findings import Finding, Severity
from sinergi.language.writing import Draft, check
from sinergi.language.writing.posters import unsaid

POSTER = (
    "Poster: Pasar Murah, Sabtu 6 Desember 2026, pukul 08.00-11.30, Alun-alun Cibinong. "
    "Beras Rp58.500, gratis ongkos antar. Tanya 0812-3344-5566, daftar bogor.example.go.id/pasar"
)

OTHERWISE = (
    "Pasar murah 6 Des, jam 8 sampai 11.30, di alun-alun Cibinong! Beras Rp 58.500. Cuma-cuma "
    "diantar. WA +62 812 3344 5566 atau https://bogor.example.go.id/pasar/"
)


def told(text: str, alt: str, poster: bool | None = None) -> list[Finding]:
    found = check(Draft(text, (alt,), posters=(poster,)))
    return [finding for finding in found if finding.rule == "alt-poster"]


@pytest.mark.parametrize(
    "text",
    [
        OTHERWISE,
        POSTER,
    ],
)
def test_a_text_that_says_all_in_other_words_is_enough(text: str) -> None:
    assert unsaid(POSTER, text) == ([], 6)
    assert told(text, POSTER, poster=True) == []


def test_what_the_text_lacks_is_named_as_the_poster_writes_it() -> None:
    (found,) = told("Pasar murah di Alun-alun Cibinong. Beras Rp58.500, gratis.", POSTER, True)
    assert found.severity == Severity.WARNING
    assert found.where == "alt 1"
    assert found.facts["facts"] == (
        "6 Desember 2026 · 08.00 · 11.30 · 0812-3344-5566 · bogor.example.go.id/pasar"
    )


@pytest.mark.parametrize(
    ("description", "text", "missing"),
    [
        ("Tarif baru Rp10 ribu", "Tarif baru Rp10.000", []),
        ("Tarif baru Rp1,5 juta", "Tarif baru Rp1.500.000", []),
        ("Tarif baru Rp10.000", "Tarif baru Rp12.000", ["Rp10.000"]),
        ("Buka 3 s.d. 5 Agt", "Buka 3 Agustus", ["3 s.d. 5 Agt"]),
        ("Buka 3-5 Agustus", "Buka 3 sampai 5 Agustus", []),
        ("Rapat 12/12, jam 9", "Rapat 12 Desember pukul 09.00", []),
        ("Luas 10.000 hektare, 2.500 warga", "Luas", []),
        ("Nomor 08.00.01 bukan jam", "Nomor", []),
        ("Di Kantor Kecamatan Ciawi", "Kantor kecamatan di Ciawi", []),
        ("Di Kantor Kecamatan Ciawi", "Kantor di Bogor", ["Kantor Kecamatan Ciawi"]),
    ],
)
def test_facts_are_known_by_what_they_mean(description: str, text: str, missing: list[str]) -> None:
    assert unsaid(description, text)[0] == missing


def test_one_fact_asks_nothing_of_a_picture_that_nobody_called_a_poster() -> None:
    alt = "Warga antre di Puskesmas Ciomas"
    assert told("Layanan pagi ini", alt) == []
    assert [f.severity for f in told("Layanan pagi ini", alt, True)] == [Severity.WARNING]


def test_a_picture_of_two_kinds_of_facts_is_asked_about_until_somebody_says() -> None:
    assert [f.severity for f in told("Ada acara", POSTER)] == [Severity.HINT]
    assert told("Ada acara", POSTER, False) == []


def test_it_can_be_switched_off() -> None:
    assert not [
        f for f in check(Draft("x", (POSTER,)), off={"alt-poster"}) if f.rule == "alt-poster"
    ]
