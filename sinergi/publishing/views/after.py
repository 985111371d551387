"""What is done with a post that is out: put it right, take it down."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.networks import queries as networks
from sinergi.networks import tasks, withdrawing
from sinergi.networks.models import Withdrawal
from sinergi.people.http import SignedIn
from sinergi.publishing import queries
from sinergi.publishing.correcting import acting, places
from sinergi.publishing.correcting.forms import CorrectForm, TakeDownForm


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: SignedIn, pk: int) -> HttpResponse:
    """Begin a correction; it is written on like any draft."""
    found = queries.post_for(request.user, pk, may="post.write")
    there = places.out(found)
    handles = ", ".join(t.account.handle for t in places.replaceable(there))
    hint = _("Possible on: %(accounts)s. Pictures stay.") % {"accounts": handles}
    form = CorrectForm(request.POST or None, replaceable=hint if handles else "")
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = acting.begin(
                request.user, found, reason=told["reason"], in_place=told["way"] == "in_place"
            )
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Now put the words right, then ask for approval."))
            return redirect("content:edit", made.pk)
    context = {"post": found, "form": form, "there": there}
    return render(request, "publishing/correct.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def take_down(request: SignedIn, pk: int) -> HttpResponse:
    found = networks.delivery_for(request.user, pk, may=withdrawing.VERB)
    form = TakeDownForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = acting.take_down(
                request.user,
                found,
                reason=form.cleaned_data["reason"],
                begin=tasks.carry_out_withdrawal.enqueue,
            )
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _next(made))
            return redirect("content:delivery", pk)
    context = {
        "delivery": found,
        "post": queries.post_of(found),
        "thread": networks.thread_of(found),
        "form": form,
    }
    return render(request, "publishing/take_down.html", context)


@login_required
@require_POST
def taken_down(request: SignedIn, pk: int) -> HttpResponse:
    """A person looked: it is gone."""
    try:
        withdrawing.done_by_hand(request.user, networks.withdrawal_for(request.user, pk))
    except No as e:
        messages.error(request, said(e))
    return redirect("content:delivery", pk)


def _next(made: Withdrawal) -> str:
    if made.state == Withdrawal.State.BY_HAND:
        return _(
            "This network cannot be asked: delete it in its app, then say here that it is gone."
        )
    return _("It is being taken down. This page says when it is gone.")


urlpatterns = [
    path("konten/<int:pk>/koreksi/", correct, name="correct"),
    path("pengiriman/<int:pk>/turunkan/", take_down, name="take-down"),
    path("pengiriman/<int:pk>/turunkan/sudah/", taken_down, name="taken-down"),
]
