"""What people tell again is found again; what only sounds like it is told apart."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.language.alike import (
    BITS,
    CLOSE,
    SAME,
    distance,
    likeness,
    nearest,
    packed,
    signature,
)

ROAD = "Jalan raya depan Pasar Cileungsi berlubang parah, tolong segera diperbaiki pak"


def groups(name: str) -> list[list[str]]:
    text = resources.files("sinergi.language.tests").joinpath(name).read_text("utf-8")
    parts = [part.splitlines() for part in text.split("\n\n")]
    return [[line for line in part if not line.startswith("#")] for part in parts[1:]]


def pairs(name: str) -> Iterator[tuple[bool, str, str]]:
    """Yield every two messages of a file, and whether they tell of the same."""
    told = [(number, text) for number, group in enumerate(groups(name)) for text in group]
    for (one, a), (other, b) in combinations(told, 2):
        yield one == other, a, b


def share(name: str, *, same: bool) -> float:
    rows = [likeness(a, b) >= SAME for true, a, b in pairs(name) if true == same]
    return sum(rows) / len(rows)


def test_a_complaint_told_again_is_the_same() -> None:
    assert share("alike.txt", same=True) == 1
    assert share("alike.txt", same=False) < 0.006


def test_what_neighbours_tell_in_their_own_words_is_found_in_part_and_never_wrongly() -> None:
    assert share("alike_freely.txt", same=True) >= 0.35
    assert share("alike_freely.txt", same=False) == 0


def test_signatures_leave_few_messages_to_compare_and_lose_none_told_again() -> None:
    far: dict[bool, list[int]] = {True: [], False: []}
    for same, a, b in pairs("alike.txt"):
        far[same].append(distance(signature(a), signature(b)))
    assert max(far[True]) <= CLOSE
    assert sum(one <= CLOSE for one in far[False]) < 0.02 * len(far[False])


@pytest.mark.parametrize(
    "again",
    [
        "JALAN RAYA DEPAN PASAR CILEUNGSI BERLUBANG PARAH TOLONG SEGERA DIPERBAIKI PAK!!!",
        "Min, jalan raya depan pasar cileungsi berlubang parah 🙏 tolong diperbaiki ya 😭",
        "𝗝𝗮𝗹𝗮𝗻 𝗿𝗮𝘆𝗮 𝗱𝗲𝗽𝗮𝗻 𝗣𝗮𝘀𝗮𝗿 𝗖𝗶𝗹𝗲𝘂𝗻𝗴𝘀𝗶 𝗯𝗲𝗿𝗹𝘂𝗯𝗮𝗻𝗴 𝗽𝗮𝗿𝗮𝗵, 𝘁𝗼𝗹𝗼𝗻𝗴 𝘀𝗲𝗴𝗲𝗿𝗮 𝗱𝗶𝗽𝗲𝗿𝗯𝗮𝗶𝗸𝗶",
    ],
)
def test_manners_capitals_and_ornament_change_nothing(again: str) -> None:
    assert signature(again) == signature(ROAD)


def test_a_signature_is_the_same_on_every_machine_and_fits_a_database() -> None:
    assert signature(ROAD) == 0x7D65861299C209FA
    assert 0 < signature(ROAD) < 1 << BITS


@pytest.mark.parametrize("little", ["", "🙏🙏", "Min, tolong", "rusak parah", "selamat pagi pak"])
def test_what_says_too_little_is_like_nothing(little: str) -> None:
    assert signature(little) == 0
    assert distance(signature(little), signature(little)) == BITS
    assert likeness(little, little) == 0


@given(st.lists(st.integers(0, 2**BITS - 1), max_size=40), st.integers(0, 2**BITS - 1))
def test_those_close_to_a_message_are_those_whose_bits_differ_in_few(
    others: list[int], mine: int
) -> None:
    near = [mine ^ 1, mine ^ 0b111 << 40, *others, mine]
    bits = [(mine ^ other).bit_count() for other in near]
    expected = sorted((far, at) for at, far in enumerate(bits) if far <= CLOSE)
    assert list(nearest(mine, packed(near))) == expected
    assert list(nearest(mine, b"")) == []


def test_the_distance_is_the_number_of_bits_that_differ() -> None:
    assert distance(0b1011, 0b0110) == 3
    assert distance(signature(ROAD), signature(ROAD)) == 0
    assert likeness(ROAD, ROAD) == pytest.approx(1)


def test_a_very_long_message_is_compared_too() -> None:
    long = " ".join(f"kata{n} bangunan{n} pekarangan{n}" for n in range(400))
    assert distance(signature(long), signature(long + " lagi")) == 0
