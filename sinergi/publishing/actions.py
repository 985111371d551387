"""What people do with posts: write, ask, approve, send back, move, withdraw, cancel.

Locks are always taken in the same order (deliveries, post, log), the order in which the sender
and what it stores take them, so that nobody waits in a circle.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import say
from sinergi.networks import actions as networks
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing import content, pictures, rules, telling
from sinergi.publishing.content import Options, Variants
from sinergi.publishing.models import Approval, Post, PostMedia, Revision, Target
from sinergi.publishing.pictures import Picture
from sinergi.publishing.rules import No, NotAllowed, Stale
from sinergi.units import queries as units
from sinergi.units.models import Unit


def write(
    actor: User,
    unit: Unit,
    *,
    text: str,
    accounts: Sequence[Account],
    variants: Variants | None = None,
    options: Options | None = None,
    title: str = "",
    media: Sequence[Picture] = (),
) -> Post:
    """Begin a post: a draft that goes nowhere until somebody else approves it.

    ``variants`` holds own texts by account id, ``options`` the answers to what a network asks.
    Raises No when the office or an account is not one the actor writes for.
    """
    _check_accounts(actor, unit, accounts)
    now = timezone.now()
    with transaction.atomic():
        post = Post.objects.create(
            unit=unit, author=actor, title=title.strip(), text=text, created=now, changed=now
        )
        _say(actor, post, accounts, variants or {}, options or {}, media)
        audit.record(actor, "post.written", on=post, unit_id=unit.pk)
    return post


def edit(
    actor: User,
    post: Post,
    *,
    version: int,
    text: str,
    accounts: Sequence[Account],
    variants: Variants | None = None,
    options: Options | None = None,
    title: str = "",
    media: Sequence[Picture] = (),
) -> Post:
    """Save a new version. What was asked for is withdrawn, what was approved does not go out.

    Raises Stale when somebody saved after ``version``, No when part of it has gone out already.
    """
    _check_accounts(actor, post.unit, accounts)
    with transaction.atomic():
        waiting = _untouched(post)
        found = _locked(post)
        if found.version != version:
            raise Stale(found.version)
        if found.state not in rules.EDITABLE:
            raise No(say("This post has gone out or was cancelled. Write a new one."))
        _call_back(actor, found, waiting)
        found.text, found.title = text, title.strip()
        found.version += 1
        _to(found, Post.State.DRAFT, "text", "title", "version")
        _say(actor, found, accounts, variants or {}, options or {}, media)
        audit.record(
            actor, "post.edited", on=found, unit_id=found.unit_id, data={"version": found.version}
        )
    return found


def ask_approval(
    actor: User, post: Post, *, wish: datetime | None = None, note: str = ""
) -> Approval:
    """Ask for this version, exactly as it stands, to be published. Raises No when it is not ready."""
    now = timezone.now()
    with transaction.atomic():
        found = _locked(post)
        if found.state not in rules.ASKABLE:
            raise No(say("Approval has been asked for already, or the post has gone out."))
        _check_ready(found)
        asked = _asked(found)
        approval = Approval.objects.create(
            post=found,
            unit_id=found.unit_id,
            version=found.version,
            requested_by=actor,
            requested_at=now,
            wish=rules.moment(wish, now=now) if wish else None,
            note=note.strip(),
            asked=asked,
            fingerprint=rules.fingerprint(asked),
        )
        _end_approvals(found, Approval.State.APPROVED)
        _to(found, Post.State.IN_REVIEW)
        telling.asked(approval)
        audit.record(
            actor,
            "post.approval_asked",
            on=found,
            unit_id=found.unit_id,
            data={"version": found.version, "fingerprint": approval.fingerprint},
        )
    return approval


def approve(actor: User, approval: Approval, *, due: datetime | None) -> Approval:
    """Approve a version for a time, and hand its deliveries over, all in one transaction.

    A time that has passed, or none, means now. Raises NotAllowed for who wrote or asked for it or
    lacks the right for one of its accounts, No when it was decided or changed meanwhile.
    """
    now = timezone.now()
    with transaction.atomic():
        post, found = _waiting(approval)
        check_may_decide(actor, found, post)
        if found.fingerprint != rules.fingerprint(_asked(post)):
            raise No(say("The post was changed after this was asked. Open it again."))
        _check_ready(post)
        found.state, found.due = Approval.State.APPROVED, rules.moment(due, now=now)
        found.decided_by, found.decided_at = actor, now
        found.save(update_fields=["state", "due", "decided_by", "decided_at"])
        _queue(post, found)
        _to(post, Post.State.SCHEDULED)
        telling.approved(found)
        audit.record(
            actor,
            "post.approved",
            on=post,
            unit_id=post.unit_id,
            data={"version": found.version, "due": found.due, "fingerprint": found.fingerprint},
        )
    return found


def send_back(actor: User, approval: Approval, *, reason: str) -> Approval:
    """Return a post to its writer with what must change. Raises No without a reason."""
    if not reason.strip():
        raise No(say("Say what must change, so that the writer can go on."))
    with transaction.atomic():
        post, found = _waiting(approval)
        check_may_decide(actor, found, post)
        found.state, found.reason = Approval.State.SENT_BACK, reason.strip()
        found.decided_by, found.decided_at = actor, timezone.now()
        found.save(update_fields=["state", "reason", "decided_by", "decided_at"])
        _to(post, Post.State.SENT_BACK)
        telling.sent_back(found)
        audit.record(
            actor, "post.sent_back", on=post, unit_id=post.unit_id, data={"reason": found.reason}
        )
    return found


def withdraw(actor: User, post: Post) -> Post:
    """Take a request or an approval back: the post is a draft again, and nothing of it goes out."""
    with transaction.atomic():
        waiting = _untouched(post)
        found = _locked(post)
        if found.state not in {Post.State.IN_REVIEW, Post.State.SCHEDULED}:
            raise No(say("There is nothing to withdraw: nothing is asked for or scheduled."))
        _call_back(actor, found, waiting)
        _to(found, Post.State.DRAFT)
        audit.record(actor, "post.withdrawn", on=found, unit_id=found.unit_id)
    return found


def reschedule(actor: User, post: Post, due: datetime) -> Post:
    """Move an approved post to another time. For those who may approve it, never its writers."""
    now = timezone.now()
    with transaction.atomic():
        waiting = _untouched(post)
        found = _locked(post)
        valid = _valid(found)
        if found.state != Post.State.SCHEDULED or valid is None:
            raise No(say("Only a scheduled post can be moved."))
        check_may_decide(actor, valid, found)
        valid.due = rules.moment(due, now=now)
        valid.save(update_fields=["due"])
        if not all([networks.move(actor, delivery, valid.due) for delivery in waiting]):
            raise _too_late()
        _to(found, Post.State.SCHEDULED)
        audit.record(actor, "post.moved", on=found, unit_id=found.unit_id, data={"due": valid.due})
    return found


def cancel(actor: User, post: Post) -> Post:
    """Cancel a post that has not gone out. Raises No when it is on its way or out."""
    with transaction.atomic():
        waiting = _untouched(post)
        found = _locked(post)
        if found.state not in rules.EDITABLE:
            raise No(say("This post has gone out or was cancelled already."))
        _call_back(actor, found, waiting)
        _to(found, Post.State.CANCELLED)
        audit.record(actor, "post.cancelled", on=found, unit_id=found.unit_id)
    return found


def retry(actor: User, delivery: Delivery) -> None:
    """Let a failed delivery go out again. Raises No when it cannot."""
    post = Post.objects.filter(targets__delivery=delivery).first()
    if post is None and delivery.kind == Delivery.Kind.POST:
        raise No(say("This belongs to an older version of the post and cannot go out any more."))
    with transaction.atomic():
        try:
            networks.retry(actor, delivery)
        except networks.TooLate as e:
            raise _no_longer() from e
        if post is not None:
            refresh(post)


def settle(actor: User, delivery: Delivery, *, sent: bool, url: str = "") -> None:
    """Settle an unsure delivery: it is there (``url``), or it is not and goes out again."""
    try:
        networks.settle(actor, delivery, sent=sent, url=url)
    except networks.TooLate as e:
        raise _no_longer() from e


def refresh(post: Post) -> Post:
    """Derive the state of an approved post from its deliveries, inside the caller's transaction."""
    found = _locked(post)
    if found.state not in rules.GOING_OUT:
        return found
    states = list(Delivery.objects.filter(target__post=found).values_list("state", flat=True))
    derived = rules.state_of(states)
    if derived != found.state:
        _to(found, derived)
    return found


def check_may_decide(actor: User, approval: Approval, post: Post) -> None:
    """Raise NotAllowed unless ``actor`` may decide on this request: never on their own words."""
    if actor.pk in contributors(post, approval):
        raise NotAllowed(say("You wrote or asked for this post. Another person must decide on it."))
    if not may_approve(actor, post):
        raise NotAllowed(say("You may not approve for every account of this post."))


def contributors(post: Post, approval: Approval) -> set[int]:
    """Return the ids of everybody who had a hand in a post: they never approve it."""
    wrote = set(Revision.objects.filter(post=post).values_list("by_id", flat=True))
    return wrote | {post.author_id, approval.requested_by_id}


def may_approve(user: User, post: Post) -> bool:
    """True when a person may approve in the post's office and in those of all its accounts."""
    accounts = Target.objects.filter(post=post).values_list("account__unit_id", flat=True)
    return all(units.may(user, "post.approve", unit) for unit in {post.unit_id, *accounts})


def _check_accounts(actor: User, unit: Unit, accounts: Sequence[Account]) -> None:
    if not units.may(actor, "post.write", unit.pk):
        raise NotAllowed(say("You may not write for this office."))
    for account in accounts:
        if account.state == Account.State.CLOSED or not units.may(
            actor, "post.write", account.unit_id
        ):
            raise NotAllowed(say("You may not write for one of these accounts."))


def _check_ready(post: Post) -> None:
    found = content.problems(post)
    if found:
        raise found[0]


def _say(
    actor: User,
    post: Post,
    accounts: Sequence[Account],
    variants: Variants,
    options: Options,
    media: Sequence[Picture],
) -> None:
    """Write down what a version says, and keep it as a revision."""
    wanted = {account.pk: account for account in accounts}
    post.targets.exclude(account__in=wanted).delete()
    for pk, account in wanted.items():
        own = variants.get(pk, "")
        values = {"text": "" if own == post.text else own, "delivery": None}
        values["options"] = dict(options.get(pk, {}))
        Target.objects.update_or_create(post=post, account=account, defaults=values)
    post.media.all().delete()
    items = pictures.as_items(media)
    PostMedia.objects.bulk_create(
        PostMedia(post=post, order=order, **item) for order, item in enumerate(items)
    )
    Revision.objects.create(
        post=post,
        version=post.version,
        by=actor,
        at=post.changed,
        title=post.title,
        text=post.text,
        targets=[
            {"account": t.account_id, "text": t.text, "options": t.options}
            for t in post.targets.all()
        ],
        media=items,
    )


def _asked(post: Post) -> list[dict[str, Any]]:
    return content.asked(post, post.targets.order_by("account_id"), pictures.of_post(post))


def _queue(post: Post, approval: Approval) -> None:
    targets = {t.account_id: t for t in post.targets.select_related("account")}
    for item in approval.asked:
        target = targets[item["account"]]
        target.delivery = networks.queue(
            target.account,
            unit=post.unit,
            kind=Delivery.Kind.POST,
            text=item["text"],
            due=approval.due or approval.requested_at,
            media=item["media"],
            options=item["options"],
        )
        target.save(update_fields=["delivery"])


def _untouched(post: Post) -> list[Delivery]:
    """Lock the deliveries of a post that still wait. Raises No when one is on its way or out."""
    rows = list(
        Delivery.objects.select_for_update(of=("self",))
        .filter(target__post=post)
        .exclude(state__in=[Delivery.State.CANCELLED, Delivery.State.FAILED])
        .order_by("pk")
    )
    for row in rows:
        touched = row.lease is not None or row.committed_at is not None
        if row.state != Delivery.State.WAITING or touched:
            raise _too_late()
    return rows


def _call_back(actor: User, post: Post, waiting: Sequence[Delivery]) -> None:
    """End what was asked or approved, and cancel the deliveries that wait."""
    if not all([networks.cancel(actor, delivery) for delivery in waiting]):
        raise _too_late()
    _end_approvals(post, Approval.State.WAITING, Approval.State.APPROVED)


def _end_approvals(post: Post, *states: str) -> None:
    post.approvals.filter(state__in=states).update(state=Approval.State.WITHDRAWN)


def _waiting(approval: Approval) -> tuple[Post, Approval]:
    """Lock a post and read its request anew. Raises No when it is no longer waiting."""
    post = _locked(approval.post)
    found = Approval.objects.select_related("requested_by").get(pk=approval.pk)
    if found.state != Approval.State.WAITING or found.version != post.version:
        raise No(say("This was decided, withdrawn or changed meanwhile. Nothing was done."))
    found.post = post
    return post, found


def _valid(post: Post) -> Approval | None:
    return post.approvals.filter(state=Approval.State.APPROVED).first()


def _locked(post: Post) -> Post:
    return (
        Post.objects.select_for_update(of=("self",))
        .select_related("unit", "author")
        .get(pk=post.pk)
    )


def _to(post: Post, state: str, *fields: str) -> None:
    post.state, post.changed = state, timezone.now()
    post.save(update_fields=["state", "changed", *fields])


def _too_late() -> No:
    return No(say("Too late: it is being sent or has gone out. Nothing was changed."))


def _no_longer() -> No:
    return No(say("It changed meanwhile; nothing was done. Look at its state again."))
