"""Where networks call us. It answers at once: one check, one insert."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseNotFound
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from sinergi.connectors.contract import Call
from sinergi.connectors.errors import ConnectorError
from sinergi.networks import calls

if TYPE_CHECKING:
    from sinergi.networks.models import Account


@csrf_exempt  # a network has no session with us; its signature is what counts
@require_http_methods(["GET", "POST"])
def called(request: HttpRequest, network: str, token: str = "") -> HttpResponse:
    """Take a network's call. 403 when its signature is wrong, 404 when nobody here is called so."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > calls.LONGEST:
        return HttpResponse(status=413)
    account: Account | None = None
    if token:
        try:
            account = calls.account_of(network, token)
        except calls.NotGenuine:
            return HttpResponseNotFound()
    call = Call(
        method=request.method or "",
        query=request.GET.dict(),
        headers={name.lower(): value for name, value in request.headers.items()},
        body=request.body,
    )
    try:
        challenge = calls.take(network, account, call, now=timezone.now())
    except (calls.NotGenuine, ConnectorError):
        return HttpResponseForbidden()
    return HttpResponse(challenge, content_type="text/plain")
