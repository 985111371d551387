"""The shipped heads are what the real sets make, where those lie beside the checkout."""

from __future__ import annotations

import platform
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

from sinergi.language.learning import ALIKE, made
from sinergi.language.learning.recipes import RECIPES

DATA = Path(__file__).resolve().parents[5] / "shared" / "data" / "language"
BY_NAME = {recipe.name: recipe for recipe in RECIPES}

beside = pytest.mark.skipif(
    not DATA.is_dir(), reason="the sets are not beside the checkout: ../shared/data"
)

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


def shipped(name: str) -> bytes:
    return resources.files("sinergi.language").joinpath("weights", f"{name}.weights").read_bytes()


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
