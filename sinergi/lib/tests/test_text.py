"""Texts cut short for a list."""

from __future__ import annotations

import pytest

from sinergi.lib.text import plain, short

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
FLAG = "\U0001f1ee\U0001f1e9"
THUMB = "\U0001f44d\U0001f3fd"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Pendek", "Pendek"),
        ("  Dua\nbaris\tjadi satu ", "Dua baris jadi satu"),
        ("Layanan Sabtu tetap buka.", "Layanan Sabtu tetap…"),
        ("Layanan Sabtu tetap, dan gratis", "Layanan Sabtu tetap…"),
        ("https://kecamatan-cibinong.example", "https://kecamatan-ci…"),
        ("", ""),
    ],
)
def test_a_text_ends_between_words_and_says_that_it_goes_on(text: str, shown: str) -> None:
    assert short(text, 20) == shown


@pytest.mark.parametrize("emoji", [FAMILY, FLAG, THUMB, "e\u0301", "\u2764\ufe0f"])
@pytest.mark.parametrize("before", range(12, 21))
def test_no_letter_and_no_emoji_is_cut_in_two(emoji: str, before: int) -> None:
    cut = short("a" * before + emoji + "b" * 30, 20)
    assert cut.endswith("…")
    assert len(cut) <= 21
    inside = cut.removesuffix("…").lstrip("a").rstrip("b")
    assert inside in {"", emoji}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Siti Aminah", "Siti Aminah"),
        ("  Siti\n\tAminah ", "Siti Aminah"),
        ("\u202eterbalik", "terbalik"),
        ("\u2067Siti\u2069 \x07\x1b[31m", "Siti [31m"),
        ("\u0633\u064a\u062a\u064a", "\u0633\u064a\u062a\u064a"),
        (f"Ibu {FAMILY}", f"Ibu {FAMILY}"),
        ("\u202e\x00", ""),
    ],
)
def test_a_name_turns_nothing_that_stands_beside_it(name: str, shown: str) -> None:
    assert plain(name) == shown
