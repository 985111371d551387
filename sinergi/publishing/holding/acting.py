"""Begin a hold, end it, and decide on each thing that it stopped."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.networks import actions as networks
from sinergi.networks import signals
from sinergi.networks.models import Delivery
from sinergi.people.models import User
from sinergi.publishing import carried, rules
from sinergi.publishing.actions import delivering, steps
from sinergi.publishing.holding import looking, telling
from sinergi.publishing.models import Approval, Hold, Post
from sinergi.publishing.policies import verdicts
from sinergi.units.models import Unit

STOPPED = say("Held: its office holds all posts just now, or did when it was due.")

#: A hold is ended by a person or after so long: a forgotten one must not last for ever.
LONGEST = rules.FARTHEST


def begin(
    actor: User, unit: Unit, *, reason: str, note: str = "", until: datetime | None = None
) -> Hold:
    """Hold everything scheduled of an office and all under it, from this moment on.

    What people were given to publish by hand is taken back. Immediate information goes on. Raises
    No for an end that has passed, no reason, or while the office is held already.
    """
    now, note = timezone.now(), " ".join(note.split())
    if reason not in Hold.Reason.values or (reason == Hold.Reason.OTHER and not note):
        raise No(say("Say why everything is held: colleagues will read it."))
    if until is not None and not now < until <= now + LONGEST:
        raise No(say("The end must lie ahead, within a year."))
    try:
        with transaction.atomic():
            by_hand = [row for row in looking.by_hand_under(unit) if not looking.passes(row)]
            signals.lock_above(by_hand)
            _over(Hold.objects.filter(unit=unit, ended_at=None, until__lte=now), now)
            made = Hold.objects.create(
                unit=unit, reason=reason, note=note[:300], since=now, until=until, by=actor
            )
            networks.take_back(actor, by_hand, STOPPED)
            delivering.refresh_all(by_hand)
            stopped = looking.stopped_by(made)
            telling.begun(made, stopped)
            audit.record(
                actor,
                "hold.begun",
                on=made,
                unit_id=unit.pk,
                data={"reason": reason, "until": until, "posts": [post.pk for post in stopped]},
            )
    except IntegrityError as e:
        raise No(say("This office holds all posts already.")) from e
    return made


def end(actor: User, hold: Hold) -> Hold:
    """End a hold now. What it stopped waits until a person has looked at it."""
    now = timezone.now()
    with transaction.atomic():
        found = Hold.objects.select_for_update(of=("self",)).select_related("unit").get(pk=hold.pk)
        if found.ended_at is not None:
            raise No(say("This hold was ended already."))
        found.ended_at, found.ended_by, found.told = now, actor, now
        found.save(update_fields=["ended_at", "ended_by", "told"])
        telling.ended(found, looking.stopped_by(found))
        audit.record(actor, "hold.ended", on=found, unit_id=found.unit_id)
    return found


def lapse(now: datetime) -> int:
    """End the holds whose last moment has come, and tell people; return of how many."""
    with transaction.atomic():
        rows = Hold.objects.select_for_update(of=("self",)).filter(ended_at=None, until__lte=now)
        return _over(rows.select_related("unit"), now)


def let_go(actor: User, post: Post, *, due: datetime | None = None) -> Post:
    """Let what is held of a post go out, now or at another time, as it was approved.

    Raises NotAllowed for its writers, No while its office is still held, when nothing of it is, and
    when its approval does not carry it any more.
    """
    now = timezone.now()
    with transaction.atomic():
        found, held = _held(post)
        valid = steps.valid(found)
        if valid is None:
            raise No(say("Nobody has approved this."))
        steps.check_may_decide(actor, valid, found)
        moment = rules.moment(due, now=now)
        if any(looking.holds_back(t, moment, now) for t, _ in looking.with_offices(held)):
            raise No(say("All posts of its office are still held. End the hold first."))
        against = verdicts.objection(found, valid, timezone.localdate(moment))
        if against:
            raise No(against)
        _move(actor, found, valid, held, moment)
        audit.record(actor, "post.let_go", on=found, unit_id=found.unit_id, data={"due": moment})
    return found


def drop(actor: User, post: Post) -> Post:
    """Cancel what is held of a post: it was for a moment that has passed."""
    with transaction.atomic():
        found, held = _held(post)
        cancelled = [networks.cancel(actor, row) for row in held]
        if not all(cancelled):
            raise steps.too_late()
        now_is, _ = delivering.refresh(found.pk)
        if now_is.state == Post.State.CANCELLED:
            steps.end_approvals(now_is, Approval.State.APPROVED)
        audit.record(actor, "post.dropped", on=found, unit_id=found.unit_id)
    return now_is


def _held(post: Post) -> tuple[Post, list[Delivery]]:
    """Lock a post and what of it is held. Raises No when nothing is."""
    rows = carried.of_post(post).filter(state=Delivery.State.HELD)
    held = list(rows.order_by("pk").select_for_update(of=("self",)))
    if not held:
        raise No(say("Nothing of this post is held any more. Look at its state again."))
    return steps.locked(post.pk), held


def _move(actor: User, post: Post, valid: Approval, held: list[Delivery], moment: datetime) -> None:
    valid.due = post.planned_at = moment
    valid.save(update_fields=["due"])
    post.save(update_fields=["planned_at"])
    moved = [networks.move(actor, row, moment) for row in held]
    if not all(moved):
        raise steps.too_late()
    delivering.refresh(post.pk)


def _over(rows: object, now: datetime) -> int:
    done = 0
    for hold in rows:  # type: ignore[attr-defined]  # a queryset
        hold.ended_at, hold.told = hold.until, now
        hold.save(update_fields=["ended_at", "told"])
        telling.ended(hold, looking.stopped_by(hold))
        audit.record(None, "hold.lapsed", on=hold, unit_id=hold.unit_id)
        done += 1
    return done
