"""List the networks that are installed, and which of them this installation may use."""

from __future__ import annotations

import argparse

from sinergi.connectors import registry
from sinergi.networks import queries


def arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(args: argparse.Namespace) -> int:
    del args
    allowed = queries.enabled_networks()
    for slug, connector in sorted(registry.installed().items()):
        state = "enabled" if slug in allowed else "not enabled"
        able = ", ".join(sorted(queries.abilities(slug))) or "-"
        print(f"{slug:<12} {connector.about.name:<24} {state:<12} {able}")
    return 0
