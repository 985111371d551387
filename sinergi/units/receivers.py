"""What follows when an invited person joins: the role they were invited to."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from sinergi.lib.text import No, say
from sinergi.people.models import Invitation, User
from sinergi.people.signals import joined
from sinergi.units import actions, queries
from sinergi.units.models import Unit


@receiver(joined)
def give_role(sender: object, invitation: Invitation, user: User, **_: Any) -> None:
    """Give the role of the invitation, in the name of whoever invited.

    Raises No, which undoes the acceptance, when that person may not give it any more.
    """
    purpose = invitation.purpose
    unit = Unit.objects.filter(pk=purpose.get("unit")).first() if purpose.get("unit") else None
    if unit is None:
        return
    role, inviter = purpose["role"], invitation.invited_by
    if inviter is not None and role not in queries.roles_to_give(inviter, unit):
        raise No(say("{person} may no longer give this role. Ask for a new invitation."),
                 person=str(inviter))  # fmt: skip
    today = timezone.localdate()
    if user.appointments.filter(unit=unit, role=role, valid_from=today).exists():
        return
    actions.appoint(
        inviter,
        user=user,
        unit=unit,
        role=role,
        valid_from=today,
        valid_to=date.fromisoformat(purpose["valid_to"]) if purpose.get("valid_to") else None,
        decree=purpose.get("decree", ""),
        basis=purpose.get("basis", ""),
    )
