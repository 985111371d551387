"""Both languages are complete, in every room that speaks."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from scripts import words as script
from sinergi.lib import catalogues

INDONESIAN = [path for path in catalogues.sources() if path.parts[-3] == "id"]


@cache
def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


@pytest.mark.parametrize("path", INDONESIAN, ids=lambda path: path.parts[-5])
def test_every_word_has_its_indonesian(path: Path) -> None:
    words = [word for word in read(path) if word.id]
    empty = [
        str(word.id)
        for word in words
        if not (all(word.string) if isinstance(word.string, tuple | list) else word.string)
    ]
    assert empty == []


@pytest.mark.parametrize("path", INDONESIAN, ids=lambda path: path.parts[-5])
def test_names_inside_a_sentence_survive_translation(path: Path) -> None:
    words = [word for word in read(path) if word.id and word.string]
    wrong = [str(word.id) for word in words if list(word.check())]
    assert wrong == []


def test_no_word_is_asked_for_by_a_name_that_the_catalogues_do_not_know() -> None:
    renamed = [
        f"{path}: {name.asname or name.name}"
        for path in sorted(script.HOUSE.rglob("*.py"))
        if "translation" in (text := path.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if "gettext" in name.name and (name.asname or name.name) not in script.CALLS
    ]
    assert renamed == []


@pytest.mark.parametrize("room", [path.parts[-5] for path in INDONESIAN])
def test_every_word_of_the_pages_is_in_the_catalogue(room: str) -> None:
    known = {word.id for word in read(script.catalogue(room, "id"))}
    asked = {word.id for word in script.extracted(room, "id")}
    assert sorted(map(str, asked - known)) == []
