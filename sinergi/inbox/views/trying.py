"""Do what a button asks for, and tell the person what came of it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn


def refused(request: SignedIn, e: No, form: Form, field: str | None, *, drawn: bool) -> None:
    """Say why something was not done: at the field of its form, or on top of a page that draws the
    form no more."""
    if drawn:
        form.add_error(field, said(e))
    else:
        messages.error(request, said(e))


def tried(request: SignedIn, act: Callable[[], object], told: str = "") -> bool:
    """Return whether an act was done. ``told``: the words for it; a No says why it was not."""
    try:
        act()
    except No as e:
        messages.error(request, said(e))
        return False
    if told:
        messages.success(request, told)
    return True
