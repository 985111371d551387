"""What YouTube takes as title, description, tags and captions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Refused
from sinergi.connectors.youtube import words
from sinergi.connectors.youtube.tests.office import KEY
from sinergi.connectors.youtube.tests.standin import CAPTIONS


def test_the_first_line_is_the_title_where_none_was_typed() -> None:
    assert words.title(Draft("\n Pelayanan Sabtu \nDatanglah")) == "Pelayanan Sabtu"
    assert words.title(Draft("a" * 150)) == "a" * 100
    assert words.title(Draft("Teks", options={"title": " Judul "})) == "Judul"


def test_tags_are_taken_apart_and_ours_is_among_them() -> None:
    draft = Draft("a", options={"tags": "KTP, #Bogor,, layanan sabtu ,KTP"})
    assert words.tags(draft, KEY) == [
        "KTP",
        "Bogor",
        "layanan sabtu",
        "sinergi-0b54c3fe2c1f4b5e9f2b2d3a7f1c9e10",
    ]


@pytest.mark.parametrize(
    ("text", "options", "says"),
    [
        ("", {}, "needs a title"),
        ("a", {"title": "x" * 101}, "100 characters"),
        ("a", {"title": "A <b>"}, "no < and >"),
        ("1 > 2", {}, "no < and >"),
        ("é" * 2501, {}, "5000 bytes"),
        ("a", {"tags": ",".join(["kata kunci"] * 1 + [f"kata{n}" for n in range(100)])}, "459"),
        ("a", {"captions": "Selamat pagi"}, "need times"),
    ],
)
def test_words_youtube_will_not_take_are_refused_in_words(
    text: str, options: dict[str, str], says: str
) -> None:
    with pytest.raises(Refused) as refused:
        words.check(Draft(text, options=options), KEY)
    assert says in str(refused.value)


def test_what_fits_is_taken() -> None:
    options = {"title": "x" * 100, "tags": "KTP, " + "y" * 450, "captions": CAPTIONS}
    words.check(Draft("é" * 2500, options=options), KEY)


@given(st.text())
def test_no_text_breaks_anything(text: str) -> None:
    words.title(Draft(text))
    assert words.essence(text) == words.essence(f" {text}\n")
    assert len(words.mark(text)) <= 40
