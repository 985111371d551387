"""Where a post is said, and which policies could hold there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import BigIntegerField, F, Q, QuerySet, prefetch_related_objects
from django.db.models.lookups import In

from sinergi.lib.prepared import Slot, slots
from sinergi.lib.prepared_objects import objects
from sinergi.publishing.models import Policy, Post, Target
from sinergi.units import rules as units


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post is said: an account with the way to its office, or the office that writes."""

    account: int | None
    way: tuple[int, ...]


def policies(post: Post, offices: Collection[int]) -> list[Policy]:
    """Return the policies that could hold for a post, of some offices and for its accounts."""
    if not offices:
        return []
    found = _policies(len(offices)).all(post=post.pk, offices=tuple(offices))
    prefetch_related_objects(found, "steps__people")
    return found


@objects
def _policies(offices: int) -> QuerySet[Policy]:
    number = BigIntegerField()
    accounts = Target.objects.filter(post=Slot("post", number)).values("account")
    of_these = Q(In(F("unit_id"), slots("offices", offices, number)))
    rows = Policy.objects.filter(Q(account=None) | Q(account__in=accounts), of_these)
    return rows.select_related("account__unit")


def way_of(path: str) -> tuple[int, ...]:
    return tuple(units.way(path))


def places_of(post: Post, book: Collection[Policy]) -> list[Place]:
    """Return where a post is said: its office, the accounts with policies of their own, the offices
    of the others.
    """
    own = {p.account_id: p.account.unit.path for p in book if p.account_id and p.account}
    places = [Place(None, way_of(post.unit.path))]
    places += [Place(account, way_of(path)) for account, path in own.items()]
    return [*places, *(Place(None, way) for way in ways_of(post, without=own))]


def ways_of(post: Post, without: Collection[int] = ()) -> set[tuple[int, ...]]:
    rows = Target.objects.filter(post=post).exclude(account__in=without).order_by()
    return {way_of(path) for path in rows.values_list("account__unit__path", flat=True).distinct()}
