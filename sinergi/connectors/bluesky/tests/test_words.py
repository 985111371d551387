"""What of a text leads somewhere, where it stands in bytes, and how long a text is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.connectors.bluesky.words import clean, first_link, length, marks


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Baca https://bogorkab.example/a_b?c=d#e.", {"https://bogorkab.example/a_b?c=d#e"}),
        ("(lihat https://id.example/wiki/Bogor_(kota))", {"https://id.example/wiki/Bogor_(kota)"}),
        ("bogorkab.go.id/berita, lalu www.bogor.com!", {"bogorkab.go.id/berita", "www.bogor.com"}),
        ("Selesai.Lalu pulang. v1.2.3 dan 3.000", set()),
        ("surat ke ayu@bogorkab.go.id", set()),
        ("https:// bukan tautan", set()),
        ("@warga.bsky.social dan (@camat.bogorkab.go.id).", {"@warga.bsky.social",
                                                             "@camat.bogorkab.go.id"}),
        ("@warga tanpa server, @.titik, a@b.example.com", set()),
        ("#BogorMaju, #sehat! #2026 # #🌧️hujan", {"#BogorMaju", "#sehat", "#🌧️hujan"}),
        ("harga#promo dan " + "#" + "a" * 65, set()),
        ("#Cibinong di bogorkab.go.id untuk @warga.bsky.social",
         {"#Cibinong", "bogorkab.go.id", "@warga.bsky.social"}),
    ],
)  # fmt: skip
def test_links_people_and_tags_are_found(text: str, found: set[str]) -> None:
    assert {text.encode()[m.start : m.end].decode() for m in marks(text)} == found


def test_places_are_counted_in_bytes() -> None:
    (mark,) = marks("📣 Hai 👨‍👩‍👧 #Bogor")
    assert (mark.start, mark.end) == (
        len("📣 Hai 👨‍👩‍👧 ".encode()),
        len("📣 Hai 👨‍👩‍👧 #Bogor".encode()),
    )
    assert mark.value == "Bogor"


def test_names_of_places_lead_there_by_https() -> None:
    assert first_link("Baca bogorkab.go.id/a") == "https://bogorkab.go.id/a"
    assert first_link("Baca HTTP://Bogorkab.example") == "HTTP://Bogorkab.example"
    assert first_link("tanpa tautan") == ""


def test_text_is_counted_as_a_reader_sees_it() -> None:
    assert length("👨‍👩‍👧🙏🏽é") == 3


@given(st.text(st.characters(codec=None), max_size=60))
def test_marks_never_overlap_nor_cut_a_letter_in_two(text: str) -> None:
    readable = clean(text)
    raw, before = readable.encode(), 0
    for mark in marks(readable):
        assert before <= mark.start < mark.end <= len(raw)
        raw[mark.start : mark.end].decode()
        before = mark.end


LETTERS = st.sampled_from([*"ab1@#./:()_- \n", "https://", "bogor.id", "é", "👩‍🌾", "＃"])


@given(st.lists(LETTERS, max_size=25).map("".join))
def test_marks_made_of_signs_never_overlap(text: str) -> None:
    before = 0
    for mark in marks(text):
        assert before <= mark.start < mark.end
        text.encode()[mark.start : mark.end].decode()
        before = mark.end
