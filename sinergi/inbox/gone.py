"""Conversations that an office had and gave away: an old page may still be open there."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from sinergi.inbox.models import Conversation, Transfer
from sinergi.lib.elsewhere import Elsewhere
from sinergi.units import queries as units
from sinergi.units.queries import Person

SEE = "conversation.see"


def had(user: Person, conversation: Conversation) -> bool:
    """True where an office of this person gave it away, or gave it back."""
    offices = Q(units.within(user, SEE, "source")) | Q(units.within(user, SEE, "target"))
    return Transfer.objects.filter(offices, conversation=conversation.pk).exists()


def elsewhere(conversation: Conversation, *, readable: bool) -> Elsewhere:
    """Return what is said to who may do nothing with it any more. Whoever handed it on goes on
    reading it and knows where it is; whoever gave it back is told no more than that it is gone."""
    if readable:
        return Elsewhere(
            _("It is with %(office)s now") % {"office": conversation.unit.name},
            _("It was handed over: nothing was sent or changed. You can go on reading it."),
            reverse("inbox:conversation", args=[conversation.pk]),
        )  # fmt: skip
    return Elsewhere(
        _("It is not with your office any more"),
        _("It was given back: nothing was sent or changed."),
        reverse("inbox:list"), hidden=True,
    )  # fmt: skip
