"""Keep the catalogues of words: `python scripts/words.py update ROOM…`, or `compile`.

`update` reads the room's Python and templates, merges new words into its .po files and compiles;
what was translated stays. Words of the connectors are kept by the room `networks`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HOUSE = Path(__file__).resolve().parent.parent / "sinergi"
LANGUAGES = ("id", "en")
CALLS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "say": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "No": None,
}
# Indonesian has one form for any number; Babel assumes two.
PLURALS = {"id": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}
# Places whose words a room keeps besides its own.
ALSO = {"networks": ("connectors",), "web": ("lib",), "publishing": ("language",)}
SKIP = {"tests", "migrations", "locale"}
# What Babel writes about itself and the hour: a run that finds no new word changes no file.
NOISE = re.compile(
    '^"(Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team'
    "|Generated-By):.*\n",
    re.MULTILINE,
)
TEMPLATE_OPTIONS = {"trimmed": "true", "silent": "false"}


def sources(room: str) -> Iterator[Path]:
    """Yield the files of a room that may hold words, in the order of their paths."""
    for name in (room, *ALSO.get(room, ())):
        for path in sorted((HOUSE / name).rglob("*")):
            inside = path.relative_to(HOUSE).parts
            if path.suffix in {".py", ".html", ".txt"} and not SKIP & set(inside):
                yield path


def empty(language: str) -> Catalog:
    header = (
        'msgid ""\nmsgstr ""\n"Project-Id-Version: sinergi\\n"\n'
        f'"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Plural-Forms: {PLURALS[language]}\\n"\n'
    )
    return read_po(BytesIO(header.encode()))


def extracted(room: str, language: str) -> Catalog:
    """Return every msgid found in the room, without places: a moved line is no change."""
    found = empty(language)
    for path in sources(room):
        method = "python" if path.suffix == ".py" else "jinja2"
        for _line, words, _comments, context in extract_from_file(
            method, path, keywords=CALLS, options={} if method == "python" else TEMPLATE_OPTIONS
        ):
            found.add(words, context=context)
    return found


def catalogue(room: str, language: str) -> Path:
    return HOUSE / room / "locale" / language / "LC_MESSAGES" / "django.po"


def update(room: str) -> list[str]:
    """Merge new words into the room's catalogues; return those still without Indonesian."""
    missing: list[str] = []
    for language in LANGUAGES:
        path = catalogue(room, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = empty(language)
        if path.exists():
            with path.open("rb") as file:
                kept = read_po(file)
        kept.update(extracted(room, language), no_fuzzy_matching=True)
        kept.header_comment, kept.fuzzy = "", False
        with path.open("wb") as file:
            write_po(file, kept, width=100, sort_output=True, ignore_obsolete=True)
        path.write_text(NOISE.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
        if language == "id":
            missing = [str(word.id) for word in kept if word.id and not filled(word.string)]
        compile_one(path)
    return missing


def filled(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def compile_one(path: Path) -> None:
    with path.open("rb") as file:
        words = read_po(file)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, words)


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["compile"]:
        for path in sorted(HOUSE.glob("*/locale/*/LC_MESSAGES/django.po")):
            compile_one(path)
        return 0
    if arguments[:1] != ["update"] or not arguments[1:]:
        print(__doc__)
        return 2
    for room in arguments[1:]:
        missing = update(room)
        print(f"{room}: {len(missing)} without Indonesian")
        for word in missing:
            print(f"  {word}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
