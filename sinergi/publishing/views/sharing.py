"""The calendar for other programs: its address, and what it gives."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from sinergi.people.http import SignedIn
from sinergi.publishing.calendars import feeding
from sinergi.units import queries as units

SECRET = "calendar_secret"  # noqa: S105  # where a session keeps it for one page


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def share(request: SignedIn) -> HttpResponse:
    """The address of one's calendar for other programs: made, shown once, revoked."""
    if not units.may_anywhere(request.user, "post.see"):
        raise PermissionDenied
    if request.method == "POST":
        if request.POST.get("do") == "revoke":
            if feeding.revoke(request.user):
                messages.success(
                    request, _("The address is ended. Programs that have it see nothing.")
                )
        else:
            request.session[SECRET] = feeding.make(request.user)
        return redirect("content:calendar-share")
    secret = request.session.pop(SECRET, "")
    shown = _address(request, secret) if secret else ""
    context = {"feed": feeding.of_user(request.user), "address": shown}
    return render(request, "publishing/share.html", context)


def _address(request: SignedIn, secret: str) -> str:
    return request.build_absolute_uri(reverse("calendar-feed", args=[secret]))


@require_GET
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """A person's calendar for a program that has its address: no sign-in, what they may see now."""
    now = timezone.now()
    user = feeding.holder(secret, now)
    if user is None:
        raise Http404
    root = request.build_absolute_uri("/").rstrip("/")
    with override(user.language or settings.LANGUAGE_CODE):
        body = feeding.spelled(user, root, now)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Disposition"] = 'inline; filename="sinergi.ics"'
    return answer
