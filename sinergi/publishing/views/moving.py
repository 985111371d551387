"""Give a post another time: by a form, or by dropping it on another day."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinergi.lib.addresses import address
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.publishing import queries
from sinergi.publishing.calendars import card, clashing, moving
from sinergi.publishing.calendars.forms import PlanForm
from sinergi.publishing.models import Post
from sinergi.publishing.views.planned import back_of
from sinergi.units import queries as units


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: SignedIn, pk: int) -> HttpResponse:
    """Give a post another time: with a form, with the next free slots, seeing what is near."""
    found = queries.post_for(request.user, pk)
    if found.state not in moving.VERBS:
        messages.error(request, _("This post has gone out or was cancelled: it has its time."))
        return redirect("content:post", pk)
    if not units.may(request.user, moving.verb_for(found.state), found.unit_id):
        raise PermissionDenied
    form = _plan_form(request, found)
    if form.is_bound and form.is_valid():
        try:
            moved = moving.plan(request.user, found, form.cleaned_data["due"])
        except No as e:
            form.add_error(None, said(e))
        else:
            _tell(request, moved)
            return redirect(back_of(request) or address("content:calendar"))
    free, offer = card.times(found)
    context = {
        "form": form,
        "post": found,
        "slots": free,
        "hours": offer,
        "clashes": clashing.of_post(request.user, found),
        "accounts": list(queries.targets_of(found)),
        "back": back_of(request),
    }
    return render(request, "publishing/plan.html", context)


@login_required
@require_POST
def drag(request: SignedIn) -> HttpResponse:
    """Move a post to another day, at the hour it had: what dropping it there does."""
    back = back_of(request) or address("content:calendar")
    found = queries.post_for(request.user, request.POST.get("post", ""))
    if not units.may(request.user, moving.verb_for(found.state), found.unit_id):
        raise PermissionDenied
    try:
        at = moving.on_day(found, date.fromisoformat(request.POST.get("day", "")))
        _tell(request, moving.plan(request.user, found, at))
    except ValueError as e:
        raise Http404 from e
    except No as e:
        messages.error(request, said(e))
    return redirect(back)


def _plan_form(request: SignedIn, post: Post) -> PlanForm:
    """Return the form as it is sent; with a proposed time in it, where only that was pressed."""
    if request.method != "POST":
        return PlanForm(initial={"due": post.planned_at})
    if "fill" in request.POST:
        return PlanForm(initial=card.filled(request.POST, "due"))
    return PlanForm(card.chosen(request.POST, "due"))


def _tell(request: SignedIn, moved: Post) -> None:
    if moved.planned_at is None:
        messages.success(request, _("It has no time any more."))
        return
    local = timezone.localtime(moved.planned_at)
    told = {"post": str(moved), "when": date_format(local, "l, j F Y H.i")}
    messages.success(request, _("%(post)s: planned for %(when)s.") % told)
    for met in clashing.of_post(request.user, moved)[:3]:
        kind = {"post": str(met.post), "how": met.label}
        messages.warning(request, _("Mind %(post)s: %(how)s.") % kind)
