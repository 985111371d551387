"""The board of ideas."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.publishing.ideas import actions, queries, rules
from sinergi.publishing.ideas.forms import BoardForm, HandForm, IdeaForm, ParkForm
from sinergi.publishing.models import Idea
from sinergi.units import queries as units


@login_required
@require_GET
def board(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "post.see"):
        raise PermissionDenied
    offices = units.units_where(request.user, "post.see").order_by("path")
    form = BoardForm(request.user, offices, request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    columns = queries.board_for(request.user, **wanted)
    context = {
        "form": form,
        "columns": columns,
        "narrowed": any(wanted.values()),
        "writes": units.may_anywhere(request.user, "post.write"),
    }
    return render(request, "publishing/ideas.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "post.write"):
        raise PermissionDenied
    form = IdeaForm(request.user, None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.write(request.user, form.cleaned_data["unit"], **form.says())
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("On the board."))
            return redirect("content:idea", made.pk)
    return _form(request, form, None)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.idea_for(request.user, pk, may="post.write")
    form = IdeaForm(request.user, found, request.POST or None, initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit(request.user, found, seen=form.seen_at(), **form.says())
        except actions.Changed as e:
            data = request.POST.copy()
            data["seen"] = queries.idea_for(request.user, pk).changed.isoformat()
            form = IdeaForm(request.user, found, data)
            form.add_error(None, said(e))
            return _form(request, form, found, newest=queries.idea_for(request.user, pk))
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Saved."))
            return redirect("content:idea", pk)
    return _form(request, form, found)


@login_required
@require_GET
def idea(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.idea_for(request.user, pk)
    return page(request, found, HandForm(found), ParkForm())


def page(request: SignedIn, found: Idea, hand: HandForm, park: ParkForm) -> HttpResponse:
    may_write = units.may(request.user, "post.write", found.unit_id)
    context = {
        "idea": found,
        "sheet": [(label, found.sheet[name]) for name, label in rules.SHEET.items()
                  if name in found.sheet],
        "results": queries.results_of(found),
        "may_write": may_write and found.state != Idea.State.USED,
        "mine": found.holder_id == request.user.pk,
        "going": found.post is not None and found.post.state != "cancelled",
        "hand": hand,
        "park": park,
        "form": hand if hand.errors else park,
    }  # fmt: skip
    return render(request, "publishing/idea.html", context)


def _form(request: SignedIn, form: IdeaForm, found: Idea | None, **more: Any) -> HttpResponse:
    pillars = queries.pillars_for(request.user)
    context = {"form": form, "idea": found, "pillars": pillars, "newest": None, **more}
    return render(request, "publishing/idea_form.html", context)


def _initial(found: Idea) -> dict[str, Any]:
    names = ("title", "text", "pillar", "audience", "goal")
    plain = {name: getattr(found, name) for name in names}
    sheet = {f"sheet-{name}": words for name, words in found.sheet.items()}
    return {**plain, **sheet, "seen": found.changed.isoformat()}
