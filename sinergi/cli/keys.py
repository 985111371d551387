"""Rotate the keys that encrypt the credentials of accounts."""

from __future__ import annotations

import argparse

from django.conf import settings

from sinergi.cli.problems import Problem
from sinergi.lib import keys
from sinergi.networks import actions, gateway


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("rotate", help="make a new key and write every secret anew under it")


def run(args: argparse.Namespace) -> int:
    del args
    if settings.ENV["SINERGI_CREDENTIAL_KEYS"]:
        raise Problem(
            "The keys are those of SINERGI_CREDENTIAL_KEYS: put a new one before them there "
            "(docs/operations.md). Nothing was changed."
        )
    keys.rotate_credentials(settings.HOME)
    settings.KEYS = keys.load(settings.HOME)
    gateway.vault.cache_clear()
    changed = actions.renew_secrets()
    print(f"New key in use; {changed} accounts written anew. Restart web servers and workers.")
    return 0
