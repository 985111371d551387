"""Rounds, rules of topics, files of labels; train, promote, take back."""

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
from sinergi.understanding import queries, shown, tasks
from sinergi.understanding.actions import rounds, training
from sinergi.understanding.models import Round
from sinergi.units import queries as units


@login_required
@require_POST
def begin_round(request: SignedIn, unit: int) -> HttpResponse:
    office = queries.office_for(request.user, unit)
    if not units.may(request.user, "text.label", office.pk):
        raise PermissionDenied
    size = request.POST.get("size", "")
    try:
        made = rounds.begin(
            request.user,
            office,
            head=request.POST.get("head", ""),
            size=int(size) if size.isdecimal() else 0,
        )
    except No as e:
        messages.error(request, said(e))
        return redirect("understanding:office", unit)
    return redirect("understanding:round", made.pk)


@login_required
@require_http_methods(["GET", "POST"])
def labelling_round(request: SignedIn, pk: int) -> HttpResponse:
    """Show the next text of a round; take what it is, or that nobody can say."""
    found = queries.round_for(request.user, pk)
    if request.method == "POST":
        try:
            _answer(request, found)
        except No as e:
            messages.error(request, said(e))
        return redirect("understanding:round", pk)
    at = queries.standing(found)
    context = {"round": found, "at": at, "head": shown.head_words(found.head)}
    if at.text is not None:
        context["keys"] = shown.keys(at.text, found.head)
    return render(request, "understanding/round.html", context)


def _answer(request: SignedIn, found: Round) -> None:
    """Take one answer of a round: a label, or that it is skipped."""
    sent = request.POST.get("text", "")
    text = queries.text_for(request.user, sent)
    if request.POST.get("do") == "skip":
        rounds.skip(found, text.pk)
    else:
        rounds.say_label(request.user, found, text, request.POST.get("label", ""))


@login_required
@require_POST
def train(request: SignedIn, unit: int) -> HttpResponse:
    office = units.unit_for(request.user, unit, may="language.train")
    try:
        made = training.begin_training(request.user, office, head=request.POST.get("head", ""))
    except No as e:
        messages.error(request, said(e))
        return redirect("understanding:office", unit)
    tasks.train.enqueue(made.pk)
    messages.success(request, _("Training has begun. What comes of it is told here."))
    return redirect("understanding:model", made.pk)


@login_required
@require_POST
def promote(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.model_for(request.user, pk)
    try:
        training.promote(request.user, found)
    except No as e:
        messages.error(request, said(e))
    else:
        messages.success(
            request, _("This model reads from now on; the newest texts are read anew.")
        )
    return redirect("understanding:model", pk)


@login_required
@require_POST
def roll_back(request: SignedIn, unit: int) -> HttpResponse:
    office = units.unit_for(request.user, unit, may="language.train")
    try:
        earlier = training.roll_back(request.user, office, head=request.POST.get("head", ""))
    except No as e:
        messages.error(request, said(e))
    else:
        told = (
            _("Version %(version)s reads again.") % {"version": earlier.version} if earlier else ""
        )
        messages.success(request, told or _("What comes with Sinergi reads again."))
    return redirect("understanding:office", unit)
