"""A person's own settings, tokens, and the door for the invited."""

from __future__ import annotations

from datetime import timedelta

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinergi.audit import actions as audit
from sinergi.lib.text import No
from sinergi.people import devices, invitations, tokens
from sinergi.people.forms import JoinForm, ProfileForm, TokenForm
from sinergi.people.http import SignedIn
from sinergi.people.models import ApiToken


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The library's page. A try too many answers 429 like everything that is slowed down."""
    response: HttpResponseBase = account.login(request)
    drawn = response.context_data if isinstance(response, TemplateResponse) else None
    form = drawn["form"] if drawn else None
    if form and form.has_error(NON_FIELD_ERRORS, code="too_many_login_attempts"):
        response.status_code = 429
    return response


@login_required
@require_GET
def home(request: SignedIn) -> HttpResponse:
    return render(request, "people/settings.html")


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: SignedIn) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        sure = "email" in form.changed_data
        return (_saved_by_themselves if sure else _saved)(request, form)
    return render(request, "people/profile.html", {"form": form})


def _saved(request: SignedIn, form: ProfileForm) -> HttpResponse:
    with transaction.atomic():
        form.save()
        changed = {"fields": form.changed_data}
        audit.record(request.user, "person.changed", on=request.user, data=changed)
    messages.success(request, _("Saved."))
    return redirect("settings:profile")


#: A forgotten password goes to the address: whoever finds a device open must not change it. What
#: was typed is sent again by the library once the person has said who they are.
_saved_by_themselves = reauthentication_required(_saved)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def api_tokens(request: SignedIn) -> HttpResponse:
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made: HttpResponse = _token_by_themselves(request, form)
        return made
    return _tokens(request, form)


def _tokens(request: SignedIn, form: TokenForm, plain: str = "") -> HttpResponse:
    rows = ApiToken.objects.filter(user=request.user, revoked=None).order_by("-id")
    return render(request, "people/tokens.html", {"form": form, "plain": plain, "rows": rows})


def _token(request: SignedIn, form: TokenForm) -> HttpResponse:
    values, user = form.cleaned_data, request.user
    expires = timezone.now() + timedelta(days=values["days"])
    _made, plain = tokens.create(
        user, user, name=values["name"], scopes=values["scopes"], expires=expires
    )
    return _tokens(request, TokenForm(), plain)


#: A token outlives the session: whoever finds a device open must not take one away.
_token_by_themselves = reauthentication_required(_token)


@login_required
@require_POST
def end_session(request: SignedIn, pk: int) -> HttpResponse:
    session = UserSession.objects.filter(pk=pk, user=request.user).first()
    if session is None:
        raise Http404
    with transaction.atomic():
        data = {"device": devices.device_name(session.user_agent), "ip": str(session.ip)}
        session.end()
        audit.record(request.user, "person.session_ended", on=request.user, data=data)
    messages.success(request, _("That device is signed out."))
    return redirect("usersessions_list")


@login_required
@require_POST
def revoke_token(request: SignedIn, pk: int) -> HttpResponse:
    token = ApiToken.objects.filter(pk=pk, user=request.user).first()
    if token is None:
        raise Http404
    tokens.revoke(request.user, token)
    messages.success(request, _("The token no longer works."))
    return redirect("settings:tokens")


@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind an invitation's link."""
    found = invitations.find(token)
    if found is None:
        return render(request, "people/invitation_gone.html", status=404)
    form = JoinForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST":
        try:
            if request.user.is_authenticated:
                invitations.accept(found, request.user)
                return redirect(settings.LOGIN_REDIRECT_URL)
            if form.is_valid():
                user = invitations.join(found, **form.cleaned_data)
                login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
                UserSession.objects.create_from_request(request)  # listed, like any other
                return redirect(settings.LOGIN_REDIRECT_URL)
        except No as no:
            form.add_error(None, _(no.message).format(**no.facts))
    return render(request, "people/invitation.html", {"form": form, "invitation": found})
