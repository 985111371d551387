"""docs/components.md tells what pages are made of: all of it, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.pages import DOCS, ROOT, read

PAGE = read(DOCS / "components.md")
TEMPLATES = sorted((ROOT / "sinergi").glob("*/templates/**/*.html"))
STATIC = ROOT / "sinergi" / "web" / "static" / "web"
CSS = (STATIC / "sinergi.css").read_text(encoding="utf-8")
SCRIPT = (STATIC / "core.js").read_text(encoding="utf-8")

IMPORT = re.compile(r"{% import \"([\w/.]+)\" as (\w+)")
MACRO = re.compile(r"{% macro ([a-z]\w*\(.*?\)) %}")


def shared() -> dict[str, Path]:
    """Return the files of macros that other templates import, by the name they are given."""
    found = {name: file for path in TEMPLATES for file, name in IMPORT.findall(path.read_text())}
    return {
        name: next(p for p in TEMPLATES if str(p).endswith(f"/{f}")) for name, f in found.items()
    }


def told(pattern: str) -> set[str]:
    """Return what the page names as code in this form."""
    return {word for span in PAGE.spans for word in re.findall(pattern, span)}


def test_every_macro_is_told_with_its_arguments_and_no_other() -> None:
    there = {
        f"{name}.{macro}"
        for name, path in shared().items()
        for macro in MACRO.findall(path.read_text(encoding="utf-8"))
    }
    assert told(rf"^(?:{'|'.join(shared())})\.\w+\(.*\)$") == there


def test_the_files_of_macros_are_the_ones_the_page_imports() -> None:
    assert {file for file, _ in IMPORT.findall(PAGE.text)} == {
        str(path).partition("/templates/")[2] for name, path in shared().items() if name != "parts"
    }


def test_every_class_is_told_and_no_other() -> None:
    selectors = re.sub(r"\{[^{}]*\}|/\*.*?\*/", " ", CSS, flags=re.DOTALL)
    assert told(r"^\.([a-z][\w-]*)") == set(re.findall(r"\.([a-z][\w-]*)", selectors))


def test_every_token_is_told_and_no_other() -> None:
    assert told(r"^--[\w-]+") == set(re.findall(r"(?<=[\s;{])(--[\w-]+)(?=:)", CSS))


def test_every_word_the_script_and_the_style_obey_is_told_and_no_other() -> None:
    words = set(re.findall(r"data-[a-z]+", SCRIPT + CSS))
    words |= {f"data-{name}" for name in re.findall(r"dataset\.([a-z]+)", SCRIPT)}
    assert told(r"^data-[a-z]+") == words


@pytest.mark.parametrize("kind", ["css", "js", "svg"])
def test_every_file_that_browsers_get_is_told_and_no_other(kind: str) -> None:
    assert told(rf"^[\w-]+\.{kind}$") == {path.name for path in STATIC.glob(f"*.{kind}")}
