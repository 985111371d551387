"""What a person says of a delivery on its page."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.utils.translation import gettext as _

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.networks import by_hand
from sinergi.networks.models import Delivery
from sinergi.people.http import SignedIn
from sinergi.publishing import actions
from sinergi.publishing.forms import SettleForm


def settled(request: SignedIn, found: Delivery, form: SettleForm) -> bool:
    """Do what was chosen; False when a rule said no, which the form then says."""
    try:
        match request.POST.get("do"):
            case "there":
                url = form.cleaned_data["url"]
                actions.settle(request.user, found, sent=True, url=url)
            case "absent":
                actions.settle(request.user, found, sent=False)
            case "retry":
                actions.retry(request.user, found)
            case "leave":
                actions.leave_rest(request.user, found)
            case "published":
                by_hand.done(request.user, found, url=form.cleaned_data["url"])
            case _:
                raise Http404
    except No as e:
        form.add_error(None, said(e))
        return False
    messages.success(request, _("Done."))
    return True
