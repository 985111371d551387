"""A command loads all it needs without looking for garbage in it again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from sinergi.cli import main
from sinergi.lib import collecting


@pytest.fixture
def _as_python_begins() -> Iterator[None]:
    known = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*known)


@pytest.mark.usefixtures("_as_python_begins")
def test_while_a_command_loads_garbage_is_looked_for_seldom() -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert gc.get_threshold() == (collecting.SELDOM, 10, 10)
