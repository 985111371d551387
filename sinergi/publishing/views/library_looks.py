"""Small pictures of the library, made by the server: for lists, and as each shape cuts them."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sinergi.lib.media.kinds import Unreadable
from sinergi.people.http import SignedIn
from sinergi.publishing import pictures
from sinergi.publishing.library import aiming, crops, looks, places, queries, shown
from sinergi.publishing.library.aiming import Aim
from sinergi.publishing.library.crops import Chosen
from sinergi.publishing.models import MediaFile
from sinergi.publishing.views.files import answer
from sinergi.units import queries as units

CUT = re.compile(r"\d{1,6}(?:,\d{1,6}){3}")
AIM = re.compile(r"(\d{1,3}),(\d{1,3}),(\d{1,3})")


@login_required
@require_GET
def small(request: SignedIn, pk: int) -> HttpResponseBase:
    """Show a small picture of a file one may see."""
    row = queries.entry_for(request.user, pk)
    try:
        return answer(request, looks.small(row.file), "image/jpeg")
    except Unreadable as e:  # the file is gone from the storage
        raise Http404 from e


@login_required
@require_GET
def whole(request: SignedIn, pk: int) -> HttpResponseBase:
    """Show a file as it is."""
    row = queries.entry_for(request.user, pk)
    return answer(request, row.file.file, row.file.mime)


@login_required
@require_GET
def look(request: SignedIn, pk: int, shape: str) -> HttpResponse:
    """Show how a shape cuts a file; with ``aim`` (x,y,size) as it would, with ``zones`` what lies
    under a network's buttons: "" of most, else of one by its name.
    """
    if shape not in aiming.RATIOS:
        raise Http404
    row = queries.entry_for(request.user, pk)
    said = crops.said_of(row, crops.crops_of([row]).get(row.pk, {}))
    aim = AIM.fullmatch(request.GET.get("aim", ""))
    if aim:
        x, y, size = (min(100, int(n)) for n in aim.groups())
        said = Chosen({shape: Aim(x, y, max(aiming.LEAST_SIZE, size))})
    return _webp(lambda: looks.look(row.file, said, shape, _covered(request)))


@login_required
@require_GET
def cut(request: SignedIn, token: str, cut: str) -> HttpResponse:
    """Show a piece of a picture that is in no post yet, to the person who uploaded it."""
    found = pictures.from_token(token, request.user.pk)
    if found is None or not CUT.fullmatch(cut):
        raise Http404
    row = MediaFile.objects.filter(source=found.sha256, recipe="").first()
    if row is None:
        raise Http404
    piece = tuple(int(n) for n in cut.split(","))
    return _webp(lambda: looks.of_cut(row, piece, _covered(request)))


@login_required
@require_GET
def pick(request: SignedIn) -> HttpResponse:
    """Answer with files of the library that can be put into a post."""
    user = request.user
    unit = queries.writable(user).filter(pk=_office(request)).first()
    if unit is None:
        raise PermissionDenied
    seek = request.GET.get("media_seek", "")
    found = queries.offered(unit, seek, timezone.localdate())
    offered = shown.cards(found, timezone.localdate())
    context = {"media_seek": seek, "offered": offered, "pick_unit": unit.pk}
    return render(request, "publishing/library_pick.html", context)


def _covered(request: HttpRequest) -> tuple[float, ...]:
    return places.covered(request.GET["zones"]) if "zones" in request.GET else ()


def _office(request: HttpRequest) -> str:
    spelled = request.GET.get("unit", "")  # the last: as it is chosen in the form
    return spelled if units.is_id(spelled) else "0"


def _webp(make: Callable[[], bytes]) -> HttpResponse:
    try:
        content = make()
    except Unreadable:
        raise Http404 from None
    found = HttpResponse(content, content_type="image/webp")
    found["Cache-Control"] = "private, max-age=600"
    return found
