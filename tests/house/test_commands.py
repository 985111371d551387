"""Pages speak of commands, settings and targets that exist; the page of commands is whole."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module

import pytest

from sinergi.cli.main import COMMANDS
from sinergi.lib.env import SETTINGS
from tests.house.pages import DOCS, ROOT, Page, every, read

PAGES = every()
CALL = re.compile(r"(?<![\w.@:/-])(?:\S*/bin/)?sinergi +((?:--|[a-z])[^`|;&>)]*)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
NAME = re.compile(r"\b(?:SINERGI_[A-Z0-9_]+|(?:DATABASE|REDIS)_URL(?:_FILE)?)\b")
TARGET = re.compile(r"\bmake ([a-z][a-z-]*)")


@cache
def tree() -> dict[str, set[str]]:
    """Return everything that can be called, as "token create", with its options."""
    found = {"": {"--version", "--help"}}
    for command in COMMANDS:
        parser = argparse.ArgumentParser(prog=command.name)
        import_module(f"sinergi.cli.{command.name.replace('-', '_')}").arguments(parser)
        found |= dict(_branches(command.name, parser))
    return found


def _branches(name: str, parser: argparse.ArgumentParser) -> Iterator[tuple[str, set[str]]]:
    below = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not below:
        yield name, {o for action in parser._actions for o in action.option_strings}
    for action in below:
        for word, child in action.choices.items():
            yield from _branches(f"{name} {word}", child)


def wrong_calls(page: Page) -> list[str]:
    """Return the calls on a page that the command would refuse."""
    calls = [call for code in page.code for call in CALL.findall(code)]
    return [f"{page.name}: sinergi {call}" for call in calls if not _known(call)]


def _known(call: str) -> bool:
    words = call.split()
    if len(words) == 1 and any(name.startswith(f"{call} ") for name in tree()):
        return True  # "sinergi token" speaks of all that is under it
    starts = ["" if call.startswith("--") else " ".join(words[:n]) for n in (2, 1)]
    name = next((start for start in starts if start in tree()), None)
    return name is not None and set(OPTION.findall(call)) <= tree()[name]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_a_page_calls_exists(page: Page) -> None:
    assert wrong_calls(page) == []


def test_every_command_is_told() -> None:
    told = "\n".join(read(DOCS / "commands.md").spans)
    lost = [n for n in tree() if not re.search(rf"^sinergi {n}\b", told, re.MULTILINE)]
    assert lost == []


def test_every_option_told_is_one_of_its_command() -> None:
    for section in read(DOCS / "commands.md").text.split("\n## `sinergi ")[1:]:
        command = section.split()[0].strip("`")
        there = [options for name, options in tree().items() if name.split()[:1] == [command]]
        assert set(OPTION.findall(section)) <= set().union(*there), command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_setting_a_page_names_exists(page: Page) -> None:
    there = {s.name for s in SETTINGS} | {f"{s.name}_FILE" for s in SETTINGS if s.secret}
    assert set(NAME.findall(page.text)) <= there


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_target_a_page_names_is_in_the_makefile(page: Page) -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert {t for code in page.code for t in TARGET.findall(code)} <= set(targets)


def test_a_call_that_would_be_refused_is_noticed() -> None:
    wrong = "`sinergi polish` `sinergi token make` `sinergi demo --sed 3`\n\n    sinergi --verion\n"
    right = "`sinergi audit verify --expect 3:ab` `sinergi token` `/opt/bin/sinergi work`\n"
    assert len(wrong_calls(Page(DOCS / "page.md", wrong + right))) == 4
