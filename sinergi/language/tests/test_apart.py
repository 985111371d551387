"""Words are read whose letters stand apart, or hide behind figures and signs; what is written so
for other reasons stays as it is."""

from __future__ import annotations

import time

import pytest

from sinergi.language.normalising import normalise, pieces


def words(text: str) -> list[str]:
    return [part for piece in pieces(text) for part in normalise(piece).parts]


@pytest.mark.parametrize(
    "hidden",
    [
        "s-l-o-t g-a-c-o-r",
        "s.l.o.t g.a.c.o.r",
        "s l o t  g a c o r",
        "S L O T   G A C O R",
        "s - l - o - t   g - a - c - o - r",
        "s l o t g a c o r",
        "sIot gacor",
        "S|L|O|T G|A|C|O|R",
        "s_l_o_t g*a*c*o*r",
        "s•l•o•t g•a•c•o•r",
        "(s)(l)(o)(t) [g][a][c][o][r]",
        "s🎰l🎰o🎰t g❤️a❤️c❤️o❤️r",
        "s\u200bl\u200bo\u200bt g\u00ada\u00adc\u00ado\u00adr",
        "s̶l̶o̶t̶ g͎a͎c͎o͎r͎",
        "ѕӏоt gасоr",  # Cyrillic
        "ｓｌｏｔ ⓖⓐⓒⓞⓡ",
        "𝕤 𝕝 𝕠 𝕥  𝕘 𝕒 𝕔 𝕠 𝕣",
        "s10t g4c0r",
        "5l0t g@c0r",
        "$lot g4cor",
        "sl*t gac🔥r",
        "sl-ot ga-cor",
        "s\nl\no\nt gacor",
    ],
)
def test_hidden_words_are_read(hidden: str) -> None:
    assert words(hidden) == ["slot", "gacor"]


@pytest.mark.parametrize(
    ("hidden", "read"),
    [
        ("m.a.x.w.i.n h.a.r.i i.n.i", ["maxwin", "hari", "ini"]),
        ("s l o t, g a c o r!", ["slot", ",", "gacor", "!"]),
        ("main j-a-c-k-p-o-t, yuk", ["main", "jackpot", "yuk"]),
        ("M E N T A R I 7 7 pasti menang", ["mentari77", "pasti", "menang"]),
        ("M-E-N-T-A-R-I-7-7", ["mentari77"]),
        ("H A R I  I N I  L I B U R", ["hari", "ini", "libur"]),
        ("J A D W A L samsat", ["jadwal", "samsat"]),
        ("P E N G U M U M A N", ["pengumuman"]),
        ("R-A-P-I", ["rapi"]),
        ("s3lamat p4gi", ["selamat", "pagi"]),
    ],
)
def test_words_that_stand_apart_are_read_word_by_word(hidden: str, read: list[str]) -> None:
    assert words(hidden) == read


@pytest.mark.parametrize(
    ("plain", "read"),
    [
        ("a-b-c", ["a", "-", "b", "-", "c"]),
        ("S.H.", ["s", ".", "h", "."]),
        ("M.Si.", ["m", ".", "si", "."]),
        ("F 1234 AB", ["f", "1234", "ab"]),
        ("0812-3456-7890", ["0812", "-", "3456", "-", "7890"]),
        ("1-2-3-4", ["1", "-", "2", "-", "3", "-", "4"]),
        ("2 x 3 = 6", ["2", "x", "3", "=", "6"]),
        ("1 + 1 = 2", ["1", "+", "1", "=", "2"]),
        ("a b c", ["a", "b", "c"]),
        ("RT 02/RW 05", ["rt", "02", "/", "rw", "05"]),
        ("blok a4, kel4", ["blok", "a4", ",", "kel4"]),
        ("covid19 mp3 3x24 5g", ["covid19", "mp3", "3x24", "5g"]),
        ("ambil4d mega77", ["ambil4d", "mega77"]),
        ("ra'ya'", ["ra'ya", "'"]),
        ("pro-rakyat", ["pro", "-", "rakyat"]),
        ("e-KTP", ["e", "-", "ktp"]),
        ("jalan-jalan", ["jalan", "-", "jalan"]),
        ("10-12-2025", ["10", "-", "12", "-", "2025"]),
        ("KTP-el di Islam IPDN", ["ktp", "-", "el", "di", "islam", "ipdn"]),
        ("anj*ng", ["anj", "*", "ng"]),
    ],
)
def test_what_is_meant_as_it_stands_stays(plain: str, read: list[str]) -> None:
    assert words(plain) == read


def test_figures_for_letters_are_marked() -> None:
    assert normalise("g4c0r").marks == ("figured",)
    assert normalise("𝗚𝟰𝗖𝟬𝗥").marks == ("styled", "stately", "loud", "figured")


@pytest.mark.parametrize("one", ["s l o t ", "s-l-o-t-", "1 ", "a . b ", "0o1i$@|", "(a)"])
def test_nothing_takes_long(one: str) -> None:
    start = time.process_time()
    words((one * 10_000)[:10_000])
    assert time.process_time() - start < 1
