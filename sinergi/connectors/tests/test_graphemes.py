"""One character to a reader counts one, however many codes it is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.connectors.graphemes import count


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("", 0),
        ("Layanan Sabtu", 13),
        ("satu\r\ndua\ntiga", 13),
        ("é", 1),
        ("e\u0301", 1),
        ("🙏", 1),
        ("🙏🏽", 1),
        ("👨‍👩‍👧‍👦", 1),
        ("❤️‍🔥", 1),
        ("🇮🇩", 1),
        ("🇮🇩🇮🇩", 2),
        ("🇮🇩🇮", 2),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 1),
        ("1️⃣2️⃣", 2),
        ("السّلام", 6),
        ("ꦱꦸꦤ꧀ꦢ", 3),  # Javanese script: marks belong to their letter
        ("😀😀", 2),
        ("a\u200bb", 3),
        ("\u0301a", 2),
        ("\ud800", 1),
    ],
)
def test_characters_are_counted_as_they_are_seen(text: str, seen: int) -> None:
    assert count(text) == seen


@given(st.text(), st.text())
def test_more_text_never_counts_less(one: str, two: str) -> None:
    assert 0 <= count(one) <= len(one)
    assert count(f"{one} {two}") == count(one) + 1 + count(f" {two}") - 1
