"""Read or prove the audit log."""

from __future__ import annotations

import argparse
import re

from sinergi.audit import queries


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True)
    verify = acts.add_parser("verify", help="prove that no entry was altered, added or removed")
    about = "an end of the log noted earlier"
    verify.add_argument("--expect", type=_noted, metavar="SEQ:HASH", help=about)


def _noted(spelled: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]{0,17}:[0-9a-f]{64}", spelled):
        raise argparse.ArgumentTypeError("it must be SEQ:HASH, as `audit verify` prints it")
    return spelled


def run(args: argparse.Namespace) -> int:
    proof = queries.verify()
    if proof.broken:
        print(f"ALTERED: {proof.broken} ({proof.entries} entries before it are whole.)")
        return 1
    if args.expect and not queries.passed_through(args.expect):
        print(f"ALTERED: the log does not pass through {args.expect}.")
        return 1
    print(f"Unaltered: {proof.entries} entries. End of the log: {proof.entries}:{proof.last}")
    return 0
