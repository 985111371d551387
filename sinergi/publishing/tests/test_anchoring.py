"""A passage is found again in a text that has changed, or what stands in its place."""

from __future__ import annotations

from time import process_time

import pytest

from sinergi.publishing.policies import anchoring

BEFORE = "Layanan Sabtu tetap buka pukul 08.00 di kantor kecamatan."


@pytest.mark.parametrize(
    ("passage", "after", "there", "same"),
    [
        ("Sabtu", BEFORE, "Sabtu", True),
        ("Sabtu", "Kabar baik! " + BEFORE, "Sabtu", True),
        ("pukul 08.00", BEFORE.replace("Layanan ", ""), "pukul 08.00", True),
        ("Sabtu", BEFORE.replace("Sabtu", "Minggu"), "Minggu", False),
        ("pukul 08.00", BEFORE.replace("08.00", "07.30"), "pukul 07.30", False),
        ("tetap buka", BEFORE.replace(" tetap buka", ""), "", False),
        ("kecamatan.", BEFORE.replace("kecamatan.", "desa!"), "desa!", False),
        ("Layanan", "Pelayanan" + BEFORE.removeprefix("Layanan"), "Pelayanan", False),
        # Everything is new, but the words stand there once.
        ("kantor kecamatan", "Datang ke kantor kecamatan", "kantor kecamatan", True),
        (BEFORE, "", "", False),
    ],
)
def test_a_passage_is_found_again(passage: str, after: str, there: str, same: bool) -> None:
    start = BEFORE.index(passage)
    found = anchoring.place(BEFORE, after, start, start + len(passage))
    assert (after[found.start : found.end], found.same) == (there, same)


def test_the_second_of_two_equal_words_stays_the_second() -> None:
    before = "Buka Sabtu. Tutup Sabtu depan."
    after = "Kabar: " + before
    found = anchoring.place(before, after, 18, 23)
    assert (found.start, found.same) == (25, True)


def test_every_passage_of_every_change_has_a_place_in_the_text() -> None:
    texts = [BEFORE, "", "Sabtu", BEFORE[::-1], "🙂 " + BEFORE[:20] + "🙂", BEFORE * 2]
    for before in filter(None, texts):
        for after in texts:
            for start in range(0, len(before), 7):
                for end in range(start + 1, len(before) + 1, 11):
                    found = anchoring.place(before, after, start, end)
                    assert 0 <= found.start <= found.end <= len(after)
                    if found.same:
                        assert after[found.start : found.end] == before[start:end]


def test_many_remarks_on_one_text_cost_one_comparison() -> None:
    before = " ".join(f"kata{number}" for number in range(1500))
    after = before.replace("kata7 ", "kata tujuh ")
    taken = []
    for start in range(0, 3000, 100):
        begun = process_time()
        assert anchoring.place(before, after, start + 60, start + 90).same
        taken.append(process_time() - begun)
    assert sum(taken[1:]) < taken[0]
