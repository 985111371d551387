"""Find the command, set up Django where it is needed, and turn what cannot be done into one
sentence: what is wrong with a setting, a key, a disk or the database is for people, not a trace.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from sinergi import __version__
from sinergi.cli.problems import Problem
from sinergi.lib import collecting
from sinergi.lib.env import SettingError
from sinergi.lib.keys import KeyProblem


class Module(Protocol):
    """What a command's module offers."""

    def arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, args: argparse.Namespace) -> int: ...


@dataclass(frozen=True, slots=True)
class Command:
    """A command; its module is loaded only when it is called, so that ``serve`` stays small."""

    name: str
    help: str
    django: bool = True


COMMANDS = (
    Command("init", "make keys, database and static files, or bring them up to date", django=False),
    Command("serve", "start web server, worker and clock together", django=False),
    Command("web", "start a web server alone", django=False),
    Command("work", "start a worker (with the clock) alone"),
    Command("check", "say in words what is wrong with this installation", django=False),
    Command("backup", "copy database, media and keys into a folder, while running"),
    Command("restore", "restore a backup into an empty home", django=False),
    Command("move-to", "copy this installation to another database"),
    Command("audit", "read or prove the audit log: audit verify"),
    Command("units", "import offices from a CSV file: units import FILE"),
    Command("demo", "fill an empty installation with a demo regency"),
    Command("connectors", "list the networks, or register an app: connectors app NETWORK"),
    Command("inbox", "hear again what people said: inbox backfill --days N"),
    Command("language", "read messages, or measure how well: language read", django=False),
    Command("token", "make or revoke API tokens: token create --user NAME --scope SCOPE"),
    Command("person", "make the first person of an installation: person add NAME"),
    Command("keys", "rotate the keys that encrypt credentials: keys rotate"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 it failed, 2 it was called wrongly."""
    collecting.loading()
    if sys.stdout is None:  # closed by whoever started us: nothing is printed, all else is done
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - to the end
    words = list(sys.argv[1:] if argv is None else argv)
    top = argparse.ArgumentParser(prog="sinergi", epilog=_listing(), formatter_class=_Plain)
    top.add_argument("--version", action="version", version=__version__)
    top.add_argument("command", choices=[c.name for c in COMMANDS], metavar="COMMAND")
    command = _named(top.parse_args(words[:1] or ["--help"]).command)
    try:
        return _run(command, words[1:])
    except BrokenPipeError:  # whoever read us (a pager, head) has gone: end as others do
        _let_go()
        return 128 + signal.SIGPIPE
    except KeyboardInterrupt:
        return 130
    except _foreseen() as problem:
        print(f"sinergi {command.name}: {_sentence(problem)}", file=sys.stderr)
        _let_go()
        return problem.code if isinstance(problem, Problem) else 1


def _run(command: Command, words: Sequence[str]) -> int:
    asks_help = not {"-h", "--help"}.isdisjoint(words)
    if command.django:
        setup = import_module("sinergi.cli.setup")
        setup.for_help() if asks_help else setup.django()
    module: Module = import_module(f"sinergi.cli.{command.name.replace('-', '_')}")
    parser = argparse.ArgumentParser(
        prog=f"sinergi {command.name}", description=module.__doc__, formatter_class=_Plain
    )
    module.arguments(parser)
    args = parser.parse_args(words)
    if asks_help:  # and --help was somebody's value: nothing is done with settings made for help
        raise Problem("Ask for help alone: sinergi COMMAND --help")
    done = module.run(args)
    sys.stdout.flush()  # here, where a full disk or a closed pipe can be answered
    return done


def _let_go() -> None:
    """Write out what was printed, or drop it where that cannot be done: Python would complain."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _foreseen() -> tuple[type[Exception], ...]:
    """Return what people can answer: our own problems, the disk's, and those Django raises for a
    wrong setting and an unfit database.

    Django is loaded only when something was raised: the commands that do without it stay small.
    """
    utils, exceptions = map(import_module, ("django.db.utils", "django.core.exceptions"))
    unfit = (exceptions.ImproperlyConfigured, utils.DatabaseError, utils.InterfaceError)
    return (Problem, SettingError, KeyProblem, OSError, *unfit)


def _sentence(problem: Exception) -> str:
    if isinstance(problem, OSError):
        where = f"{problem.filename}: " if problem.filename else ""
        return f"{where}{problem.strerror or problem}."
    if type(problem).__module__ == "django.db.utils":
        first = str(problem).partition("\n")[0].rstrip(". ")
        return f"The database cannot be worked with: {first}. Run: sinergi check"
    return str(problem)


class _Plain(argparse.RawDescriptionHelpFormatter):
    pass


def _named(name: str) -> Command:
    return next(c for c in COMMANDS if c.name == name)


def _listing() -> str:
    width = max(len(c.name) for c in COMMANDS)
    lines = [f"  {c.name:<{width}}  {c.help}" for c in COMMANDS]
    return "commands:\n" + "\n".join(lines) + "\n\nsinergi COMMAND --help tells more."


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinergi.settings")
