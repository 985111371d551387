"""What the page of a post shows of its corrections, and of where it was taken down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sinergi.networks import withdrawing
from sinergi.networks.models import Delivery, Withdrawal
from sinergi.people.models import User
from sinergi.publishing.correcting import places
from sinergi.publishing.models import Correction, Post
from sinergi.units import queries as units


@dataclass(frozen=True, slots=True)
class After:
    """``corrects``: what this post puts right; ``corrections``: what puts this one right."""

    corrects: Correction | None
    corrections: Sequence[Correction]
    may_correct: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Of a delivery: the wish to take it down, and what a person may do about it."""

    withdrawal: Withdrawal | None
    may_ask: bool
    may_say: bool


def of_post(user: User, post: Post) -> After:
    rows = Correction.objects.select_related("post", "of", "by")
    may = units.may(user, "post.write", post.unit_id) and bool(places.out(post))
    return After(rows.filter(post=post).first(), list(rows.filter(of=post)), may)


def of_delivery(user: User, delivery: Delivery) -> Standing:
    found = Withdrawal.objects.select_related("by").filter(delivery=delivery).first()
    may = units.may(user, withdrawing.VERB, delivery.unit_id)
    sayable = {Withdrawal.State.BY_HAND, *withdrawing.OPEN}
    open_ = found is not None and found.state in sayable
    return Standing(found, may and withdrawing.possible(delivery), may and open_)
