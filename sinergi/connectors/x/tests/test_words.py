"""Text as X counts and shows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.connectors.contract import Draft
from sinergi.connectors.x import X
from sinergi.connectors.x.tests.archive import Post, rendered
from sinergi.connectors.x.words import essence, has_link, length, written

LONG = "https://bogorkab.example/layanan/kependudukan/kartu-keluarga?daftar=1&hari=sabtu#jam"


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("", 0),
        ("Layanan", 7),
        (LONG, 23),
        ("http://b.id", 23),
        (f"Lihat {LONG} ya", 6 + 23 + 3),
        (f"({LONG}).", 1 + 23 + 2),
        ("https://id.example/wiki/Bogor_(kota)", 23),
        ("bogorkab.go.id", 23),
        ("Buka bogorkab.go.id/ktp, ya", 5 + 23 + 4),
        ("sebuah-nama-situs-yang-panjang-sekali.go.id", 43),
        ("selesai.Terima kasih", 20),
        ("surat@bogorkab.go.id", 20),
        ("@warga.id", 9),
        ("pukul 8.00 sampai 15.00", 23),
        ("日本語", 6),
        ("é", 1),
        ("e\u0301", 1),
        ("🙏", 2),
        ("🙏🏽", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("🇮🇩🇮🇩", 4),
        ("1️⃣", 2),
        ("❤️", 2),
        ("“Ya” – kata…", 13),
    ],
)
def test_text_is_counted_as_x_counts_it(text: str, counted: int) -> None:
    assert length(text) == counted


@pytest.mark.parametrize(
    "text",
    [
        "Layanan Sabtu tetap buka.",
        f"Daftar di {LONG}, gratis!",
        "Buka bogorkab.go.id untuk <tanda> & \"kutip\" 'satu'",
        "Dua baris\n\nlalu #Bogor",
        "🙏🏽",
        "100%",
    ],
)
def test_what_x_shows_is_recognised_as_what_was_written(text: str) -> None:
    shown, entities = rendered(Post("2080761390344937001", "1", text, media=("3_1",)))
    assert essence(written(shown, entities["urls"])) == essence(text)
    answer, entities = rendered(Post("2080761390344937001", "1", f"@warga_bogor {text}"))
    links = entities.get("urls", [])
    assert essence(written(answer, links), answer=True) == essence(text, answer=True)


def test_other_words_are_not_taken_for_ours() -> None:
    assert essence("Buka pukul 8") != essence("Buka pukul 9")
    assert essence("🙏") != essence("👍")
    assert essence("@warga ya") != essence("ya")


@pytest.mark.parametrize(
    ("text", "costs"),
    [
        ("Layanan tetap buka", 15_000),
        (f"Lihat {LONG}", 200_000),
        ("Lihat bogorkab.go.id", 200_000),
        ("Surel: surat@bogorkab.go.id", 15_000),
    ],
)
def test_a_post_with_a_link_costs_more(office: X, text: str, costs: int) -> None:
    assert office.price(Draft(text)) == costs
    assert has_link(text) == (costs > 15_000)


@given(st.text() | st.text(alphabet="<>./?&;-ab@ph:#id \u200d\ufe0f👨🏽"))
def test_no_text_breaks_anything(text: str) -> None:
    assert length(text) >= 0
    has_link(text)
    assert essence(text) == essence(f" {text}\n")
