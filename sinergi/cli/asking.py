"""Find people and offices by what an operator types."""

from __future__ import annotations

from sinergi.cli.problems import Problem
from sinergi.people.models import User
from sinergi.units.models import Unit


def person(name: str) -> User:
    """Return the person with that user name. Raises Problem."""
    user = User.objects.filter(username=name).first()
    if user is None:
        raise Problem(f"There is no person with the user name {name!r}.")
    return user


def unit(code: str) -> Unit:
    """Return the office with that code. Raises Problem."""
    found = Unit.objects.filter(code=code).first()
    if found is None:
        raise Problem(f"There is no office with the code {code!r}. Run: sinergi units list")
    return found
