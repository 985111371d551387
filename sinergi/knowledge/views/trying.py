"""Find an answer to what somebody asked elsewhere: at the counter, by telephone, in a chat."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from sinergi.knowledge import drafting, forms, queries, shown
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.units import queries as units


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: SignedIn) -> HttpResponse:
    """Suggest answers, and draft from them where somebody asks for it. Nothing is sent or kept."""
    if not units.may_anywhere(request.user, "answer.see"):
        raise PermissionDenied
    form = forms.TryForm(request.user, request.POST or None)
    found: list[queries.Suggested] | None = None
    draft: drafting.Draft | None = None
    if request.method == "POST" and form.is_valid():
        unit, text = form.cleaned_data["unit"], form.cleaned_data["text"]
        found = queries.suggest(unit.pk, text)
        if request.POST.get("do") == "draft":
            draft = _drafted(request, form, unit.pk, text)
    context = {
        "form": form,
        "found": [(one, shown.badge(one.answer)) for one in found or ()],
        "asked": found is not None,
        "draft": draft,
        "drafts": drafting.is_on() and units.may_anywhere(request.user, "answer.write"),
        "may_write": units.may_anywhere(request.user, "answer.write"),
    }
    return render(request, "knowledge/try.html", context)


def _drafted(
    request: SignedIn, form: forms.TryForm, unit_id: int, text: str
) -> drafting.Draft | None:
    if not units.may(request.user, "answer.write", unit_id):
        raise PermissionDenied
    try:
        return drafting.draft(request.user, unit_id, [text])
    except No as e:
        form.add_error(None, said(e))
        return None
