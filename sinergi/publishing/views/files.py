"""The files of posts: shown to who may see the post, and how far their preparation is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.networks import queries as networks
from sinergi.people.http import SignedIn
from sinergi.publishing import actions, files, further, pictures, queries
from sinergi.units import queries as units

#: A browser's own page for a picture or a film may show that, and nothing else.
ALONE = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"
RANGE = re.compile(r"bytes=(\d{1,18})-(\d{0,18})", re.ASCII)
PIECE = 1 << 16


@login_required
@require_GET
def media(request: SignedIn, pk: int) -> HttpResponseBase:
    """Show a file of a post one may see."""
    found = queries.picture_for(request.user, pk)
    return answer(request, found.file, found.mime)


@login_required
@require_GET
def poster(request: SignedIn, pk: int) -> HttpResponseBase:
    """Show a picture of a file of a post: of a video, how it begins."""
    return _seen(request, queries.picture_for(request.user, pk))


@login_required
@require_GET
def picture(request: SignedIn, token: str) -> HttpResponseBase:
    """Show a picture of a file that is in no post yet, to the person who uploaded it."""
    found = pictures.from_token(token, request.user.pk)
    if found is None:
        raise Http404
    return _seen(request, found)


@login_required
@require_GET
def film(request: SignedIn, token: str) -> HttpResponseBase:
    """Play a video that is in no post yet, to the person who uploaded it."""
    found = pictures.from_token(token, request.user.pk)
    if found is None or not found.video:
        raise Http404
    row = files.clean([found])[0][1]
    return answer(request, found.file or (row.file if row else ""), found.mime)


@login_required
@require_GET
def asked(request: SignedIn, pk: int, account: int, number: int) -> HttpResponseBase:
    """Show a file as it would go to one account: to who may see what is asked."""
    item = _asked(request, pk, account, number)
    return answer(request, item["file"], item["mime"])


@login_required
@require_GET
def asked_poster(request: SignedIn, pk: int, account: int, number: int) -> HttpResponseBase:
    """Show a picture of a video as it would go to one account."""
    file = _asked(request, pk, account, number)["file"]
    return answer(request, files.posters([file]).get(file, ""), "image/jpeg")


def _asked(request: SignedIn, pk: int, account: int, number: int) -> dict[str, Any]:
    for item in queries.approval_to_read(request.user, pk).asked:
        there = further.files_of(item) if item["account"] == account else []
        if number < len(there):
            return dict(there[number][1])
    raise Http404


@login_required
@require_GET
def sent(request: SignedIn, pk: int, number: int) -> HttpResponseBase:
    """Hand out a file of a delivery exactly as it goes there: for who publishes by hand."""
    items = networks.delivery_for(request.user, pk).media
    if number >= len(items) or not items[number]["file"]:
        raise Http404
    return answer(request, items[number]["file"], items[number]["mime"])


@login_required
@require_GET
def progress(request: SignedIn, pk: int) -> HttpResponse:
    """Tell how far the files are: the page asks every few seconds, and is drawn anew at the end."""
    post = queries.post_for(request.user, pk)
    if "HX-Request" not in request.headers:
        return redirect("content:post", pk)
    may = units.may(request.user, "post.write", post.unit_id)
    context = {"post": post, "may_prepare": may, **preparing(files.shown(post))}
    drawn = render(request, "publishing/files.html", context)
    if not context["working"]:
        drawn["HX-Refresh"] = "true"
    return drawn


@login_required
@require_POST
def again(request: SignedIn, pk: int) -> HttpResponse:
    """Have the files made that failed or stand still."""
    post = queries.post_for(request.user, pk, may="post.write")
    try:
        actions.again(request.user, post)
        messages.success(request, _("The files are prepared again."))
    except No as e:
        messages.error(request, said(e))
    return redirect("content:post", pk)


def preparing(shown: Sequence[files.Shown]) -> dict[str, Any]:
    """Return what a page tells of the files of a post."""
    now = timezone.now()
    rows = [row for file in shown for row in file.rows]
    return {
        "files": shown,
        "working": any(row.state == "preparing" for row in rows),
        "stuck": any(files.may_begin_again(row, now) for row in rows),
    }


def answer(request: HttpRequest, file: str, mime: str) -> HttpResponseBase:
    """Return a stored file, or the part of it that a player asks for."""
    if not file or not default_storage.exists(file):
        raise Http404
    size = default_storage.size(file)
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    start, end = (int(asked[1]), min(int(asked[2] or size), size - 1)) if asked else (0, -1)
    if start <= end:
        part = _part(file, start, end)
        found: HttpResponseBase = StreamingHttpResponse(part, status=206, content_type=mime)
        found["Content-Range"] = f"bytes {start}-{end}/{size}"
        found["Content-Length"] = str(end - start + 1)
    else:
        found = FileResponse(default_storage.open(file), content_type=mime)
    found["Accept-Ranges"] = "bytes"
    found["Cache-Control"] = "private, max-age=3600"
    found["Content-Security-Policy"] = ALONE
    return found


def _seen(request: HttpRequest, found: pictures.Picture) -> HttpResponseBase:
    if not found.video:
        return answer(request, found.file, found.mime)
    row = files.clean([found])[0][1]
    return answer(request, row.poster if row else "", "image/jpeg")


def _part(name: str, start: int, end: int) -> Iterator[bytes]:
    """Yield the bytes from ``start`` to ``end``, both included."""
    with default_storage.open(name) as file:
        file.seek(start)
        left = end - start + 1
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
