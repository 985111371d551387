"""What a person sees of warnings: the words for their own offices, and what these speak of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from sinergi.publishing.alerts import drafting, standing
from sinergi.publishing.models import Alert, AlertDraft, AlertSource, Area, Post
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.units.queries import Person

MOST = 60


def drafts_for(user: Person, *, open_only: bool = False) -> QuerySet[AlertDraft]:
    """Return the words for the offices whose posts a person sees, the newest first."""
    rows = AlertDraft.objects.filter(units.within(user, "post.see"))
    if open_only:
        rows = rows.filter(state=AlertDraft.State.READY)
    return rows.select_related("alert", "unit", "post", "settled_by").order_by("-made", "-id")


def draft_for(user: Person, pk: object, *, may: str = "post.see") -> AlertDraft:
    """Return words for an office. Raises Http404, PermissionDenied when the verb isn't theirs."""
    rows = AlertDraft.objects.select_related(
        "alert", "alert__before", "unit", "post", "follows", "settled_by"
    )
    return units.obtain(rows, user, pk, see="post.see", may=may)


def alerts_for(user: Person) -> QuerySet[Alert]:
    """Return what was heard for the offices whose sources a person keeps, the newest first.

    What is only known by its name, because what replaces it came first, says nothing.
    """
    rows = Alert.objects.filter(units.within(user, "alert.keep")).exclude(
        event="", headline="", text=""
    )
    return rows.select_related("unit", "source").order_by("-said", "-id")


def sources_for(user: Person) -> QuerySet[AlertSource]:
    rows = AlertSource.objects.filter(units.within(user, "alert.keep"))
    return rows.select_related("unit").order_by("unit__path", "name")


def source_for(user: Person, pk: object) -> AlertSource:
    """Return a source, for those who keep it. Raises Http404."""
    rows = AlertSource.objects.select_related("unit")
    return units.obtain(rows, user, pk, see="alert.keep", may="alert.keep")


def keepable(user: Person) -> QuerySet[Unit]:
    """Return the offices for which a person keeps sources, the highest first."""
    return units.units_where(user, "alert.keep").order_by("path")


def bordered(unit: Unit) -> tuple[int, int]:
    """Return of how many districts under an office the borders are known, and how many it has."""
    districts = Unit.objects.filter(
        path__startswith=unit.path, kind=Unit.Kind.DISTRICT, valid_to=None
    )
    return Area.objects.filter(unit__in=districts).count(), districts.count()


def bordered_anywhere() -> tuple[int, int]:
    """Return the same of the whole installation."""
    districts = Unit.objects.filter(kind=Unit.Kind.DISTRICT, valid_to=None)
    return Area.objects.filter(unit__in=districts).count(), districts.count()


def has_sources() -> bool:
    return AlertSource.objects.exists()


@dataclass(frozen=True, slots=True)
class Beginning:
    """The words a post began with. ``why`` it may not go out now, "" when it may."""

    pk: int
    alert: Alert
    ends: datetime | None
    why: str


def of_post(post: Post) -> Beginning | None:
    """Return the words a post began with, where it speaks of a warning."""
    row = AlertDraft.objects.filter(post=post).select_related("alert").first()
    if row is None:
        return None
    out = post.state in drafting.OUT
    why = "" if out else standing.why_not(post)
    return Beginning(row.pk, row.alert, row.ends, why)


def touched(alert: Alert) -> QuerySet[Unit]:
    """Return the districts of which a warning touches the edge alone."""
    return Unit.objects.filter(Q(pk__in=alert.edge)).order_by("code")
