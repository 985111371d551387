"""The hoax desk: claims, their evidence, the check, the statement and the result."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinergi.inbox import queries
from sinergi.inbox.hoaxes import acting, looking, proving, texts
from sinergi.inbox.hoaxes.forms import ClaimForm, EvidenceForm, JudgeForm, StatementForm
from sinergi.inbox.models import Hoax
from sinergi.inbox.views.trying import tried
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.units import queries as units

SEE, REPLY, JUDGE = "conversation.see", "conversation.reply", "hoax.judge"


@login_required
@require_GET
def hoaxes(request: SignedIn) -> HttpResponse:
    """Show the claims: open ones first, by what is due."""
    if not units.may_anywhere(request.user, SEE):
        raise PermissionDenied
    now = timezone.now()
    rows = looking.hoaxes_for(request.user)[: looking.MOST]
    context = {
        "rows": [(row, looking.urgency(row, now), looking.due(row)) for row in rows],
        "may_begin": units.may_anywhere(request.user, REPLY),
    }
    return render(request, "inbox/hoaxes.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def begin(request: SignedIn) -> HttpResponse:
    """Write down a claim that no conversation told us of."""
    if not units.may_anywhere(request.user, REPLY):
        raise PermissionDenied
    form = ClaimForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = acting.begin(request.user, given.pop("office"), **given)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Kept. Add where it was seen, while it is still there."))
            return redirect("inbox:hoax", made.pk)
    return render(request, "inbox/hoax_new.html", {"form": form})


@login_required
@require_POST
def mark(request: SignedIn, pk: int) -> HttpResponse:
    """Mark a conversation as one about a claim: a known one, or a new one."""
    found = queries.conversation_for(request.user, pk, may=REPLY)
    known = request.POST.get("hoax", "")
    hoax = looking.hoax_for(request.user, known, may=REPLY) if known else None
    try:
        made = acting.link(request.user, found, hoax, claim=request.POST.get("claim", ""))
    except No as e:
        messages.error(request, said(e))
        return redirect("inbox:conversation", pk)
    messages.success(request, _("Kept. Add where it was seen, while it is still there."))
    return redirect("inbox:hoax", made.pk)


@login_required
@require_GET
def hoax(request: SignedIn, pk: int) -> HttpResponse:
    return _page(request, looking.hoax_for(request.user, pk))


@login_required
@require_POST
def add_evidence(request: SignedIn, pk: int) -> HttpResponse:
    """Keep where a claim was seen."""
    found = looking.hoax_for(request.user, pk, may=REPLY)
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            proving.add(request.user, found, **form.cleaned_data)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Kept, with its fingerprint."))
            return redirect("inbox:hoax", pk)
    return _page(request, found, evidence=form)


@login_required
@require_GET
def screenshot(request: SignedIn, pk: int, evidence: int) -> HttpResponse:
    """Hand out a screenshot as it came, where it still is what was kept."""
    found = looking.hoax_for(request.user, pk)
    row = get_object_or_404(found.evidence.exclude(file=""), pk=evidence)
    try:
        return proving.hand_out(request.user, row)
    except No as e:
        messages.error(request, said(e))
        return redirect("inbox:hoax", pk)


@login_required
@require_POST
def check(request: SignedIn, pk: int) -> HttpResponse:
    """Tick a step of the check, with what it showed."""
    found = looking.hoax_for(request.user, pk, may=REPLY)
    asked = request.POST
    step, note = asked.get("step", ""), asked.get("note", "")
    tried(request, partial(acting.done, request.user, found, step, note=note))
    return redirect("inbox:hoax", pk)


@login_required
@require_POST
def state(request: SignedIn, pk: int) -> HttpResponse:
    """Keep the first statement."""
    found = looking.hoax_for(request.user, pk, may=REPLY)
    form = StatementForm(request.POST)
    if form.is_valid():
        try:
            acting.state(request.user, found, text=form.cleaned_data["text"])
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Kept. Now publish it, or send it to those who asked."))
            return redirect("inbox:hoax", pk)
    return _page(request, found, statement=form)


@login_required
@require_POST
def judge(request: SignedIn, pk: int) -> HttpResponse:
    """Say what a claim is, or that nobody can tell."""
    found = looking.hoax_for(request.user, pk, may=JUDGE)
    form = JudgeForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            if given["finding"]:
                acting.judge(request.user, found, **given)
            else:
                acting.give_up(request.user, found, reason=given["facts"])
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Kept. Publish the clarification, then link it here."))
            return redirect("inbox:hoax", pk)
    return _page(request, found, judge=form)


@login_required
@require_POST
def settle(request: SignedIn, pk: int) -> HttpResponse:
    """Link what was published, or take a judgement back."""
    asked = request.POST
    reopens = asked.get("do") == "reopen"
    found = looking.hoax_for(request.user, pk, may=JUDGE if reopens else REPLY)
    if not reopens and asked.get("do") != "publish":
        raise Http404
    if reopens:
        act = partial(acting.reopen, request.user, found, reason=asked.get("reason", ""))
    else:
        act = partial(acting.publish, request.user, found, url=asked.get("url", ""))
    tried(request, act, _("Kept."))
    return redirect("inbox:hoax", pk)


def _page(request: SignedIn, found: Hoax, **forms: Any) -> HttpResponse:
    """Draw a claim; ``forms`` are those with mistakes, so that what was typed stays."""
    rights = units.verbs_in(request.user, found.unit)
    told = texts.clarification(found)
    begun = found.statement if found.stated else texts.first_statement(found)
    known = {"finding": found.finding, "facts": found.facts, "sources": found.sources}
    context = {
        "hoax": found,
        "urgency": looking.urgency(found, timezone.now()),
        "escalations": found.escalations.all(),
        "evidence": found.evidence.select_related("by"),
        "steps": looking.check_list(found),
        "voices": looking.voices(request.user, found),
        "told": told,
        "write_statement": texts.writing(found.statement),
        "write_told": texts.writing(told),
        "evidence_form": forms.get("evidence") or EvidenceForm(),
        "statement_form": forms.get("statement") or StatementForm(initial={"text": begun}),
        "judge_form": forms.get("judge") or JudgeForm(initial=known),
        "may_reply": REPLY in rights,
        "may_judge": JUDGE in rights,
        "wrong": any(form.errors for form in forms.values()),
    }
    return render(request, "inbox/hoax.html", context)
