"""The pages for operators say what the code does."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

import pytest

from sinergi.cli.main import COMMANDS
from sinergi.lib.env import SETTINGS

DOCS = Path(__file__).parents[3] / "docs"


def test_the_table_of_settings_is_the_one_in_the_code() -> None:
    lines = (DOCS / "settings.md").read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if line.startswith("| `")]
    expected = [
        f"| `{s.name}` | {f'`{s.default}`' if s.default else '(empty)'} "
        f"| {'yes' if s.secret else 'no'} | {s.help} |"
        for s in SETTINGS
    ]
    assert told == expected


@pytest.mark.parametrize("command", [c.name for c in COMMANDS])
def test_every_command_and_option_is_described(command: str) -> None:
    parser = argparse.ArgumentParser(prog=command)
    import_module(f"sinergi.cli.{command.replace('-', '_')}").arguments(parser)
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    sections = [part for part in page.split("\n## ") if part.startswith(f"`sinergi {command}")]

    assert len(sections) == 1
    for word in _words(parser):
        assert word in sections[0], word


def test_no_command_is_described_that_does_not_exist() -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    titles = [line.split()[2].strip("`") for line in page.splitlines() if line.startswith("## ")]
    assert sorted(titles) == sorted(c.name for c in COMMANDS)


def _words(parser: argparse.ArgumentParser) -> list[str]:
    """Return the options and sub-commands of a parser that its help shows."""
    found: list[str] = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                found += [name, *_words(below)]
        elif action.help is not argparse.SUPPRESS:
            found += [
                f"`{o}`" for o in action.option_strings if o.startswith("--") and o != "--help"
            ]
    return found
