"""A small regency on an empty database, for what is measured."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import django

from sinergi.lib import keys

HOME = Path(os.environ["SINERGI_HOME"])
DATABASE = os.environ["BENCH_DATABASE"]
HOME.mkdir(parents=True, exist_ok=True)
keys.make(HOME)
django.setup()

from django.conf import settings  # noqa: E402  # Django must stand first
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from sinergi.networks import gateway  # noqa: E402
from sinergi.networks.models import Account  # noqa: E402
from sinergi.people.models import User  # noqa: E402
from sinergi.units import actions as units  # noqa: E402
from sinergi.units.models import Role, Unit  # noqa: E402
from sinergi.web import assets  # noqa: E402


def database() -> None:
    """Make tables and static files."""
    settings.MEDIA_ROOT.mkdir(exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    assets.prepare(settings.HOME)


def regency() -> tuple[Unit, User, User]:
    """Return an office with a writer, and somebody who approves."""
    top = units.add_unit(None, code="32.01", name="Kabupaten Bogor", kind=Unit.Kind.REGENCY)
    office = units.add_unit(
        None, code="32.01.01", name="Cibinong", kind=Unit.Kind.DISTRICT, parent=top
    )
    return office, _person("ayu", office, Role.ADMIN), _person("budi", top, Role.APPROVER)


def account(owner: User, unit: Unit, handle: str, server: str) -> Account:
    """Write down an account on a pretend server without asking it."""
    return Account.objects.create(
        unit=unit,
        network="sandbox",
        handle=handle,
        name=handle,
        owner=owner,
        credentials=gateway.lock({"server": server, "token": f"t-{handle}"}),
        connected_at=timezone.now(),
        next_listen=None,
    )


def _person(name: str, unit: Unit, role: str) -> User:
    user = User(username=name, email=f"{name}@example.go.id", name=name.title())
    user.set_unusable_password()
    user.save()
    units.appoint(None, user=user, unit=unit, role=role, valid_from=date(2026, 1, 2))
    return user


def admin(name: str, unit: Unit) -> User:
    """Return one more person who writes and answers in an office."""
    return _person(name, unit, Role.ADMIN)


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
