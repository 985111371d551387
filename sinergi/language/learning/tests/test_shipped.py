"""Heads are what their recipes make of the sets: by invented ones."""

from __future__ import annotations

import ast
import inspect
import json
from dataclasses import replace
from pathlib import Path

import pytest

from sinergi.language.heads import Heads
from sinergi.language.learning import made
from sinergi.language.learning.recipes import RECIPES
from sinergi.language.learning.rows import fifth_of
from sinergi.language.learning.sets import SPAM, BadLine, file
from sinergi.language.learning.shipped import train
from sinergi.language.weights import pack

BY_NAME = {recipe.name: recipe for recipe in RECIPES}


def write(path: Path, texts: list[tuple[str, str]]) -> None:
    path.parent.mkdir(exist_ok=True)
    lines = [
        json.dumps({"text": t, "label": la, "lang": "ind", "source": "own"}) for t, la in texts
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    for part in ("A", "B"):
        said = [(f"menang terus di SITUS{n}", "judol") for n in range(30)]
        said += [(f"jalan nomor {n} rusak", "normal") for n in range(30)]
        write(tmp_path / "spam" / f"judol{part}.train.jsonl", said[::2] + said[1::2])
        write(tmp_path / "spam" / f"judol{part}.valid.jsonl", said[:3] + said[-3:])
    for half in ("train", "valid"):
        write(tmp_path / "sentiment" / f"smsa.{half}.jsonl", [("makanannya enak", "positive")] * 9)
    return tmp_path


def test_training_twice_gives_the_same_bytes(sets: Path) -> None:
    first, second = (train(BY_NAME["spam"], sets) for _ in range(2))
    assert pack(first) == pack(second)
    assert first.facts.labels == SPAM


def test_a_label_that_counts_more_is_found_sooner(sets: Path) -> None:
    """Of words that nobody taught."""
    recipe = BY_NAME["spam"]
    shipped, even = (train(one, sets) for one in (recipe, replace(recipe, times={})))
    told = [
        heads.probabilities("spam", heads.read("xyzzy"))["judol"]
        for heads in (Heads([shipped]), Heads([even]))
    ]
    assert told[0] > 2 * told[1]


def test_translations_of_a_sentence_are_on_one_side() -> None:
    assert fifth_of(10).tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert fifth_of(0).tolist() == []


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "a.jsonl"
    broken.write_text('{"text": "a", "label": "b"}\n{"text": "a"}\n', encoding="utf-8")
    with pytest.raises(BadLine, match=r"a\.jsonl, line 2"):
        list(file(broken))


def test_what_is_made_of_numbers_is_told_by_steps_and_what_gives_them_by_value() -> None:
    """No step takes a function from a program that is told neither way."""
    told = {step.__name__ for step in made.STEPS}
    taken = {
        part.module
        for step in made.STEPS
        for part in ast.walk(ast.parse(inspect.getsource(step)))
        if isinstance(part, ast.ImportFrom) and (part.module or "").startswith("sinergi.")
    }
    by_value = {
        f"sinergi.language.{name}"
        for name in (
            "features",
            "normalising",
            "learning.meaning",
            "learning.recipes",
            "learning.sets",
        )
    }
    assert taken <= told | by_value


def test_what_went_in_is_told_apart(sets: Path) -> None:
    recipe = BY_NAME["spam"]
    first = made.made(recipe, sets, b"")
    assert first == made.made(recipe, sets, b"")
    assert first.of != made.made(replace(recipe, strength=2.0), sets, b"").of
    assert first.bytes != made.made(recipe, sets, b"a").bytes
    of_a = sets / "spam" / "judolA.train.jsonl"
    of_a.write_text(of_a.read_text(encoding="utf-8").replace("rusak", "rusaak", 1), "utf-8")
    assert first.of != made.made(recipe, sets, b"").of
