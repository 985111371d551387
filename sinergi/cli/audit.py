"""Read or prove the audit log."""

from __future__ import annotations

import argparse

from sinergi.audit import queries


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True)
    verify = acts.add_parser("verify", help="prove that no entry was altered, added or removed")
    verify.add_argument("--expect", metavar="SEQ:HASH", help="an end of the log noted earlier")


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
