"""How long texts are, asked while somebody writes: each network counts in its own way."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponse
from django.views.decorators.http import require_POST

from sinergi.networks import queries as networks
from sinergi.publishing import parts

#: No form has more places; one text for each at the most.
MOST = 1000


@login_required
@require_POST
def lengths(request: HttpRequest) -> HttpResponse:
    """Answer {"lengths": […]}: for each ``of`` ("NUMBER NETWORK") the length of the text with that
    number, counted from 0, or of the longest part of a thread; null where the network is not
    enabled. 400 for anything else.
    """
    texts, asked = request.POST.getlist("text"), request.POST.getlist("of")
    if max(len(texts), len(asked)) > MOST:
        return HttpResponseBadRequest()
    found = []
    for spelled in asked:
        number, _, network = spelled.partition(" ")
        if not number.isdecimal() or len(number) > 4 or int(number) >= len(texts):
            return HttpResponseBadRequest()
        card = networks.about(network)
        text = texts[int(number)].strip()
        found.append(max(map(card.count, _parts(network, text))) if card else None)
    return JsonResponse({"lengths": found})


def _parts(network: str, text: str) -> list[str]:
    return parts.said(text, most=networks.most_parts(network))
