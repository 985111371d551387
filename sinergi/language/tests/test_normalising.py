"""What people write comes to plain letters, however it was dressed."""

from __future__ import annotations

import pytest

from sinergi.language.normalising import HANDLE, LINK, MAIL, Piece, normalise, pieces, usual


@pytest.mark.parametrize(
    "dressed",
    [
        "𝗠𝗘𝗚𝗔𝗪𝗜𝗡",
        "𝓶𝓮𝓰𝓪𝔀𝓲𝓷",
        "ＭＥＧＡＷＩＮ",
        "ⓂⒺⒼⒶⓌⒾⓃ",
        "🅼🅴🅶🅰🆆🅸🅽",
        "🇲🇪🇬🇦🇼🇮🇳",
        "ᴍᴇɢᴀᴡɪɴ",
        "mеgаwіn",  # Cyrillic
        "MΕGΑWΙΝ",  # Greek
        "m͎e͎g͎a͎w͎i͎n͎",
    ],
)
def test_letters_of_ornament_are_read_and_marked(dressed: str) -> None:
    read = normalise(dressed)
    assert read.parts == ("megawin",)
    assert "styled" in read.marks


@pytest.mark.parametrize(
    ("dressed", "marks"),
    [
        ("𝗠𝗘𝗚𝗔𝗪𝗜𝗡", ("styled", "stately", "loud")),
        (",,𝙈𝙀𝙂𝘼77", ("styled", "stately", "loud")),
        ("𝓫𝓪𝓷𝔂𝓪𝓴", ("styled", "meek")),
        ("𝓑𝓪𝓷𝔂𝓪𝓴", ("styled",)),
        ("𝗗𝗶", ("styled",)),
        ("MEGA77", ("loud",)),
    ],
)
def test_names_in_ornamental_capitals_are_told_from_messages(
    dressed: str, marks: tuple[str, ...]
) -> None:
    assert normalise(dressed).marks == marks


def test_what_cannot_be_seen_does_not_part_a_word() -> None:
    assert normalise("me\u200bga\u00adwin").parts == ("megawin",)


@pytest.mark.parametrize("plain", ["nginêp", "orang²", "😂", "🇮🇩", "℃", "naïf"])
def test_accents_emoji_and_flags_are_no_ornament(plain: str) -> None:
    assert "styled" not in normalise(plain).marks


def test_a_name_spelled_out_is_joined_and_a_sentence_is_not() -> None:
    assert pieces("main di M E G A 7 7 aja") == ("main", "di", "MEGA77", "aja")
    assert pieces("a b c") == ("a", "b", "c")


def test_letters_three_times_or_more_are_one() -> None:
    assert normalise("bangeeeet!!!!") == Piece(("banget", "!!"), ("long",))
    assert normalise("10000").parts == ("10000",)


def test_handles_links_and_addresses_are_one_word_each() -> None:
    assert normalise("@budi_77,").parts == (HANDLE,)
    assert normalise("https://contoh.go.id/a?b=1").parts == (LINK,)
    assert normalise("(bit.ly/abc)").parts == (LINK,)
    assert normalise("ayu@contoh.go.id").parts == (MAIL,)


@pytest.mark.parametrize(
    ("chat", "word"),
    [
        ("gak", "enggak"),
        ("jln", "jalan"),
        ("bgt", "banget"),
        ("jalan2", "jalan"),
        ("ruwet", "ruwet"),
    ],
)
def test_chat_spellings_become_usual(chat: str, word: str) -> None:
    assert usual(chat) == word
