"""What a person was told, and going from there to what it is about."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sinergi.notices import queries, reading
from sinergi.people.http import SignedIn
from sinergi.units.queries import is_id


@login_required
@require_GET
def notices(request: SignedIn) -> HttpResponse:
    before, after = _id(request.GET.get("before", "")), _id(request.GET.get("after", ""))
    page = queries.notice_page(request.user, before=before, after=after)
    newest = queries.notices_of(request.user).values_list("pk", flat=True).first()
    context = {
        "rows": page.rows,
        "unread": queries.unread_count(request.user),
        "upto": newest or 0,
        "pages": {"older_url": _at("before", page.older), "newer_url": _at("after", page.newer)},
    }
    return render(request, "notices/list.html", context)


@login_required
@require_GET
def open_notice(request: SignedIn, pk: int) -> HttpResponse:
    """Mark one read and go to what it is about."""
    found = queries.notice_for(request.user, pk)
    if reading.opened(request):
        reading.mark_one_read(found)
    safe = url_has_allowed_host_and_scheme(found.url, allowed_hosts=None)
    return redirect(found.url if safe else "notices:list")


@login_required
@require_POST
def mark_read(request: SignedIn) -> HttpResponse:
    """Mark read what was there when the page was made; what came since stays new."""
    reading.mark_read(request.user, upto=_id(request.POST.get("upto", "")))
    messages.success(request, _("Everything is marked as read."))
    return redirect("notices:list")


def _id(spelled: str) -> int:
    """Return an id that was asked for, 0 for none. Raises Http404 for what can be no id."""
    if not spelled:
        return 0
    if not is_id(spelled):
        raise Http404
    return int(spelled)


def _at(way: str, pk: int) -> str:
    return f"{reverse('notices:list')}?{urlencode({way: pk})}" if pk else ""
