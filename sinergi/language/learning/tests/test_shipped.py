"""The shipped heads are what their recipes make of the sets: by invented ones here, by the real
ones where they lie beside the checkout."""

from __future__ import annotations

import ast
import inspect
import json
import platform
import subprocess
import sys
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest

from sinergi.language.heads import Heads
from sinergi.language.learning import ALIKE, made
from sinergi.language.learning.recipes import RECIPES
from sinergi.language.learning.rows import fifth_of
from sinergi.language.learning.sets import SPAM, BadLine, file
from sinergi.language.learning.shipped import train
from sinergi.language.weights import pack

DATA = Path(__file__).resolve().parents[5] / "shared" / "data" / "language"
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


beside = pytest.mark.skipif(
    not DATA.is_dir(), reason="the sets are not beside the checkout: ../shared/data"
)


def shipped(name: str) -> bytes:
    return resources.files("sinergi.language").joinpath("weights", f"{name}.weights").read_bytes()


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


#: In a process of its own: how sums are made is chosen when what makes them is loaded.
LOADED = """
from sinergi.language.learning import fitting
from threadpoolctl import threadpool_info
print(*{one["architecture"] for one in threadpool_info() if one["internal_api"] == "openblas"})
"""
TRAINED = """
import sys
from pathlib import Path
from sinergi.language.learning.recipes import RECIPES
from sinergi.language.learning.shipped import train
from sinergi.language.weights import pack
(recipe,) = [recipe for recipe in RECIPES if recipe.name == sys.argv[1]]
sys.stdout.buffer.write(pack(train(recipe, Path(sys.argv[2]))))
"""


def trained(name: str) -> bytes:
    return subprocess.run(
        [sys.executable, "-c", TRAINED, name, str(DATA)], check=True, stdout=subprocess.PIPE
    ).stdout


@pytest.mark.real
@pytest.mark.skipif(platform.machine() not in ALIKE, reason="heads are made on another kind")
def test_every_processor_of_a_kind_sums_alike() -> None:
    words = [sys.executable, "-c", LOADED]
    assert subprocess.run(words, check=True, stdout=subprocess.PIPE).stdout == b"Nehalem\n"


@pytest.mark.real
@pytest.mark.timeout(600)
@beside
def test_the_shipped_bytes_are_what_the_sets_give_today() -> None:
    """The head that is learnt soonest, from the most messages. All of them: `make bench`."""
    assert trained("spam") == shipped("spam")


@pytest.mark.real
@pytest.mark.timeout(600)
@beside
@pytest.mark.parametrize("name", [name for name in BY_NAME if name != "spam"])
def test_the_shipped_bytes_were_made_of_the_sets_and_steps_of_today(name: str) -> None:
    """Training takes minutes: only where another kind of machine noted it is it done here."""
    noted = made.noted()[name]
    if noted.machine != platform.machine():
        assert trained(name) == shipped(name)
        return
    assert noted == made.made(BY_NAME[name], DATA, shipped(name)), (
        f"What {name} is made of changed: make it anew by "
        f"`sinergi language train --head {name} --data ../shared/data/language`, and keep made.txt."
    )
