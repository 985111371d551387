"""Files that the public sent: fetched from their network when somebody opens them, never stored."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sinergi.connectors.contract import Fetched, Fetches
from sinergi.connectors.errors import ConnectorError
from sinergi.inbox import files, queries
from sinergi.networks import actions as networks
from sinergi.people.http import SignedIn

#: What a browser may show by itself; all else is handed out as a file to keep.
SHOWN = {
    *("image/jpeg", "image/png", "image/webp", "image/gif"),
    *("video/mp4", "audio/mpeg", "audio/ogg", "audio/mp4"),
}


@login_required
@require_GET
def attachment(request: SignedIn, pk: int, message: int, number: int) -> HttpResponse:
    found = queries.conversation_for(request.user, pk)
    entry = get_object_or_404(found.messages, pk=message)
    if number >= len(entry.attachments):
        raise Http404
    try:
        network: Any = networks.open_account(found.account)
        if not isinstance(network, Fetches):
            raise Http404
        file: Fetched = network.fetch(entry.attachments[number])
    except ConnectorError as e:
        messages.error(request, _(e.message).format(**e.facts))
        return redirect("inbox:conversation", pk)
    return files.handed_out(file.content, file.mime, shown=file.mime in SHOWN)
