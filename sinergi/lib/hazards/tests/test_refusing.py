"""What only looks like an official format is refused, with a sentence."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.lib.hazards import Unreadable, read
from sinergi.lib.hazards.tests import official

BOMB = b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><alert>&d;</alert>'


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"hello",
        b"<html></html>",
        b"<alert><msgType>Alert</msgType><status>Actual</status></alert>",
        b"<" * 3,
        BOMB,
        b"<a>" * 100 + b"</a>" * 100,
        b"{}",
        b"[1]",
        b'{"Infogempa": {"gempa": 3}}',
        b'{"data": []}',
        b'{"result": {}}',
        b"[" * 100_000,
        b"{" + b" " * 4_000_001,
        official.cap(sent=datetime(2026, 11, 29, 10)),  # noqa: DTZ001  # a time without its offset
        official.cap(rings=[((1, 1), (2, 2))]),
        official.cap(rings=[((1, 1), (2, 200), (3, 1))]),
    ],
)
def test_what_is_none_of_them_is_refused_with_a_sentence(raw: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read(raw)
    assert "othing was taken" in caught.value.message


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_nothing_else_is_ever_raised(raw: bytes) -> None:
    try:
        read(raw)
    except Unreadable:
        return


@given(st.recursive(st.none() | st.text(max_size=9) | st.integers(), lambda inner: (
    st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(
        ["data", "lokasi", "cuaca", "Infogempa", "gempa", "result", "objects", "output",
         "geometries", "DateTime", "NAMA_PINTU_AIR", "STATUS_SIAGA", "TANGGAL"]), inner, max_size=4)
), max_leaves=12))  # fmt: skip
def test_json_of_any_build_is_read_or_refused(data: object) -> None:
    try:
        read(json.dumps(data).encode())
    except Unreadable:
        return
