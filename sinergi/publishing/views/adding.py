"""Take a file that was chosen in the composer, before anything is saved."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.publishing import files, intake, pictures, unsaved
from sinergi.publishing.library import beside, marking
from sinergi.publishing.pictures import Picture
from sinergi.publishing.write_form import WriteForm
from sinergi.units import queries as units


@login_required
@require_POST
def add(request: SignedIn) -> JsonResponse:
    """Store one file and answer with its part of the form, or with nothing where the form has it.

    The same file may arrive twice, when an answer was lost: it stands in the form once.
    """
    if not units.may_anywhere(request.user, "post.write"):
        raise PermissionDenied
    there, file = unsaved.media_of(request.POST, request.user), request.FILES.get("images")
    if file is None:
        return JsonResponse({"message": _("Choose at least one file.")}, status=400)
    if len(there) >= pictures.MOST_PICTURES:
        told = _("At most %(most)s images and videos.") % {"most": pictures.MOST_PICTURES}
        return JsonResponse({"message": told}, status=400)
    try:
        found = intake.store(file, name=file.name or "")
    except No as e:
        return JsonResponse({"message": said(e)}, status=400)
    if any(one.sha256 == found.sha256 for one in there):
        return JsonResponse({"html": ""})
    return JsonResponse({"html": _drawn(request, found)})


def _drawn(request: SignedIn, found: Picture) -> str:
    ((_picture, row),) = files.clean([found])
    token = pictures.token(found, request.user.pk)
    unit = WriteForm(request.user, None, request.POST).unit_meant()
    context = {
        "token": token,
        "picture": found,
        "file": files.Shown(found, [row] if row else []),
        "number": len(request.POST.getlist("picture")),
        "marks": marking.of(unit, [found], {}),
        "threaded": False,  # the page knows what stands in its text
        "seen": beside.seen(unit, [(token, found)]),
    }
    return render_to_string("publishing/picture.html", context, request=request)
