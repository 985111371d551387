"""The citizen's view of a conversation, and the link to it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sinergi.inbox import citizen, queries
from sinergi.inbox.models import StatusLink
from sinergi.people.http import SignedIn


@require_GET
def status(request: HttpRequest, token: str) -> HttpResponse:
    """Tell whoever has the link how the message stands: no name, no words of it."""
    rows = StatusLink.objects.select_related("conversation__unit")
    found = get_object_or_404(rows, token=token)
    context = {"standing": citizen.standing(found.conversation), "number": found.conversation_id}
    answer = render(request, "inbox/status.html", context)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    answer["Cache-Control"] = "private, no-store"
    return answer


@login_required
@require_POST
def share(request: SignedIn, pk: int) -> HttpResponse:
    """Make the link a citizen can be given."""
    found = queries.conversation_for(request.user, pk, may="conversation.reply")
    citizen.link(request.user, found)
    messages.success(request, _("The link stands beside the answer: copy it into your words."))
    return redirect("inbox:conversation", pk)
