"""Decide on what waits for approval; settle what went wrong."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.networks import leaving
from sinergi.networks import queries as networks
from sinergi.people.http import SignedIn
from sinergi.publishing import actions, queries, shown
from sinergi.publishing.calendars import card
from sinergi.publishing.correcting import shown as after
from sinergi.publishing.forms import DecideForm, SettleForm
from sinergi.publishing.judging_forms import CommentForm, ReviewForm
from sinergi.publishing.models import Approval
from sinergi.publishing.policies import commenting, passages
from sinergi.publishing.policies import shown as standing
from sinergi.publishing.policies.passages import Placed
from sinergi.publishing.policies.today import urgency
from sinergi.publishing.views import settling
from sinergi.units import queries as units

#: How many requests the list shows.
MOST = 100


@login_required
@require_GET
def approvals(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "post.approve"):
        raise PermissionDenied
    now = timezone.now()
    rows = queries.approvals_for(request.user)[:MOST]
    context = {
        "rows": [(row, urgency(row.wish, now)) for row in rows],
        "reviews": [(row, row.due < now) for row in queries.reviews_for(request.user)[:MOST]],
        "may_keep": units.may_anywhere(request.user, "policy.keep"),
    }
    return render(request, "publishing/approvals.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def approval(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.approval_to_read(request.user, pk)
    if request.method != "POST":
        return page(request, found)
    found = queries.approval_for(request.user, pk)
    if "fill" in request.POST:  # a proposed time is put in, and nothing is decided
        return page(request, found, form=DecideForm(initial=card.filled(request.POST, "due")))
    form = DecideForm(request.POST, wish=found.wish)
    if form.is_valid():
        try:
            _decide(request, found, form)
        except No as e:
            form.add_error(None, said(e))
        else:
            return redirect("content:approvals")
    return page(request, found, form=form)


def page(
    request: SignedIn,
    found: Approval,
    *,
    form: DecideForm | None = None,
    remark: CommentForm | None = None,
    look: ReviewForm | None = None,
) -> HttpResponse:
    """Show a request with what was typed about it."""
    may_decide = queries.approvals_for(request.user).filter(pk=found.pk).exists()
    free, good = card.times(found.post) if may_decide else ((), None)
    review = queries.open_review_of(request.user, found)
    context = {
        "approval": found,
        "post": found.post,
        "previews": shown.of_request(found),
        "stands": standing.stands(found),
        "pieces_of": standing.pieces(found),
        "remarks": [Placed.of(row) for row in commenting.of_request(found)],
        "beside": passages.beside(found, found.asked[0]["account"]) if found.asked else [],
        "earlier": (earlier := passages.earlier(found)),
        "earlier_marked": standing.placed(earlier),
        "eight": queries.eight_of(found.post),
        "waiting": found.state == Approval.State.WAITING,
        "may_decide": may_decide,
        "slots": free,
        "good": good,
        "hand": request.user.pk in actions.contributors(found.post, found),
        "form": form or DecideForm(wish=found.due or found.wish),
        "remark": (remark or CommentForm(queries.texts_of(found)))
        if commenting.may_comment(request.user, found)
        else None,
        "may_resolve": units.may(request.user, "post.write", found.unit_id),
        "review": review,
        "look": (look or ReviewForm()) if review else None,
        "wrong": form or remark or look or DecideForm(),
    }
    return render(request, "publishing/approval.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def delivery(request: SignedIn, pk: int) -> HttpResponse:
    """One delivery, of a post or a reply; a person settles it here."""
    found = networks.delivery_for(request.user, pk)
    form = SettleForm(request.POST or None)
    if request.method == "POST":
        networks.delivery_for(request.user, pk, may="delivery.settle")
        if form.is_valid() and settling.settled(request, found, form):
            return redirect("content:delivery", pk)
    context = {
        "delivery": found,
        "about": networks.about(found.account.network),
        "problem": networks.words(found.problem),
        "attempts": [(t, networks.words(t.problem)) for t in found.tries.all()],
        "post": queries.post_of(found),
        "may_settle": units.may(request.user, "delivery.settle", found.unit_id),
        "form": form,
        "thread": (thread := networks.thread_of(found)),
        "may_leave": bool(found.part) and leaving.can_be_left(thread, found),
        "files": found.media,
        "home": networks.home(found.account),
        "standing": (standing := after.of_delivery(request.user, found)),
        "down_problem": networks.words(standing.withdrawal.problem) if standing.withdrawal else "",
    }
    return render(request, "publishing/delivery.html", context)


def _decide(request: SignedIn, found: Approval, form: DecideForm) -> None:
    match request.POST.get("do"):
        case "send_back":
            actions.send_back(request.user, found, reason=form.cleaned_data["reason"])
            messages.success(request, _("Sent back to the writer."))
        case "approve":
            done = actions.approve(request.user, found, due=form.cleaned_data["due"])
            through = done.state == Approval.State.APPROVED
            told = _("Approved.") if through else _("Signed. Others who must approve it are told.")
            messages.success(request, told)
        case _:
            raise Http404
