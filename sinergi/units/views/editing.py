"""Adding, renaming, moving and closing offices."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.units import actions, queries
from sinergi.units.forms import (
    AddForm,
    AliasForm,
    CloseForm,
    DescribeForm,
    MoveForm,
    RenameForm,
)
from sinergi.units.views.answering import Words, answer

EDIT = "unit.edit"


@login_required
@require_http_methods(["GET", "POST"])
def add(request: SignedIn) -> HttpResponse:
    if not queries.may_anywhere(request.user, EDIT):
        raise PermissionDenied
    form = AddForm(request.user, request.POST or None, initial={"parent": request.GET.get("below")})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_unit(request.user, **form.cleaned_data)
        except No as e:
            form.add_error("code" if "code" in e.facts else None, said(e))
        else:
            messages.success(request, _("The office is added."))
            return redirect("units:unit", made.pk)
    words = Words(_("Add an office"), _("Add"), "")
    return render(
        request, "units/form.html", {"form": form, "unit": None, "words": words, "back": ""}
    )


@login_required
@require_http_methods(["GET", "POST"])
def rename(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.unit_for(request.user, pk, may=EDIT)
    words = Words(
        _("Rename"), _("Rename"), _("Renamed."), _("The old name is kept, with its last day.")
    )
    form = RenameForm(request.POST or None, initial={"name": found.name})
    return answer(
        request, found, form, words, lambda v: actions.rename_unit(request.user, found, **v)
    )


@login_required
@require_http_methods(["GET", "POST"])
def describe(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.unit_for(request.user, pk, may=EDIT)
    known = {"kind": found.kind, "short": found.short, "valid_from": found.valid_from}
    form = DescribeForm(request.POST or None, initial=known)
    words = Words(_("Kind and short name"), _("Save"), _("Saved."))
    return answer(
        request, found, form, words, lambda v: actions.describe_unit(request.user, found, **v)
    )


@login_required
@require_http_methods(["GET", "POST"])
def move(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.unit_for(request.user, pk, may=EDIT)
    form = MoveForm(request.user, found, request.POST or None)
    words = Words(
        _("Move"),
        _("Move"),
        _("Moved, with every office under it."),
        _("Every office under it comes along. Roles given higher up change with the place."),
    )
    return answer(
        request, found, form, words, lambda v: actions.move_unit(request.user, found, v["parent"])
    )


@login_required
@require_http_methods(["GET", "POST"])
def close(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.unit_for(request.user, pk, may=EDIT)
    form = CloseForm(request.POST or None)
    words = Words(
        _("Close"),
        _("Close the office"),
        _("The office is closed from that day on."),
        _(
            "The office leaves the lists after its last day. What it did stays, to be read; "
            "nothing new is written or sent in its name. What waits there is with the office above."
        ),
        "danger",
    )
    return answer(
        request, found, form, words, lambda v: actions.close_unit(request.user, found, on=v["on"])
    )


@login_required
@require_POST
def reopen(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.unit_for(request.user, pk, may=EDIT)
    try:
        actions.reopen_unit(request.user, found)
        messages.success(request, _("The office is open again."))
    except No as e:
        messages.error(request, said(e))
    return redirect("units:unit", pk)


@login_required
@require_POST
def add_alias(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.unit_for(request.user, pk, may=EDIT)
    form = AliasForm(request.POST)
    words = Words(_("Other spelling"), _("Add"), _("Saved."))
    return answer(
        request, found, form, words, lambda v: actions.add_alias(request.user, found, v["name"])
    )


@login_required
@require_POST
def remove_alias(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.alias_for(request.user, pk)
    actions.remove_alias(request.user, found)
    messages.success(request, _("Removed."))
    return redirect("units:unit", found.unit_id)
