"""Gambling is found however it is spelled; what only looks like it is none. Denials turn."""

from __future__ import annotations

import pytest

from sinergi.language.reading import read


@pytest.mark.parametrize(
    "text",
    [
        "s-l-o-t g-a-c-o-r malam ini, link di bio",
        "m.a.x.w.i.n h.a.r.i i.n.i gas",
        "s l o t  g a c o r",
        "S|L|O|T paling gampang menang",
        "situs slot_gacor nomor satu",
        "𝕤𝕝𝕠𝕥 𝕘𝕒𝕔𝕠𝕣 depo 10k",
        "s🎰l🎰o🎰t auto jp",
        "ѕӏоt gасоr bonus 100%",  # Cyrillic
        "s10t g4c0r wd lancar",
        "sl*t terbaik bonus new member",
    ],
)
def test_gambling_is_found_however_it_is_spelled(text: str) -> None:
    assert read(text)["spam"].label == "judol"


@pytest.mark.parametrize(
    "text",
    [
        "slot parkir di pasar penuh",
        "komentar slot gacor di sini tolong dihapus admin",
        "bonus kader posyandu belum cair",
        "J A D W A L samsat keliling hari ini",
        "R-A-P-I siap bantu lalu lintas",
        "nomor S.K.C.K. saya hilang",
        "K.H. Abdul dan Drs. H. M. Si. hadir",
        "F 1234 AB parkir sembarangan",
        "pasar burung ramai, burung gacor semua",
    ],
)
def test_what_only_looks_like_gambling_is_none(text: str) -> None:
    assert read(text)["spam"].label == "normal"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("pelayanannya tidak mengecewakan", "positive"),
        ("petugasnya tidak ribet dan tidak lama", "positive"),
        ("gak rugi datang ke sini", "positive"),
        ("tidak bagus", "negative"),
        ("nggak puas sama pelayanannya", "negative"),
        ("ora apik", "negative"),
        ("tidak ada perbaikan", "negative"),
    ],
)
def test_what_is_denied_turns(text: str, label: str) -> None:
    assert read(text)["sentiment"].label == label
