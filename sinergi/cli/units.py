"""Bring offices in: from a CSV file (all of it or nothing), or the preset of a regency; and the
borders of districts, against which official warnings are held.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from django.utils import timezone

from sinergi.cli.problems import Problem
from sinergi.lib.hazards import Unreadable
from sinergi.publishing.alerts import borders
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
    areas = acts.add_parser("areas", help="bring in borders of districts from a GeoJSON file")
    areas.add_argument("file", type=Path, metavar="FILE")
    acts.add_parser("list", help="list the offices")


def run(args: argparse.Namespace) -> int:
    match args.act:
        case "import":
            return _import(args.file, dry_run=args.dry_run)
        case "preset":
            before = Unit.objects.count()
            PRESETS[args.name](None)
            print(f"{Unit.objects.count() - before} offices added.")
        case "areas":
            _areas(args.file)
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


def _areas(path: Path) -> None:
    """Keep the borders a file has, under the highest office."""
    top = Unit.objects.filter(parent=None, valid_to=None).order_by("path").first()
    if top is None:
        raise Problem("There are no offices yet. Run: sinergi units preset bogor")
    try:
        brought = borders.bring(None, top, path.read_bytes(), now=timezone.now())
    except OSError as e:
        raise Problem(f"{path} cannot be read: {e.strerror}") from e
    except Unreadable as e:
        raise Problem(str(e)) from e
    print(f"Borders of {brought.kept} offices kept.")
    if brought.unknown:
        print(f"No office here has these codes: {', '.join(brought.unknown)}", file=sys.stderr)
