"""What is said in one way in English is said in one way in Indonesian, whichever room says it.

All catalogues become one when pages are drawn: of two texts for the same words everybody reads one,
and which one is an accident.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

from tests.house.pages import ROOT

CATALOGUES = sorted((ROOT / "sinergi").glob("*/locale/id/LC_MESSAGES/django.po"))

#: A context and English words: with their plural, where they have one.
Said = tuple[str | None, str | tuple[str, ...]]
#: The Indonesian.
Texts = str | tuple[str, ...]


def told(path: Path) -> Iterator[tuple[Said, Texts]]:
    """Yield what a catalogue makes of English words; what nobody has translated yet is left out."""
    with path.open("rb") as file:
        for message in read_po(file):
            words = message.id if isinstance(message.id, str) else tuple(message.id)
            text = message.string if isinstance(message.string, str) else tuple(message.string)
            if words and text and any(text):
                yield (message.context, words), text


def conflicts(paths: list[Path]) -> dict[Said, set[Texts]]:
    found: dict[Said, set[Texts]] = {}
    for path in paths:
        for said, text in told(path):
            found.setdefault(said, set()).add(text)
    return {said: texts for said, texts in found.items() if len(texts) > 1}


def test_no_two_rooms_say_the_same_words_in_two_ways() -> None:
    assert len(CATALOGUES) > 8
    assert conflicts(CATALOGUES) == {}


def test_two_ways_are_found(tmp_path: Path) -> None:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    paths = []
    for name, text in (("a", "Ubah"), ("b", "Ganti"), ("c", "")):
        paths.append(tmp_path / f"{name}.po")
        paths[-1].write_text(f'{head}msgid "Change"\nmsgstr "{text}"\n', encoding="utf-8")
    assert conflicts(paths) == {(None, "Change"): {"Ubah", "Ganti"}}
    assert conflicts(paths[::2]) == {}
