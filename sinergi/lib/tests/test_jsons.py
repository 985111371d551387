"""What comes from outside can be kept, whatever its network cut."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.lib import jsons

WHOLE = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
TOLD = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False)
    | st.text(WHOLE),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(WHOLE), inner),
)  # fmt: skip


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (rb'{"text": "Banjir \ud83c"}', {"text": "Banjir \ufffd"}),
        (rb'["\udf0a di Citeureup"]', ["\ufffd di Citeureup"]),
        (rb'["Banjir \ud83c\udf0a"]', ["Banjir 🌊"]),
        (rb'{"na\u0000me": ["a\u0000b", 1, null]}', {"name": ["ab", 1, None]}),
        (b'"a \xed\xa0\x80 b"', "a \ufffd b"),
        ('"\ud800"', "\ufffd"),
        (b"[]", []),
    ],
)
def test_halves_of_letters_are_shown_and_nul_is_left_out(body: bytes | str, told: Any) -> None:
    assert jsons.read(body) == told


@given(TOLD)
def test_what_we_write_is_read_as_it_was(value: Any) -> None:
    assert json.loads(jsons.write(value)) == value
    assert jsons.read(jsons.write(value)) == value


@pytest.mark.parametrize("value", ["\ud800", {"a": ["\udfff"]}, object()])
def test_what_is_no_json_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"surrogate|serialize"):
        jsons.write(value)


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe\xfd", b"[" * 100_000])
def test_what_cannot_be_read_says_so(body: bytes) -> None:
    with pytest.raises((ValueError, RecursionError)):
        jsons.read(body)
