"""Official warnings and the words prepared for offices: look, take, set aside, bring in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.publishing.alerts import bringing, deciding, queries, rules
from sinergi.publishing.alerts.forms import BringForm, WhyForm
from sinergi.publishing.models import AlertDraft
from sinergi.units import queries as units


@login_required
@require_GET
def alerts(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "post.see"):
        if units.may_anywhere(request.user, "alert.keep"):  # who keeps sources, and reads no words
            return redirect("content:alert-sources")
        raise PermissionDenied
    drafts = queries.drafts_for(request.user)
    known, districts = queries.bordered_anywhere()
    context = {
        "lacking": districts - known,
        "districts": districts,
        "ready": drafts.filter(state=AlertDraft.State.READY)[: queries.MOST],
        "others": drafts.exclude(state=AlertDraft.State.READY)[: queries.MOST],
        "heard": queries.alerts_for(request.user)[: queries.MOST],
        "keeps": units.may_anywhere(request.user, "alert.keep"),
        "writes": units.may_anywhere(request.user, "post.write"),
    }
    return render(request, "publishing/alerts.html", context)


@login_required
@require_GET
def draft(request: SignedIn, pk: int) -> HttpResponse:
    return _draft(request, queries.draft_for(request.user, pk), WhyForm())


@login_required
@require_POST
def take(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.draft_for(request.user, pk, may="post.write")
    try:
        post = deciding.take(request.user, found)
    except No as e:
        messages.error(request, said(e))
        return redirect("content:alert-draft", pk)
    messages.success(request, _("Saved as a draft. Fill in what is marked, then ask for approval."))
    return redirect("content:edit", post.pk)


@login_required
@require_POST
def leave(request: SignedIn, pk: int) -> HttpResponse:
    """Set words aside; of words that were taken, let their post go its own way."""
    found = queries.draft_for(request.user, pk, may="post.write")
    form = WhyForm(request.POST)
    if form.is_valid():
        act = deciding.let_go if found.post_id else deciding.set_aside
        try:
            act(request.user, found, form.cleaned_data["reason"])
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Saved."))
            return redirect("content:alert-draft", pk)
    return _draft(request, found, form)


@login_required
@require_http_methods(["GET", "POST"])
def bring(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "post.write"):
        raise PermissionDenied
    form = BringForm(request.user, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            taken = bringing.bring(
                request.user, form.cleaned_data["unit"], form.raw(), now=timezone.now()
            )
        except No as e:
            form.add_error("file" if form.cleaned_data.get("file") else "text", said(e))
        else:
            messages.success(request, _taken(len(taken)))
            return redirect("content:alerts")
    return render(request, "publishing/alert_bring.html", {"form": form})


def _taken(count: int) -> str:
    if not count:
        return _("This was known already, or its time is over. Nothing new was prepared.")
    return ngettext(
        "%(num)s warning was taken. What was prepared is below.",
        "%(num)s warnings were taken. What was prepared is below.",
        count,
    ) % {"num": count}


def _draft(request: SignedIn, found: AlertDraft, form: WhyForm) -> HttpResponse:
    why = rules.why_not(state=found.state, ends=found.ends, reason=found.reason, now=timezone.now())
    context = {
        "draft": found,
        "alert": found.alert,
        "why": _(why) if why else "",
        "marks": rules.unfilled(found.text),
        "touched": queries.touched(found.alert),
        "others": queries.drafts_for(request.user)
        .filter(alert=found.alert)
        .exclude(pk=found.pk)[: queries.MOST],
        "may_write": units.may(request.user, "post.write", found.unit_id),
        "form": form,
    }
    return render(request, "publishing/alert_draft.html", context)
