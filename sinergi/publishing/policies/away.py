"""Who signs for whom while they are away."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.publishing.models import Absence
from sinergi.publishing.policies.keeping import ROLES
from sinergi.publishing.rules import NotAllowed
from sinergi.units import queries as units
from sinergi.units.models import Appointment
from sinergi.units.rules import way

#: Nobody is away for longer in one line; a role that ends is an appointment's business.
LONGEST_AWAY = timedelta(days=180)


@transaction.atomic
def go_away(actor: User, user: User, *, deputy: User, first: date, last: date) -> Absence:
    """Name who signs for somebody while they are away. Raises No where that cannot be.

    The deputy must be able to approve by a role of their own; for a time, that is an appointment.
    """
    if not may_arrange(actor, user):
        raise NotAllowed(say("You may not arrange who signs for this person."))
    if deputy == user:
        raise No(say("The deputy must be another person."))
    if not first <= last <= first + LONGEST_AWAY or last < timezone.localdate():
        raise No(say("The last day must not lie before the first, nor have passed."))
    if not deputy.is_active or not units.may_anywhere(deputy, "post.approve"):
        raise No(
            say("{who} may not approve. Give them the role for these days first."),
            who=deputy.get_full_name(),
        )
    if Absence.objects.filter(user=user, first__lte=last, last__gte=first).exists():
        raise No(say("Somebody signs for them on some of these days already."))
    made = Absence.objects.create(user=user, deputy=deputy, first=first, last=last, by=actor)
    data = {"user": user.pk, "deputy": deputy.pk, "first": first, "last": last}
    audit.record(actor, "absence.added", on=made, data=data)
    return made


@transaction.atomic
def come_back(actor: User, absence: Absence) -> None:
    """End an absence; what the deputy signed meanwhile stays signed."""
    data = {"user": absence.user_id, "deputy": absence.deputy_id}
    audit.drop(actor, "absence.dropped", absence, data=data)


def absences_for(user: User) -> QuerySet[Absence]:
    """Return the absences, not over yet, of oneself and of those for whom one arranges them."""
    rows = Absence.objects.filter(last__gte=timezone.localdate())
    mine = Q(user=user) | Q(deputy=user) | Q(user__in=people_of(user))
    return rows.filter(mine).select_related("user", "deputy", "by").distinct()


def absence_for(user: User, pk: object) -> Absence:
    """Return an absence for those who arrange it. Raises Http404, PermissionDenied."""
    found = absences_for(user).filter(pk=pk).first() if units.is_id(pk) else None
    if found is None:
        raise Http404
    if not may_arrange(user, found.user):
        raise PermissionDenied
    return found


def may_arrange(actor: User, user: User) -> bool:
    """True for oneself, and for those who keep the policies of all offices where one approves."""
    return actor == user or people_of(actor).filter(pk=user.pk).exists()


def whom(actor: User) -> QuerySet[User]:
    """Return for whom a person may name deputies: themselves, and those they arrange it for."""
    mine = Q(pk=actor.pk) | Q(pk__in=people_of(actor).values("pk"))
    return User.objects.filter(mine, is_active=True).order_by("name")


def people_of(actor: User) -> QuerySet[User]:
    """Return those who approve only in offices whose policies a person keeps."""
    today = timezone.localdate()
    there = units.units_where(actor, "policy.keep").values("pk")
    holds = Q(appointments__role__in=ROLES, appointments__ended=None) & (
        Q(appointments__valid_to=None) | Q(appointments__valid_to__gte=today)
    )
    elsewhere = User.objects.filter(holds & ~Q(appointments__unit__in=there)).values("pk")
    here = User.objects.filter(holds, appointments__unit__in=there, is_active=True)
    return here.exclude(pk__in=elsewhere).distinct().order_by("name")


def deputies_for(actor: User) -> QuerySet[User]:
    """Return who may be named by a person: whoever approves somewhere in or above their offices."""
    there = units.units_where(actor, "post.approve").values_list("path", flat=True)
    offices = {pk for path in there for pk in way(path)}
    today = timezone.localdate()
    roles = Appointment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=today),
        role__in=ROLES,
        unit__in=offices,
        valid_from__lte=today,
        ended=None,
    )
    people = User.objects.filter(is_active=True, pk__in=roles.values("user"))
    return people.exclude(pk=actor.pk).order_by("name")
