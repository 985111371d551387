"""The page of an office's rules: what holds, and a form that adds one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from sinergi.inbox.rule_forms import NamingForm
from sinergi.inbox.views.offices import offices
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.people.models import User
from sinergi.units.models import Unit


@dataclass(frozen=True, slots=True)
class Sheet:
    """A kind of rules: who keeps them, how one is added, and the page that shows them."""

    verb: str
    form: type[NamingForm]
    add: Callable[[User, Unit, dict[str, Any]], object]
    shown: Callable[[Unit], Mapping[str, object]]
    template: str
    route: str


def kept(request: SignedIn, pk: int | None, sheet: Sheet, told: str) -> HttpResponse:
    """Show the rules of an office, and make one; ``told``: the words when it is made."""
    mine, office = offices(request, sheet.verb, pk)
    form = sheet.form(request.POST or None, office=office)
    if request.method == "POST" and form.is_valid():
        try:
            sheet.add(request.user, office, form.cleaned_data)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, told)
            return redirect(sheet.route, office.pk)
    context = {"office": office, "offices": mine, "form": form, **sheet.shown(office)}
    return render(request, sheet.template, context)
