"""Write a post, and change it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import composing, rules
from sinergi.publishing.actions import keeping, saying, steps
from sinergi.publishing.bulk import labels as naming
from sinergi.publishing.composing import Composed, Further
from sinergi.publishing.content import Options, Variants
from sinergi.publishing.models import Post
from sinergi.publishing.pictures import Picture
from sinergi.publishing.rules import NotAllowed, Stale, Written
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
    more: Composed | None = None,
    key: UUID | None = None,
    kind: str | None = None,
    leader: bool | None = None,
    labels: Sequence[str] = (),
    further: Further | None = None,
) -> Post:
    """Begin a post: a draft that goes nowhere until somebody else approves it.

    ``variants`` holds own texts by account id, ``options`` the answers to what a network asks.
    ``key`` names the form it was written in, whose unsaved words are done with. Raises No when the
    office or an account is not one the actor writes for, Written when that form made a post.
    """
    _check_accounts(actor, unit, accounts)
    now = timezone.now()
    try:
        with transaction.atomic():
            post = Post.objects.create(
                unit=unit,
                author=actor,
                title=rules.tidy_title(title),
                text=rules.tidy(text),
                created=now,
                changed=now,
                key=key,
                kind=kind or Post.Kind.ORDINARY,
                leader=bool(leader),
            )
            saying.say(
                actor,
                post,
                accounts,
                variants or {},
                options or {},
                media=media,
                more=composing.with_further(more or Composed(), further),
            )
            naming.put(post, labels)
            keeping.done(actor, key=key)
            audit.record(actor, "post.written", on=post, unit_id=unit.pk)
    except IntegrityError:
        known = Post.objects.filter(author=actor, key=key).first() if key else None
        if known is None:
            raise
        raise Written(known.pk) from None
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
    more: Composed | None = None,
    kind: str | None = None,
    leader: bool | None = None,
    labels: Sequence[str] | None = None,
    further: Further | None = None,
) -> Post:
    """Save a new version. What was asked for is withdrawn, what was approved does not go out.

    Without ``more`` its languages and facts stay, without ``kind``, ``leader`` and ``labels`` what
    it is; with ``more`` the actor's unsaved words of the post are done with. Raises Stale when
    somebody saved after ``version``, No when part of it has gone out already.
    """
    _check_accounts(actor, post.unit, accounts)
    with transaction.atomic():
        found, waiting = steps.taken(post)
        if found.version != version:
            raise Stale(found.version)
        if found.state not in rules.EDITABLE:
            raise No(say("This post has gone out or was cancelled. Write a new one."))
        steps.call_back(actor, found, waiting)
        found.text, found.title = rules.tidy(text), rules.tidy_title(title)
        found.version += 1
        found.kind = found.kind if kind is None else kind
        found.leader = found.leader if leader is None else leader
        steps.to(found, Post.State.DRAFT, "text", "title", "version", "kind", "leader")
        said = more if more is not None else saying.of(found)
        said = composing.with_further(said, further)
        saying.say(actor, found, accounts, variants or {}, options or {}, media=media, more=said)
        told: dict[str, object] = {"version": found.version}
        if labels is not None and naming.say_all(found, labels):
            told["labels"] = sorted(labels)
        if more is not None:
            keeping.done(actor, post=found)
        audit.record(actor, "post.edited", on=found, unit_id=found.unit_id, data=told)
    return found


def _check_accounts(actor: User, unit: Unit, accounts: Sequence[Account]) -> None:
    if not units.may(actor, "post.write", unit.pk):
        raise NotAllowed(say("You may not write for this office."))
    units.check_lives(unit)
    for account in accounts:
        theirs = units.may(actor, "post.write", account.unit_id)
        if account.state == Account.State.CLOSED or not theirs:
            raise NotAllowed(say("You may not write for one of these accounts."))
