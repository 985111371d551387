"""Lists of words, a line each, that come with the program."""

from __future__ import annotations

from importlib import resources


def listed(name: str) -> list[str]:
    """Return the lines of a list in ``words/``, without its remarks."""
    source = resources.files("sinergi.language").joinpath(f"words/{name}.txt")
    lines = source.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
