"""The figures of the desk, as a page and as CSV, and the answers to judge."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sinergi.inbox.figures import judging, reporting
from sinergi.inbox.models import Judgement
from sinergi.inbox.views.trying import tried
from sinergi.lib import tables
from sinergi.lib.workbooks import Line
from sinergi.people.http import SignedIn
from sinergi.units import queries as units

#: Days one can look back, the first by default.
SPANS = (30, 7, 90, 365)

#: So many answers to judge are shown at once.
MOST = 10


@login_required
@require_GET
def figures(request: SignedIn) -> HttpResponse:
    """Show how the desk does, grouped as ``?per=`` says, over ``?hari=`` days."""
    days, by, since, until = _asked(request)
    context = {
        "report": reporting.report(request.user, since, until, by),
        "by": by,
        "ways": [(key, _(words)) for key, words in reporting.WAYS.items()],
        "days": days,
        "spans": SPANS,
    }
    return render(request, "inbox/figures.html", context)


@login_required
@require_GET
def download(request: SignedIn, form: str = "csv") -> HttpResponseBase:
    """Hand out the same figures as a file; what is not known is an empty cell."""
    _days, by, since, until = _asked(request)
    found = reporting.report(request.user, since, until, by)
    head = [
        _(reporting.WAYS[by]), _("first answers"), _("median, working minutes"),
        _("nine of ten, working minutes"), _("with a promise"), _("kept in time"),
        _("solved"), _("median to solved"), _("nine of ten to solved"),
        _("came in"), _("unanswered"), _("opened again"), _("handed to others"),
        _("wrong office"), _("corrected"),
    ]  # fmt: skip
    cells = (_cells(line) for line in [*found.lines, found.whole])
    return tables.given(form, "angka-kotak-masuk", head, cells)


@login_required
@require_GET
def judgements(request: SignedIn) -> HttpResponse:
    """Show the answers that were drawn and wait for a second person."""
    if not units.may_anywhere(request.user, "reply.approve"):
        raise PermissionDenied
    rows = judging.waiting(request.user)
    return render(
        request,
        "inbox/judgements.html",
        {
            "rows": [(row, judging.asked(row)) for row in rows[:MOST]],
            "number": rows.count(),
            "verdicts": Judgement.Verdict.choices,
        },
    )


@login_required
@require_POST
def judge(request: SignedIn, pk: int) -> HttpResponse:
    """Say whether an answer was right."""
    rows = Judgement.objects.select_related("message")
    found = units.obtain(rows, request.user, pk, see="conversation.see", may="reply.approve")
    verdict, note = request.POST.get("verdict", ""), request.POST.get("note", "")
    act = partial(judging.judge, request.user, found, verdict=verdict, note=note)
    tried(request, act, _("Thank you."))
    return redirect("inbox:judgements")


def _asked(request: SignedIn) -> tuple[int, str, datetime, datetime]:
    if not units.may_anywhere(request.user, "conversation.see"):
        raise PermissionDenied
    by, spelled = request.GET.get("per", "unit"), request.GET.get("hari", str(SPANS[0]))
    if by not in reporting.WAYS or spelled not in {str(one) for one in SPANS}:
        raise Http404
    until = timezone.now()
    return int(spelled), by, until - timedelta(days=int(spelled)), until


def _cells(line: reporting.Line) -> Line:
    numbers = [
        line.first.n, line.first.middle, line.first.nine, line.in_time.n, line.in_time.number,
        line.solved.n, line.solved.middle, line.solved.nine,
        line.came, line.unanswered, line.reopened.number, line.wrong_office.n,
        line.wrong_office.number, line.corrected,
    ]  # fmt: skip
    return [line.name or _("In all"), *(None if one is None else round(one) for one in numbers)]
