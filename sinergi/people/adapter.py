"""How the sign-in library is to behave here."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sinergi.audit.middleware import address_of
from sinergi.people.models import User

#: In the list of devices, where no address is known: it must have one.
NOWHERE = "::"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # untyped library
    """People come by invitation; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Send the link in our words, which name us and not an address."""
        text = _(
            "Somebody, probably you, asked for a new password for %(name)s in Sinergi.\n\n"
            "Choose it here:\n\n%(link)s\n\n"
            "If it was not you, do nothing: your password stays as it is."
        )
        # By our own name, not by that by which whoever asked has called this server.
        path = urlsplit(context["password_reset_url"]).path
        told = {"name": user.username, "link": f"{settings.SITE_URL}{path}"}
        send_mail(_("Sinergi: a new password"), text % told, None, [email])

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request) or NOWHERE


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # untyped library
    """A person who signs in elsewhere must exist here, with the same verified e-mail address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.is_existing:
            return
        verified = [a.email for a in sociallogin.email_addresses if a.verified]
        here = User.objects.filter(is_active=True)  # who left may have had the same address
        known = here.filter(email__iexact=verified[0]) if verified else here.none()
        if known.count() != 1:
            messages.error(
                request,
                _(
                    "Nobody here has the e-mail address that you signed in with. "
                    "Ask for an invitation."
                ),
            )
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.connect(request, known.get())
