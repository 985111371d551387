"""The register of hashtags."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.publishing import actions, queries
from sinergi.publishing import hashtags as register
from sinergi.publishing.models import Hashtag
from sinergi.publishing.wording_forms import HashtagForm


@login_required
@require_http_methods(["GET", "POST"])
def hashtags(request: SignedIn) -> HttpResponse:
    """Show the hashtags that hold for one's offices, and enter a new one."""
    offices = queries.writable_units(request.user)
    if not offices.exists():
        raise PermissionDenied
    first = {"unit": offices.first(), "owner": request.user}
    form = HashtagForm(request.user, None, request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        unit = form.cleaned_data.pop("unit")
        try:
            actions.keep_hashtag(request.user, unit, **form.cleaned_data)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Entered in the register."))
            return redirect("content:hashtags")
    rows = list(register.hashtags_for(request.user))
    mine = set(offices.filter(pk__in=[r.unit_id for r in rows]).values_list("pk", flat=True))
    today = timezone.localdate()
    context = {
        "rows": [(row, register.holds(row, today), row.unit_id in mine) for row in rows],
        "form": form,
    }
    return render(request, "publishing/hashtags.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def hashtag(request: SignedIn, pk: int) -> HttpResponse:
    row = register.hashtag_for(request.user, pk)
    form = HashtagForm(request.user, row.unit, request.POST or None, initial=_first(row))
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_hashtag(request.user, row.unit, **form.cleaned_data, row=row)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Saved."))
            return redirect("content:hashtags")
    return render(request, "publishing/hashtag.html", {"row": row, "form": form})


@login_required
@require_POST
def drop(request: SignedIn, pk: int) -> HttpResponse:
    actions.drop_hashtag(request.user, register.hashtag_for(request.user, pk))
    messages.success(request, _("Taken out of the register."))
    return redirect("content:hashtags")


def _first(row: Hashtag) -> dict[str, object]:
    return {
        "tag": f"#{row.tag}",
        "owner": row.owner,
        "about": row.about,
        "since": row.since,
        "until": row.until,
    }
