"""Make keys, database and static files, or bring them up to date. Calling it twice is harmless."""

from __future__ import annotations

import argparse
import os
from importlib import import_module
from pathlib import Path

from sinergi.cli import setup
from sinergi.cli.problems import Problem
from sinergi.lib import env, keys

#: Keys that may come from a setting, too.
GIVEN = (("credentials", "SINERGI_CREDENTIAL_KEYS"), ("audit", "SINERGI_AUDIT_KEY"))


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing when all is well")


def run(args: argparse.Namespace) -> int:
    values = env.read(os.environ)
    home: Path = values["SINERGI_HOME"]
    make(home)
    made = keys.make(home, [name for name, setting in GIVEN if values[setting]])
    setup.django()
    import_module("sinergi.cli.prepare").everything()
    if not args.quiet:
        print(f"Ready: {home}" + (f" (new keys: {', '.join(made)})" if made else ""))
    return 0


def make(home: Path) -> None:
    """Make the folder of an installation where it is new. Raises Problem."""
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as e:
        raise Problem(
            f"{home} cannot be made ({e.strerror}). Choose another folder with SINERGI_HOME."
        ) from e
