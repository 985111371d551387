"""Pictures of answers: what a form brings of them, and shown to who may see the conversation."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sinergi.inbox import files, queries, rules, windows
from sinergi.inbox.attaching import sending
from sinergi.inbox.attaching.sending import Brought
from sinergi.inbox.models import Conversation, Draft
from sinergi.lib.words import said
from sinergi.networks import attaching
from sinergi.networks.attaching import Item
from sinergi.people.http import SignedIn
from sinergi.units import queries as units

#: What the page of a conversation is asked with to show the field for pictures.
ASKED = "gambar"


@login_required
@require_GET
def picture(request: SignedIn, pk: int, kind: str, of: int, number: int) -> HttpResponse:
    """Show a picture of a draft of one's own, of an answer, or of one that waits for approval."""
    found = queries.conversation_for(request.user, pk)
    items = _items(request, found, kind, of)
    if number >= len(items):
        raise Http404
    item = items[number]
    small = "penuh" not in request.GET
    name = item["small"] if small else item["file"]  # "" while it is being made
    if not name or not default_storage.exists(name):
        raise Http404
    with default_storage.open(name) as file:
        return files.handed_out(file.read(), "image/jpeg" if small else item["mime"], shown=True)


def brought_by(request: SignedIn, found: Conversation, *, typing: bool = False) -> Brought:
    """Return the pictures that the form of an answer brings; ``typing``: it is still typed in."""
    return sending.read(request.user, found, request.POST, request.FILES, typing=typing)


def to_describe(request: SignedIn, brought: Brought) -> bool:
    """True where pictures came with the form: they are described first; say so."""
    if brought.problem is not None:
        messages.error(request, said(brought.problem))
    elif brought.new:
        messages.info(request, _("The pictures are added. Describe them, then send your answer."))
    return bool(brought.new or brought.problem)


def to_look_at(request: SignedIn, found: Conversation, brought: Brought) -> bool:
    """True where another window added pictures: they are looked at first; keep the rest, say so."""
    if not windows.unseen(request.user, found, request.POST):
        return False
    brought.keep(request.user, found, request.POST.get("text", "")[: rules.LONGEST])
    messages.error(request, _("Another window added pictures. Look at them, then send yours."))
    return True


def page_of(found: Conversation, seek: str = "") -> str:
    """Return the page of a conversation with the field for pictures, and what was looked for."""
    asked = urlencode({ASKED: " ".join(seek.split())[:100]}) if seek.strip() else ASKED
    return f"{reverse('inbox:conversation', args=[found.pk])}?{asked}"


def _items(request: SignedIn, found: Conversation, kind: str, of: int) -> Sequence[Item]:
    if kind == "konsep":
        draft = get_object_or_404(Draft, conversation=found, by=request.user)
        media: Sequence[Item] = draft.media
    elif kind == "usulan":
        media = get_object_or_404(found.proposals, pk=of).media
    elif kind == "balasan":
        rows = found.messages.select_related("delivery")
        delivery = get_object_or_404(rows, pk=of).delivery
        media = delivery.media if delivery else ()
    elif kind == "pustaka" and units.may(request.user, "conversation.reply", found.unit_id):
        item = attaching.offered_one(found.unit, str(of))
        media = [item] if item else ()
    else:
        raise Http404
    return media
