"""How long texts are, asked while somebody writes: each network counts in its own way."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponse
from django.views.decorators.http import require_POST

from sinergi.networks import queries as networks
from sinergi.publishing import parts
from sinergi.publishing.rules import LONGEST_TEXT

#: No form has more places; one text for each at the most.
MOST = 1000

#: So many characters are counted for one request: a form of a hundred accounts with texts of their
#: own has fewer, and it is a second's work where each letter is a trap.
MOST_LETTERS = 200_000


@login_required
@require_POST
def lengths(request: HttpRequest) -> HttpResponse:
    """Answer {"lengths": […]}: for each ``of`` ("NUMBER NETWORK") the length of the text with that
    number, counted from 0, or of the longest part of a thread; null where the network is not
    enabled, where no form takes so long a text, and after ``MOST_LETTERS``. 400 for anything else.
    """
    texts, asked = request.POST.getlist("text"), request.POST.getlist("of")
    if max(len(texts), len(asked)) > MOST:
        return HttpResponseBadRequest()
    found: dict[tuple[int, str], int | None] = {}
    places, left = [], MOST_LETTERS
    for spelled in asked:
        number, _, network = spelled.partition(" ")
        if not number.isdecimal() or len(number) > 4 or int(number) >= len(texts):
            return HttpResponseBadRequest()
        place = int(number), network
        places.append(place)
        if place not in found:
            text = texts[place[0]].strip()
            left -= len(text)
            found[place] = _length(network, text) if left >= 0 else None
    return JsonResponse({"lengths": [found[place] for place in places]})


def _length(network: str, text: str) -> int | None:
    card = networks.about(network)
    if card is None or len(text) > LONGEST_TEXT:
        return None
    said = parts.said(text, most=networks.most_parts(network))
    return max(map(card.count, said))
