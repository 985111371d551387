"""List the networks that are installed, and which of them this installation may use; register the
app of one of them.
"""

from __future__ import annotations

import argparse

from sinergi.cli.problems import Problem, standard_input
from sinergi.connectors import registry
from sinergi.connectors.contract import About
from sinergi.networks import actions, queries, registered, sign_in


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act")
    acts.add_parser("list", help="list the networks (what happens without a word, too)")
    app = acts.add_parser("app", help="keep what a network gave this installation's app")
    app.add_argument("network", metavar="NETWORK")
    app.add_argument(
        "--set",
        action="store_true",
        help="read lines of name=value from standard input",
    )


def run(args: argparse.Namespace) -> int:
    if args.act == "app":
        return _app(args.network, change=args.set)
    allowed = queries.enabled_networks()
    for slug, connector in sorted(registry.installed().items()):
        state = "enabled" if slug in allowed else "not enabled"
        able = ", ".join(sorted(queries.able(connector))) or "by hand"
        print(f"{slug:<16} {connector.about.name:<24} {state:<12} {able}")
    for slug, why in sorted(registry.shelf().broken.items()):
        print(f"{slug:<16} cannot be loaded: {why}")
    return 0


def _app(network: str, *, change: bool) -> int:
    card = queries.about(network)
    if card is None or not card.app:
        raise Problem(f"The network {network} is not enabled here, or asks for no app.")
    if change:
        actions.register_app(None, network, _given(card))
        print(f"The app of {card.name} is kept.")
    _show(card)
    return 0


def _given(card: About) -> dict[str, str]:
    names = [field.name for field in card.app]
    given = {}
    for number, line in enumerate(standard_input(), start=1):
        name, mark, value = line.strip().partition("=")
        if line.strip() and (not mark or name not in names):
            raise Problem(f"Line {number} must be name=value, with one of: {', '.join(names)}.")
        if mark:
            given[name] = value.strip()
    return given


def _show(card: About) -> None:
    missing = registered.app_missing(card.slug)
    known = registered.app_known(card.slug)
    for field in card.app:
        shown = known.get(field.name, "")
        print(f"{field.name:<24} {'missing' if field.label in missing else shown}")
    print(f"{'redirect URI':<24} {sign_in.redirect_address()}")
    if registered.app_called_at(card.slug):
        print(f"{'webhook':<24} {registered.app_called_at(card.slug)}")
