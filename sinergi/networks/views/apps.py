"""What networks gave this installation's apps: seen and changed by those who run it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from sinergi.connectors.contract import Presents
from sinergi.networks import actions, gateway, registered, sign_in
from sinergi.networks.forms import AppForm
from sinergi.people.http import SignedIn


@login_required
@require_GET
def apps(request: SignedIn) -> HttpResponse:
    """List the networks that ask for an app, and whether it is registered."""
    _check(request)
    return render(request, "networks/apps.html", {"rows": registered.apps()})


@login_required
@require_http_methods(["GET", "POST"])
def app(request: SignedIn, network: str) -> HttpResponse:
    _check(request)
    card = gateway.about(network)
    if card is None or not card.app:
        raise Http404
    form = AppForm(card, registered.app_known(network), request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.register_app(request.user, network, form.answers())
        messages.success(request, _("The app of %(network)s is kept.") % {"network": card.name})
        return redirect("networks:apps")
    context = {
        "form": form,
        "card": card,
        "redirect": sign_in.redirect_address(),
        "called_at": registered.app_called_at(network),
    }
    return render(request, "networks/app.html", context)


@require_safe
def document(request: HttpRequest, network: str) -> HttpResponse:
    """What servers of a network fetch to learn who our app is. 404 where none is asked for."""
    if not gateway.can(network, Presents):
        raise Http404
    connector = gateway.build(network, {})
    if not isinstance(connector, Presents):
        raise Http404
    told = connector.client_document(site=settings.SITE_URL, redirect=sign_in.redirect_address())
    return JsonResponse(dict(told))


def _check(request: SignedIn) -> None:
    """Let in those who look after the installation as a whole."""
    if not registered.may_register(request.user):
        raise PermissionDenied
