"""Hear again what people said on earlier days: inbox backfill --days N."""

from __future__ import annotations

import argparse
from datetime import timedelta

from django.utils import timezone

from sinergi.cli.problems import Problem
from sinergi.connectors.errors import ConnectorError
from sinergi.networks import recalling
from sinergi.networks.models import Account


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True)
    backfill = acts.add_parser("backfill", help="read the messages of the last days once more")
    backfill.add_argument("--days", type=int, default=7, metavar="N", help="how many days back")
    backfill.add_argument("--account", metavar="HANDLE", help="only this account")


def run(args: argparse.Namespace) -> int:
    if not 1 <= args.days <= 366:
        raise Problem("--days must be a number from 1 to 366.")
    accounts = Account.objects.filter(state=Account.State.CONNECTED).order_by("network", "handle")
    if args.account:
        accounts = accounts.filter(handle=args.account)
        if not accounts.exists():
            raise Problem(f"No connected account is called {args.account}.")
    return max([_recalled(account, args.days) for account in accounts], default=0)


def _recalled(account: Account, days: int) -> int:
    """Read one account's earlier messages; 1 when it could not be read."""
    name = f"{account.network:<12} {account.handle:<40}"
    if not recalling.possible(account):
        print(f"{name} is not listened to: by hand, or called by its network alone")
        return 0
    now = timezone.now()
    try:
        read = recalling.recall(account, now - timedelta(days=days), now=now)
    except ConnectorError as e:
        print(f"{name} failed: {e}. What was read until then is kept.")
        return 1
    print(f"{name} {read} messages read")
    return 0
