"""Correct what was understood of the newest message of the public."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinergi.inbox import queries
from sinergi.inbox.views.talking import page
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.understanding.actions import correcting


@login_required
@require_POST
def label(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.conversation_for(request.user, pk, may="text.label")
    text = queries.newest_understood(found)
    if text is None:
        raise Http404
    if request.POST.get("of", str(text.pk)) != str(text.pk):
        messages.error(request, _("The public wrote again meanwhile, so nothing was changed: look "
                                  "at what is understood of it now."))  # fmt: skip
        return redirect("inbox:conversation", pk)
    try:
        wrong = correcting.correct(request.user, text, request.POST)
    except No as e:
        messages.error(request, said(e))
        return redirect("inbox:conversation", pk)
    if wrong is not None:
        return page(request, found, correction=wrong)
    messages.success(request, _("Thank you: the office learns from it."))
    return redirect("inbox:conversation", pk)
