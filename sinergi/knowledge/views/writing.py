"""Write an answer, and change one."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sinergi.knowledge import actions, queries
from sinergi.knowledge.forms import FURTHER, AnswerForm, initial_of
from sinergi.knowledge.models import Answer
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.units import queries as units


@login_required
@require_http_methods(["GET", "POST"])
def write(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "answer.write"):
        raise PermissionDenied
    asked = request.GET.get("q", "").replace("\0", "")[:200]
    form = AnswerForm(request.user, request.POST or None, initial={"questions": asked})
    if request.method == "POST" and form.is_valid():
        unit, reach = form.cleaned_data["unit"], form.cleaned_data["reach"]
        try:
            made = actions.write(request.user, unit, form.said(), reach=reach)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Kept. Somebody else verifies it now."))
            return redirect("knowledge:answer", made.pk)
    return _page(request, form, None)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.answer_for(request.user, pk, may="answer.write")
    initial = initial_of(queries.newest(found))
    form = AnswerForm(request.user, request.POST or None, answer=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        seen, reach = form.cleaned_data["seen"], form.cleaned_data["reach"]
        try:
            actions.edit(request.user, found, form.said(), seen=seen, reach=reach)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Kept. Somebody else verifies it now."))
            return redirect("knowledge:answer", pk)
    return _page(request, form, found)


def _page(request: SignedIn, form: AnswerForm, found: Answer | None) -> HttpResponse:
    """Draw the form; what is rarely filled in is folded away unless there is something in it."""
    further = (bound for bound in form if bound.name.startswith(FURTHER))
    shows = any(bound.value() or bound.errors for bound in further)
    context = {"form": form, "answer": found, "further": FURTHER, "further_open": shows}
    return render(request, "knowledge/write.html", context)
