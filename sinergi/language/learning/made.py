"""What each shipped head was made of, and what came of it: a line of ``made.txt``, written by who
trains them, so that to know that nothing changed nobody needs to train for minutes.

What goes in is told by value: the numbers that are learnt from, as they are counted today. A
reader that became quicker, and counts the same, changes nothing.
"""

from __future__ import annotations

import ast
import hashlib
import inspect
import platform
from collections.abc import Iterator
from dataclasses import fields
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from scipy import sparse

from sinergi.language import figures, learning, weights
from sinergi.language.learning import calibrating, fitting, manner, packing, rows, shipped
from sinergi.language.learning.meaning import meanings
from sinergi.language.learning.recipes import Recipe

NOTED = Path(__file__).with_name("made.txt")

#: What works out bytes from numbers. What gives the numbers is told by those.
STEPS = (learning, shipped, fitting, calibrating, manner, packing, rows, figures, weights)


class Made(NamedTuple):
    """On which kind of machine, of what, and what: digests of what went in and what came out."""

    machine: str
    of: str
    bytes: str


def made(recipe: Recipe, folder: Path, content: bytes) -> Made:
    """Tell what a head, of these bytes, is made of here and today."""
    return Made(platform.machine(), _digest(_parts(recipe, folder)), _digest([content]))


def noted() -> dict[str, Made]:
    """Return what was noted of each head."""
    lines = NOTED.read_text(encoding="utf-8").splitlines() if NOTED.exists() else []
    return {name: Made(*told) for name, *told in map(str.split, lines)}


def note(name: str, told: Made) -> None:
    """Note what a head was just made of."""
    known = noted() | {name: told}
    lines = [" ".join((head, *known[head])) for head in sorted(known)]
    NOTED.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _parts(recipe: Recipe, folder: Path) -> Iterator[bytes]:
    """Yield libraries, steps, the recipe, and the numbers of its sets."""
    for library in ("numpy", "scipy"):
        yield f"{library} {metadata.version(library)}".encode()
    for step in STEPS:
        yield ast.dump(ast.parse(inspect.getsource(step))).encode()  # comments change nothing
    told = {f.name: getattr(recipe, f.name) for f in fields(recipe) if f.name != "sources"}
    yield repr(told).encode()
    sources = recipe.sources(folder)
    for source in sources:
        each = [(message.label, message.language) for message in source.messages]
        yield repr((source.weight, source.blind, source.copies, each)).encode()
    examples = shipped.examples_of(sources, recipe.labels)
    yield from _numbers(examples.rows)
    for given in (examples.labels, examples.weights, examples.allowed, examples.kinds):
        yield given.tobytes()
    if recipe.by_meaning:
        yield from _numbers(meanings())


def _numbers(matrix: sparse.csr_matrix) -> Iterator[bytes]:
    yield repr(matrix.shape).encode()
    for part in (matrix.data, matrix.indices, matrix.indptr):
        yield part.tobytes()


def _digest(parts: Iterator[bytes] | list[bytes]) -> str:
    told = hashlib.sha256()
    for part in parts:
        told.update(hashlib.sha256(part).digest())
    return told.hexdigest()[:32]
