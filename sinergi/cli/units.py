"""Bring offices in: from a CSV file (all of it or nothing), or the preset of a regency."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sinergi.cli.problems import Problem
from sinergi.units import imports, preset
from sinergi.units.models import Unit

PRESETS = {"bogor": preset.create}


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True)
    load = acts.add_parser("import", help="import a CSV file with code, name, kind, parent")
    load.add_argument("file", type=Path, metavar="FILE")
    load.add_argument("--dry-run", action="store_true", help="say what would change; write nothing")
    ready = acts.add_parser("preset", help="add the offices of a regency; twice is harmless")
    ready.add_argument("name", choices=sorted(PRESETS))
    acts.add_parser("list", help="list the offices")


def run(args: argparse.Namespace) -> int:
    match args.act:
        case "import":
            return _import(args.file, dry_run=args.dry_run)
        case "preset":
            before = Unit.objects.count()
            PRESETS[args.name](None)
            print(f"{Unit.objects.count() - before} offices added.")
        case _:
            for unit in Unit.objects.order_by("path"):
                print(f"{unit.code:<20} {'  ' * (unit.path.count('.') - 1)}{unit.name}")
    return 0


def _import(path: Path, *, dry_run: bool) -> int:
    try:
        report = imports.import_file(None, path, dry_run=dry_run)
    except imports.Unreadable as e:
        raise Problem(str(e)) from e
    for line, text in report.problems:
        print(f"{path}:{line}: {text}", file=sys.stderr)
    if report.problems:
        print(f"Nothing was imported: {len(report.problems)} problems.", file=sys.stderr)
        return 1
    done = "would be " if dry_run else ""
    print(
        f"{report.created} {done}created, {report.changed} {done}changed, "
        f"{report.unchanged} unchanged."
    )
    return 0
