"""How far an office has come with each head; one model with its figures; one text."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.understanding import figures, queries, rules, shown, understood
from sinergi.understanding.actions import correcting, training
from sinergi.understanding.models import Text
from sinergi.units import finding
from sinergi.units import queries as units


@login_required
@require_GET
def overview(request: SignedIn, unit: int | None = None) -> HttpResponse:
    office = queries.office_for(request.user, unit)
    rights = units.verbs_in(request.user, office)
    others = queries.offices_for(request.user).exclude(pk=office.pk)
    context = {
        "office": office,
        "offices": finding.found(others, request.GET.get("q", "")),
        "heads": [(row, shown.head_words(row.head)) for row in queries.heads_of(office)],
        "rounds": [(row, at, shown.head_words(row.head)) for row, at in queries.rounds_of(office)],
        "sizes": rules.ROUND_SIZES,
        "fewest": rules.FEWEST,
        "rule_set": queries.rule_set_of(office),
        "can_train": training.can_train(),
        "may_label": "text.label" in rights,
        "may_train": "language.train" in rights,
        "percent": rules.percent,
        "said_agreed": figures.agreed,
    }
    return render(request, "understanding/overview.html", context)


@login_required
@require_GET
def model(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.model_for(request.user, pk)
    topics = understood.topics(found.unit_id)
    agreement = queries.agreements(found.unit).get(found.head)
    context: dict[str, Any] = {
        "model": found,
        "head": shown.head_words(found.head),
        "problem": said(No(found.problem[0], **found.problem[1])) if found.problem else "",
        "refusal": figures.refusal(found),
        "told": figures.told(found, topics),
        "agreed": figures.agreed(agreement) if agreement else "",
        "may_label": units.may(request.user, "text.label", found.unit_id),
        "percent": rules.percent,
    }
    return render(request, "understanding/model.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def text(request: SignedIn, pk: int) -> HttpResponse:
    """Show a text, masked as it is kept, and take a correction."""
    found = queries.text_for(request.user, pk)
    wrong = None
    if request.method == "POST":
        try:
            wrong = correcting.correct(request.user, found, request.POST)
        except No as e:
            messages.error(request, said(e))
            return redirect("understanding:text", pk)
        if wrong is None:
            messages.success(request, _("Thank you: the office learns from it."))
            return redirect("understanding:text", pk)
    known = shown.panel(found, may_label=True, form=wrong)
    context = {"text": found, "known": known, "labels": _labels(found)}
    return render(request, "understanding/text.html", context)


def _labels(found: Text) -> list[tuple[str, str, Any]]:
    """Return who said what of a text, and when."""
    topics = understood.topics(found.unit_id)
    return [
        (shown.head_words(row.head), shown.label_words(row.head, row.label, topics), row)
        for row in found.labels.select_related("by")
    ]
