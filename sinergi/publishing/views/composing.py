"""What goes on beside writing: words kept by themselves, accounts looked for, things shared."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.publishing import (
    actions,
    beginning,
    intake,
    putting_in,
    queries,
    unsaved,
    versions,
)
from sinergi.publishing.actions.keeping import Elsewhere, Page
from sinergi.publishing.models import Post
from sinergi.publishing.pictures import Picture
from sinergi.publishing.rules import Written
from sinergi.publishing.write_form import WriteForm
from sinergi.units import queries as units

#: As many digits no version of a post or of unsaved words will ever have.
LONGEST_VERSION = 10


@login_required
@require_POST
def keep(request: SignedIn, pk: int | None = None) -> JsonResponse:
    """Keep what stands in a form, as it is typed. Answers with the version that is kept now."""
    post = queries.post_for(request.user, pk, may="post.write") if pk else None
    if post is None and not units.may_anywhere(request.user, "post.write"):
        raise PermissionDenied
    key = uuid4() if post else beginning.key_of(request.POST.get("key", ""))
    if key is None:
        return JsonResponse({"message": _("Nothing was kept: reload the page.")}, status=400)
    page = Page(
        request.POST.get("window", "")[:40], _number(request, "copy"), _number(request, "version")
    )
    values, media = (
        unsaved.values_of(request.POST),
        unsaved.media_of(request.POST, request.user),
    )
    try:
        row = actions.keep_unsaved(request.user, values, page, key=key, post=post, media=media)
    except Elsewhere as e:
        return _elsewhere(request, post, e)
    except Written as e:
        told = {"message": said(e), "url": reverse("content:edit", args=[e.post])}
        return JsonResponse(told, status=409)
    except No as e:
        return JsonResponse({"message": said(e)}, status=400)
    newer = post is not None and post.version != page.base
    at = timezone.localtime(row.at).strftime("%H.%M")
    return JsonResponse({"copy": row.version, "at": at, "newer": newer})


@login_required
@require_POST
def discard(request: SignedIn, key: str) -> HttpResponse:
    found = unsaved.unsaved_for(request.user, beginning.key_of(key))
    actions.discard(request.user, found)
    messages.success(request, _("Discarded. What was saved before stays as it is."))
    if found.post_id is not None:
        return redirect("content:edit", found.post_id)
    return redirect("content:write")


@login_required
@require_GET
def handles(request: SignedIn) -> HttpResponse:
    """Answer with official accounts that can be mentioned."""
    if not units.may_anywhere(request.user, "post.write"):
        raise PermissionDenied
    seek = request.GET.get("seek", "")
    context = {"seek": seek, "handles": putting_in.handles(seek)}
    return render(request, "publishing/handles.html", context)


@csrf_exempt
@login_required
@require_http_methods(["GET", "POST"])
def share(request: SignedIn) -> HttpResponse:
    """Begin a post with what the phone shares. A phone sends no token with it, but says that no
    other site sent it; cookies do not come along from there, and nothing is more than begun.
    """
    if request.method == "GET":
        return redirect("content:write")
    if request.headers.get("Sec-Fetch-Site") not in {"none", "same-origin"}:
        raise PermissionDenied
    if not units.may_anywhere(request.user, "post.write"):
        raise PermissionDenied
    # Without a token nothing has left NUL out of it before.
    told = {n: request.POST.get(n, "").replace("\0", "").strip() for n in ("title", "text", "url")}
    text = "\n\n".join(dict.fromkeys(filter(None, (told["text"], told["url"]))))
    values = {"title": [told["title"]], "text": [text]}
    try:
        row = actions.begin(request.user, values, _taken(request))
    except No as e:
        messages.error(request, said(e))
        return redirect("content:write")
    return redirect(f"{reverse('content:write')}?draft={row.key}")


def _taken(request: SignedIn) -> list[Picture]:
    """Return the files that were shared; of those that cannot be read, say so."""
    found = []
    for file in request.FILES.getlist("images"):
        try:
            found.append(intake.store(file, name=file.name or ""))
        except No as e:
            messages.error(request, said(e))
    return found


def _elsewhere(request: SignedIn, post: Post | None, told: Elsewhere) -> JsonResponse:
    """Answer with both: what the other window wrote, and what this one changes in it."""
    theirs = WriteForm(request.user, post, kept=told.there, initial=unsaved.initial(told.there))
    mine = WriteForm(request.user, post, request.POST)
    context = {
        "list": versions.changes(versions.said_in(theirs), versions.said_in(mine)),
        "at": told.there.at,
        "url": reverse("content:edit", args=[post.pk])
        if post
        else f"{reverse('content:write')}?draft={told.there.key}",
    }
    shown = render_to_string("publishing/elsewhere.html", context, request=request)
    return JsonResponse({"html": shown, "copy": told.there.version}, status=409)


def _number(request: SignedIn, name: str) -> int:
    """Return a version that a page names; 0 for what no page would."""
    spelled = request.POST.get(name, "")
    return int(spelled) if units.is_id(spelled) and len(spelled) < LONGEST_VERSION else 0
