"""Bring the first people in. Everybody else is invited on the screens.

With --password-stdin the account is made at once, with the password read from standard input.
Without it a link is printed by which the person chooses a user name and a password. With
--invited-by the role is given in the name of a colleague, who must have the right to give it.
"""

from __future__ import annotations

import argparse

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from sinergi.audit import actions as audit
from sinergi.cli import asking
from sinergi.cli.problems import Problem, standard_input
from sinergi.people import invitations
from sinergi.people.models import Invitation, User
from sinergi.units import actions as units
from sinergi.units import queries
from sinergi.units.models import Role, Unit


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True)
    add = acts.add_parser("add", help="invite a person, or make their account at once")
    add.add_argument("name", help="the user name, as they will sign in")
    add.add_argument("--email", required=True)
    add.add_argument("--full-name", help="as others will see it (default: the user name)")
    add.add_argument("--unit", metavar="CODE", help="office of their first role")
    add.add_argument("--role", choices=Role.values, help="their first role there")
    add.add_argument("--password-stdin", action="store_true", help="read the password")
    add.add_argument("--invited-by", metavar="NAME", help="who invites them")


def run(args: argparse.Namespace) -> int:
    if bool(args.unit) != bool(args.role):
        raise Problem("Give --unit and --role together.")
    _checked_email(args.email)
    unit = asking.unit(args.unit) if args.unit else None
    if args.password_stdin:
        user = _made(args, unit)
        print(f"{user.username} can sign in at {settings.SITE_URL}/masuk/")
    else:
        print(_invited(args, unit))
    return 0


def _checked_email(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as e:
        raise Problem(f"{address!r} is not an e-mail address.") from e


def _called(args: argparse.Namespace) -> str:
    """Return the name that others will see, on one line."""
    return " ".join((args.full_name or args.name).split())


def _made(args: argparse.Namespace, unit: Unit | None) -> User:
    password = standard_input().readline().rstrip("\n")
    user = User(username=args.name, email=args.email, name=_called(args))
    _check(user, password)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            audit.record(None, "person.added", on=user)
            if unit is not None:
                units.appoint(
                    None, user=user, unit=unit, role=args.role, valid_from=timezone.localdate()
                )
    except IntegrityError as e:
        raise Problem(f"The user name {args.name!r} is taken.") from e
    return user


def _check(user: User, password: str) -> None:
    """Raise Problem for a person or a password that will not do, in the console's English.

    Large and small letters make no other name and no other address: who signs in by one that two
    have is let in by neither.
    """
    if User.objects.filter(username__iexact=user.username).exists():
        raise Problem(f"The user name {user.username!r} is taken.")
    if User.objects.filter(email__iexact=user.email, is_active=True).exists():
        raise Problem(f"A person with the address {user.email!r} is here already.")
    with translation.override("en"):
        try:
            user.clean_fields(exclude=["password"])
            validate_password(password, user)
        except ValidationError as e:
            raise Problem(" ".join(e.messages)) from e


def _invited(args: argparse.Namespace, unit: Unit | None) -> str:
    longest = Invitation._meta.get_field("name").max_length  # noqa: SLF001  # Django's public way
    name = _called(args)
    if not 0 < len(name) <= (longest or 0):
        raise Problem(f"A name has 1 to {longest} characters.")
    purpose = {"unit": unit.pk, "role": args.role} if unit is not None else {}
    inviter = asking.person(args.invited_by) if args.invited_by else None
    if inviter and unit and args.role not in queries.roles_to_give(inviter, unit):
        raise Problem(f"{args.invited_by} may not give the role {args.role} in {unit.code}.")
    _, path = invitations.invite(
        inviter,
        email=args.email,
        name=name,
        purpose=purpose,
        now=timezone.now(),
    )
    return f"{settings.SITE_URL}{path}"
