"""Both languages are complete, in every room that speaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from sinergi.lib import catalogues

INDONESIAN = [path for path in catalogues.sources() if path.parts[-3] == "id"]


@pytest.mark.parametrize("path", INDONESIAN, ids=lambda path: path.parts[-5])
def test_every_word_has_its_indonesian(path: Path) -> None:
    with path.open("rb") as file:
        words = [word for word in read_po(file) if word.id]
    empty = [
        str(word.id)
        for word in words
        if not (all(word.string) if isinstance(word.string, tuple | list) else word.string)
    ]
    assert empty == []


@pytest.mark.parametrize("path", INDONESIAN, ids=lambda path: path.parts[-5])
def test_names_inside_a_sentence_survive_translation(path: Path) -> None:
    with path.open("rb") as file:
        words = [word for word in read_po(file) if word.id and word.string]
    wrong = [str(word.id) for word in words if list(word.check())]
    assert wrong == []
