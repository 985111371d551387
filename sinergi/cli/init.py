"""Make keys, database and static files, or bring them up to date. Calling it twice is harmless."""

from __future__ import annotations

import argparse
import os
from importlib import import_module
from pathlib import Path

from sinergi.cli import setup
from sinergi.cli.problems import Problem
from sinergi.lib import env, keys


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing when all is well")


def run(args: argparse.Namespace) -> int:
    home: Path = env.read(os.environ)["SINERGI_HOME"]
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as e:
        raise Problem(
            f"{home} cannot be made ({e.strerror}). Choose another folder with SINERGI_HOME."
        ) from e
    made = keys.make(home)
    setup.django()
    import_module("sinergi.cli.prepare").everything()
    if not args.quiet:
        print(f"Ready: {home}" + (f" (new keys: {', '.join(made)})" if made else ""))
    return 0
