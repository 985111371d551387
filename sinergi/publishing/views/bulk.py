"""Many posts at once: a plan from a file, one change to many, and how far it is."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinergi.lib import tables
from sinergi.lib.addresses import address
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.lib.workbooks import Line
from sinergi.people.http import SignedIn
from sinergi.publishing import tasks
from sinergi.publishing.bulk import batches, plans
from sinergi.publishing.bulk.forms import ManyForm, PlanFileForm
from sinergi.publishing.models import Batch
from sinergi.publishing.views.planned import back_of
from sinergi.units import queries as units

#: So many problems and lines of a dry run are shown.
MOST = 100


@login_required
@require_http_methods(["GET", "POST"])
def bring(request: SignedIn) -> HttpResponse:
    """Look at a plan first; the second time it is written, if every line is right."""
    if not units.may_anywhere(request.user, "post.write"):
        raise PermissionDenied
    form = PlanFileForm(request.user, request.POST or None, request.FILES or None)
    report = None
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            report = plans.read(
                request.user, values["unit"], values["file"].read(), now=timezone.now()
            )
            if not values["dry_run"] and not report.problems:
                batch = batches.bring(
                    request.user,
                    values["unit"],
                    report,
                    name=values["file"].name or "",
                    begin=tasks.begin_batch,
                )
                return redirect("content:batch", batch.pk)
        except No as e:
            form.add_error("file", said(e))
    context = {
        "form": form,
        "report": report,
        "problems": [(line, said(no)) for line, no in report.problems[:MOST]] if report else [],
        "leaders": [(line, said(no)) for line, no in report.leaders[:MOST]] if report else [],
        "lines": report.lines[:10] if report else [],
        "before": batches.batches_of(request.user)[:10],
    }
    return render(request, "publishing/plan_file.html", context)


@login_required
@require_GET
def template(request: SignedIn, form: str) -> HttpResponseBase:
    """A file to begin a plan with: its first line, and one as it may look."""
    example: Line = [
        "2026-12-24",
        "07:30",
        _("Service on Saturday"),
        _("The counter is open."),
        "",
        "",
        "",
        "#LayananPublik",
        "",
    ]
    return tables.given(form, "rencana", list(plans.TEMPLATE), [example])


@login_required
@require_POST
def many(request: SignedIn) -> HttpResponse:
    """Ask what to do with the posts that were chosen, then begin to do it."""
    back = back_of(request) or address("content:calendar")
    try:
        posts = batches.chosen(request.user, request.POST.getlist("id"))
    except No as e:
        messages.error(request, said(e))
        return redirect(back)
    form = ManyForm(request.user, posts, request.POST if "act" in request.POST else None)
    if form.is_bound and form.is_valid():
        act, asked = form.cleaned_data["act"], form.asked()
        batch = batches.change(request.user, posts, act, asked, begin=tasks.begin_batch)
        return redirect("content:batch", batch.pk)
    context = {"form": form, "posts": posts, "back": back}
    return render(request, "publishing/many.html", context)


@login_required
@require_GET
def batch(request: SignedIn, pk: int) -> HttpResponse:
    """How far it is, and what was not done; it can be left meanwhile. Posts that are not theirs to
    see any more are counted, and not named.
    """
    found = batches.batch_for(request.user, pk)
    theirs = units.within(request.user, "post.see", "post__unit")
    standing, now = batches.counted(found), timezone.now()
    rows = [
        (item, said(No(item.problem["message"], **item.problem["facts"])))
        for item in batches.failed(found).filter(Q(post=None) | theirs)[:MOST]
    ]
    context = {
        "batch": found,
        "standing": standing,
        "going_on": found.state in {Batch.State.RUNNING, Batch.State.UNDOING},
        "may_undo": batches.may_undo(found, now) and standing.done,
        "failed": rows,
        "posts": found.items.filter(theirs, state="done").select_related("post")[:20],
    }
    return render(request, "publishing/batch.html", context)


@login_required
@require_POST
def again(request: SignedIn, pk: int) -> HttpResponse:
    found = batches.batch_for(request.user, pk)
    try:
        batches.again(request.user, found, begin=tasks.begin_batch)
    except No as e:
        messages.error(request, said(e))
    return redirect("content:batch", pk)


@login_required
@require_POST
def undo(request: SignedIn, pk: int) -> HttpResponse:
    found = batches.batch_for(request.user, pk)
    try:
        batches.undo(request.user, found, now=timezone.now(), begin=tasks.begin_batch)
    except No as e:
        messages.error(request, said(e))
    return redirect("content:batch", pk)
