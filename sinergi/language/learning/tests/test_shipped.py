"""The shipped heads are what their recipes make of the sets: by invented ones here, by the real
ones where they lie beside the checkout."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterator
from dataclasses import replace
from importlib import metadata, resources
from pathlib import Path

import pytest

from sinergi.language.heads import Heads
from sinergi.language.learning.recipes import RECIPES
from sinergi.language.learning.rows import fifth_of
from sinergi.language.learning.sets import SPAM, BadLine, file
from sinergi.language.learning.shipped import train
from sinergi.language.weights import pack

DATA = Path(__file__).resolve().parents[5] / "shared" / "data" / "language"
PACKAGE = Path(__file__).resolve().parents[2]
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
    """Of words that nobody taught, and with equally many of both."""
    recipe = BY_NAME["spam"]
    shipped, even = (train(one, sets) for one in (recipe, replace(recipe, times={})))
    told = [
        heads.probabilities("spam", heads.read("xyzzy"))["judol"]
        for heads in (Heads([shipped]), Heads([even]))
    ]
    assert told[0] > told[1] + 0.05


def test_translations_of_a_sentence_are_on_one_side() -> None:
    assert fifth_of(10).tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert fifth_of(0).tolist() == []


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "a.jsonl"
    broken.write_text('{"text": "a", "label": "b"}\n{"text": "a"}\n', encoding="utf-8")
    with pytest.raises(BadLine, match=r"a\.jsonl, line 2"):
        list(file(broken))


@pytest.mark.real
@pytest.mark.timeout(600)
@pytest.mark.skipif(
    not DATA.is_dir(), reason="the sets are not beside the checkout: ../shared/data"
)
@pytest.mark.parametrize("name", BY_NAME)
def test_the_shipped_bytes_are_what_the_sets_give(name: str) -> None:
    shipped = resources.files("sinergi.language").joinpath("weights", f"{name}.weights")
    assert given(name) == hashlib.sha256(shipped.read_bytes()).hexdigest()


def given(name: str) -> str:
    """Return the digest of what a recipe makes of the sets: half a minute of work, and the same
    again as long as nothing changes that goes into it. Kept as the migrated database is.
    """
    told = hashlib.sha256(name.encode())
    for part in ingredients():
        told.update(hashlib.sha256(part).digest())
    kept = PACKAGE.parents[1] / ".cache" / "trained" / told.hexdigest()[:24]
    if not kept.exists():
        made = hashlib.sha256(pack(train(BY_NAME[name], DATA))).hexdigest()
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(made)
    return kept.read_text()


def ingredients() -> Iterator[bytes]:
    """Yield what the bytes of weights come from: programs, libraries, machine, sets."""
    yield f"{platform.python_version()} {platform.machine()}".encode()
    for library in ("numpy", "scipy"):
        yield metadata.version(library).encode()
    here = [path for place in (PACKAGE, DATA) for path in place.rglob("*")]
    for path in sorted(here):
        if path.is_file() and not {"tests", "__pycache__"} & set(path.parts):
            yield path.read_bytes()
