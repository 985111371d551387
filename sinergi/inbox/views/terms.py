"""The deadlines of an office, its ladder, and what its networks hide: shown and set."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinergi.inbox import aside, promising
from sinergi.inbox.deadline_forms import LadderForm, TermForm
from sinergi.inbox.deadlines import promises, sheet, terms
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.networks import queries as networks
from sinergi.people.http import SignedIn
from sinergi.units import queries as units


@login_required
@require_GET
def office(request: SignedIn, unit: int | None = None) -> HttpResponse:
    """Show the terms of an office, by default one's own, and who set each."""
    found = sheet.office_for(request.user, unit)
    rights = units.verbs_in(request.user, found)
    context = {
        "office": found,
        "offices": sheet.others(request.user, found, request.GET.get("q", "")),
        "rows": sheet.rows(found),
        "ladder": sheet.ladder(found),
        "accounts": sheet.accounts(found),
        "may_edit": sheet.EDIT in rights,
        "may_hide": "conversation.assign" in rights,
    }
    return render(request, "inbox/terms.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def term(request: SignedIn, unit: int, matter: str, stage: str) -> HttpResponse:
    """Set one term of an office, or let that of the office above hold again."""
    found = units.unit_for(request.user, unit, may=sheet.EDIT)
    key = ("" if matter == sheet.ANY else matter, stage)
    if key not in promises.SHIPPED:
        raise Http404
    if request.POST.get("do") == "drop":
        promising.drop(request.user, found, key)
        messages.success(request, _("What holds above holds here again."))
        return redirect("inbox:office-terms", unit)
    held = terms.of(unit).promises[key]
    form = TermForm(request.POST or None, initial=sheet.typed(held))
    if request.method == "POST" and form.is_valid():
        try:
            promising.save(request.user, found, key, **form.cleaned_data)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Kept. Deadlines are counted anew."))
            return redirect("inbox:office-terms", unit)
    context = {"office": found, "form": form, "name": sheet.name(key)}
    context |= {"own": sheet.own(found, key), "rungs": False}
    return render(request, "inbox/term.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def ladder(request: SignedIn, unit: int) -> HttpResponse:
    """Set when each rung of an office's ladder is told."""
    found = units.unit_for(request.user, unit, may=sheet.EDIT)
    initial = dict(zip(terms.RUNGS, terms.of(unit).shares, strict=True))
    form = LadderForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            promising.save_ladder(request.user, found, form.shares())
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Kept. Deadlines are counted anew."))
            return redirect("inbox:office-terms", unit)
    context = {"office": found, "form": form, "name": _("Who is told when")}
    context |= {"own": False, "rungs": True}
    return render(request, "inbox/term.html", context)


@login_required
@require_POST
def spam_hiding(request: SignedIn, account: int) -> HttpResponse:
    """Say whether an account's network hides what is surely spam."""
    found = networks.account_for(request.user, account, may="conversation.assign")
    aside.switch_hiding(request.user, found, hide=request.POST.get("do") == "hide")
    messages.success(request, _("Kept."))
    return redirect("inbox:office-terms", found.unit_id)
