"""Make, list or revoke API tokens. A new token is printed once and kept only as a digest."""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta

from django.utils import timezone

from sinergi.cli import asking
from sinergi.cli.problems import Problem
from sinergi.lib.text import No
from sinergi.people import tokens
from sinergi.people.models import ApiToken


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True)
    create = acts.add_parser("create", help="print a new token, and nothing else")
    create.add_argument("--user", required=True, metavar="NAME", help="whom it acts as")
    create.add_argument(
        "--scope", action="append", required=True, metavar="SCOPE",
        help=f"what it may do, once for each: {', '.join(tokens.SCOPES)}",
    )  # fmt: skip
    create.add_argument("--name", default="sinergi token create", help="what it is for")
    create.add_argument("--days", type=int, help="days until it expires (default: never)")
    every = acts.add_parser("list", help="list tokens, without their text")
    every.add_argument("--user", metavar="NAME", help="only those of one person")
    revoke = acts.add_parser("revoke", help="end a token at once")
    revoke.add_argument("number", type=int, help="its number, as `token list` shows it")


def run(args: argparse.Namespace) -> int:
    match args.act:
        case "create":
            print(_create(args))
        case "list":
            _list(args.user)
        case _:
            _revoke(args.number)
    return 0


def _create(args: argparse.Namespace) -> str:
    user = asking.person(args.user)
    if args.days is not None and not 1 <= args.days <= 3650:
        raise Problem("--days must be a number from 1 to 3650.")
    expires = timezone.now() + timedelta(days=args.days) if args.days else None
    try:
        _, plain = tokens.create(None, user, name=args.name, scopes=args.scope, expires=expires)
    except No as e:
        raise Problem(str(e)) from e
    return plain


def _list(name: str | None) -> None:
    found = ApiToken.objects.select_related("user").order_by("id")
    if name:
        found = found.filter(user=asking.person(name))
    now = timezone.now()
    for token in found:
        scopes = " ".join(token.scopes)
        print(f"{token.pk:<6} {token.user.username:<20} {_state(token, now):<10} {scopes}")


def _state(token: ApiToken, now: datetime) -> str:
    if token.revoked:
        return "revoked"
    return "expired" if token.expires and token.expires <= now else "valid"


def _revoke(number: int) -> None:
    token = ApiToken.objects.filter(pk=number).first()
    if token is None:
        raise Problem(f"There is no token {number}. Run: sinergi token list")
    tokens.revoke(None, token)
    print(f"Token {number} is revoked.")
