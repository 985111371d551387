"""Which of many requests wait for one person: few queries for all of them."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from sinergi.people.models import User
from sinergi.publishing.models import Approval, Policy, Post
from sinergi.publishing.policies import choosing, emergencies, needs, signing
from sinergi.publishing.policies.places import Place, way_of
from sinergi.units.models import ElectionPhase
from sinergi.units.queries import Person

#: So many requests are looked at, those wished for first.
MOST = 300


def narrowed(rows: QuerySet[Approval], user: Person) -> QuerySet[Approval]:
    """Return, of requests a person may decide on, those whose step asks for that person.

    Where no policy and no election asks for more than one person, that is all of them.
    """
    today = timezone.localdate()
    phases = ElectionPhase.objects.filter(ended=None, until__gte=today)
    if not isinstance(user, User) or not (Policy.objects.exists() or phases.exists()):
        return rows
    book = list(Policy.objects.prefetch_related("steps__people"))
    there = rows.select_related("post__unit", "post__author", "requested_by")
    near = there.prefetch_related("signatures", "post__labels", "post__targets__account__unit")[
        :MOST
    ]
    ids = [found.pk for found in near if _asks(found, user, book)]
    return rows.filter(pk__in=ids)


def _asks(found: Approval, user: User, book: list[Policy]) -> bool:
    now = timezone.now()
    if found.signatures.all() or _is_deputy(user):
        day = timezone.localdate(found.due or found.wish or now)
        required = choosing.required(found.post, day=day)
        at = signing.standing_of(found, found.post, required)
        return signing.turn_of(user, at, day=timezone.localdate(now)) is not None
    post = found.post
    urgent = post.kind == Post.Kind.IMMEDIATE and not emergencies.missing(post)
    labels = {*found.labels, *(label.name for label in post.labels.all())}
    steps = choosing.choose(book, _places(post), post.kind, labels, urgent=urgent).steps
    return not steps or needs.turn(steps, {}, user.pk, signing.stands_for(user, post))


def _is_deputy(user: User) -> bool:
    known: bool | None = user.__dict__.get("_deputy_today")
    if known is None:
        known = bool(signing.absent_of(user, timezone.localdate()))
        user.__dict__["_deputy_today"] = known
    return known


def _places(post: Post) -> list[Place]:
    return [
        Place(None, way_of(post.unit.path)),
        *(Place(t.account_id, way_of(t.account.unit.path)) for t in post.targets.all()),
    ]
