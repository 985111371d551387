"""Types for views."""

from __future__ import annotations

from django.http import HttpRequest

from sinergi.people.models import User


class SignedIn(HttpRequest):
    """A request behind ``login_required``: its user is a person."""

    user: User
