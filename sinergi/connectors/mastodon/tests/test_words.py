"""Text as Mastodon counts and shows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.connectors.mastodon.tests.documents import rendered
from sinergi.connectors.mastodon.words import addressed, essence, length, names, plain

LONG = "https://bogorkab.example/layanan/kependudukan/kartu-keluarga?daftar=1&hari=sabtu#jam"


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("", 0),
        ("Layanan", 7),
        (LONG, 23),
        ("http://b.id", 23),
        ("HTTPS://B.ID", 23),
        (f"Lihat {LONG} ya", 6 + 23 + 3),
        (f"Lihat {LONG}.", 6 + 23 + 1),
        (f"({LONG})", 1 + 23 + 1),
        (f"{LONG}, {LONG}!", 23 + 2 + 23 + 1),
        ("https://id.example/wiki/Bogor_(kota)", 23),
        ("(https://id.example/wiki/Bogor_(kota)).", 1 + 23 + 2),
        ("https://localhost/a", 19),
        ("https://", 8),
        ("xhttps://b.id", 13),
        ("bogorkab.example", 16),
        ("@warga", 6),
        ("@warga@sosial.example", 6),
        ("@warga.melati@sosial.example", 13),
        ("@warga@sosial.example.", 7),
        ("Kepada @warga@sosial.example, terima kasih", 7 + 6 + 14),
        ("surat@bogorkab.example", 22),
        ("https://sosial.example/@warga@lain.example", 23),
        ("#LayananPublik", 14),
        ("👨‍👩‍👧‍👦🙏🏽🇮🇩", 3),
        ("satu\r\ndua", 8),
    ],
)
def test_text_is_counted_as_mastodon_counts_it(text: str, counted: int) -> None:
    assert length(text) == counted


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<p>Satu</p>", "Satu"),
        ("<p>Satu<br />dua</p><p>Tiga</p>", "Satu\ndua\n\nTiga"),
        ("<p>1 &lt; 2 &amp;&amp; 3</p>", "1 < 2 && 3"),
        ("<p><script>alert(1)</script>ya</p>", "alert(1)ya"),
        ("Buka?<br>", "Buka?"),
        ("", ""),
        ("<p>tak ditutup <b", "tak ditutup <b"),
        ("<p>a <![jahat[x]]> b</p>", "a <![jahat[x]]> b"),
    ],
)
def test_html_reads_as_plain_text(content: str, words: str) -> None:
    assert plain(content) == words


def test_handles_are_found_whole() -> None:
    text = "Halo @warga, @ibu.kenanga@desa.example dan surat@bogor.example @Warga_2."
    assert names(text) == {"warga", "ibu.kenanga@desa.example", "warga_2"}
    assert "budi" not in names("@budiman")


def test_an_answer_begins_with_its_persons_name() -> None:
    assert addressed("warga@desa.example", "Sampai 15.00") == "@warga@desa.example Sampai 15.00"


@pytest.mark.parametrize(
    "text",
    [
        "Layanan Sabtu tetap buka.",
        f"Daftar di {LONG}, gratis!",
        "Dua baris\n\nlalu \"kutip\" & <tanda> 'satu'",
        "Terima kasih @warga@desa.example dan @budi #Bogor",
        "🙏🏽",
        "100%",
    ],
)
def test_what_mastodon_shows_is_recognised_as_what_was_written(text: str) -> None:
    assert essence(plain(rendered(text))) == essence(text)
    answer = addressed("warga@desa.example", text)
    assert essence(plain(rendered(answer)), answer=True) == essence(text, answer=True)


def test_other_words_are_not_taken_for_ours() -> None:
    assert essence("Buka pukul 8") != essence("Buka pukul 9")
    assert essence("🙏") != essence("👍")
    assert essence("Terima kasih, ya", answer=True) != essence("ya", answer=True)
    assert essence("@warga ya") != essence("ya")


@given(st.text() | st.text(alphabet='<>![]/?&;-ab@ph:.#x" '))
def test_no_text_breaks_anything(text: str) -> None:
    assert length(text) >= 0
    assert isinstance(plain(text), str)
    assert essence(text) == essence(f" {text}\n")
    names(text)
