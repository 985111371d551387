"""Hold all posts of an office; decide on each thing that was held."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.publishing.hold_forms import HoldForm, ReleaseForm
from sinergi.publishing.holding import acting, listing, looking
from sinergi.publishing.models import Hold, Post
from sinergi.units import queries as units


@login_required
@require_http_methods(["GET", "POST"])
def holds(request: SignedIn) -> HttpResponse:
    """What is held and why, what it stopped, and the switch."""
    if not units.may_anywhere(request.user, "post.see"):
        raise PermissionDenied
    form = HoldForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            told = form.cleaned_data
            made = acting.begin(request.user, told.pop("unit"), **told)
        except No as e:
            form.add_error(None, said(e))
        else:
            _say_stopped(request, len(looking.stopped_by(made)))
            return redirect("content:holds")
    return render(request, "publishing/holds.html", _context(request, form))


@login_required
@require_POST
def end(request: SignedIn, pk: int) -> HttpResponse:
    found = listing.hold_for(request.user, pk)
    try:
        acting.end(request.user, found)
        messages.success(request, _("Ended. What it stopped waits below for your look."))
    except No as e:
        messages.error(request, said(e))
    return redirect("content:holds")


@login_required
@require_POST
def release(request: SignedIn, pk: int) -> HttpResponse:
    """Decide on one thing that was held: now, at another time, or not at all."""
    found = listing.post_held_for(request.user, pk)
    try:
        messages.success(request, _decided(request, found))
    except No as e:
        messages.error(request, said(e))
    return redirect("content:holds")


def _decided(request: SignedIn, found: Post) -> str:
    match request.POST.get("do"):
        case "now":
            acting.let_go(request.user, found)
            return _("It goes out now.")
        case "move":
            form = ReleaseForm(request.POST)
            if not form.is_valid() or form.cleaned_data["due"] is None:
                return _("Nothing was moved: write the date and the time.")
            acting.let_go(request.user, found, due=form.cleaned_data["due"])
            return _("Moved.")
        case "drop":
            acting.drop(request.user, found)
            return _("Cancelled. Nothing of it goes out.")
        case _:
            raise Http404


def _say_stopped(request: SignedIn, number: int) -> None:
    told = ngettext("Held. %(num)s post is stopped.", "Held. %(num)s posts are stopped.", number)
    messages.warning(request, told % {"num": number})


def _context(request: SignedIn, form: HoldForm) -> dict[str, object]:
    now = timezone.now()
    going = listing.holds_for(request.user)
    posts = listing.held_for(request.user)
    return {
        "holds": [
            (hold, listing.visible(request.user, looking.stopped_by(hold)), _may_end(request, hold))
            for hold in going
        ],
        "held": [
            (row, units.may(request.user, "post.approve", row.post.unit_id), _move(row.post.pk))
            for row in listing.stopped_posts(posts[: listing.MOST], now)
        ],
        "number": posts.count(),
        "most": listing.MOST,
        "past": listing.past_for(request.user),
        "may_hold": units.may_anywhere(request.user, "post.hold"),
        "form": form,
    }


def _may_end(request: SignedIn, hold: Hold) -> bool:
    return units.may(request.user, "post.hold", hold.unit_id)


def _move(pk: int) -> ReleaseForm:
    return ReleaseForm(auto_id=f"release-{pk}-%s")
