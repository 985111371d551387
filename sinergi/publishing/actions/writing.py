"""Write, change, take back, cancel."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import content, pictures, rules, telling
from sinergi.publishing.actions import files, steps
from sinergi.publishing.content import Options, Variants
from sinergi.publishing.models import Post, PostMedia, Revision, Target
from sinergi.publishing.pictures import Picture
from sinergi.publishing.rules import NotAllowed, Stale
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
            unit=unit,
            author=actor,
            title=rules.tidy_title(title),
            text=rules.tidy(text),
            created=now,
            changed=now,
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
        found, waiting = steps.taken(post)
        if found.version != version:
            raise Stale(found.version)
        if found.state not in rules.EDITABLE:
            raise No(say("This post has gone out or was cancelled. Write a new one."))
        steps.call_back(actor, found, waiting)
        found.text, found.title = rules.tidy(text), rules.tidy_title(title)
        found.version += 1
        steps.to(found, Post.State.DRAFT, "text", "title", "version")
        _say(actor, found, accounts, variants or {}, options or {}, media)
        audit.record(
            actor, "post.edited", on=found, unit_id=found.unit_id, data={"version": found.version}
        )
    return found


def withdraw(actor: User, post: Post) -> Post:
    """Take a request or an approval back: the post is a draft again, and nothing of it goes out."""
    with transaction.atomic():
        found, waiting = steps.taken(post)
        if found.state not in {Post.State.IN_REVIEW, Post.State.SCHEDULED}:
            raise No(say("There is nothing to withdraw: nothing is asked for or scheduled."))
        steps.call_back(actor, found, waiting)
        steps.to(found, Post.State.DRAFT)
        telling.stopped(found, actor)
        audit.record(actor, "post.withdrawn", on=found, unit_id=found.unit_id)
    return found


def cancel(actor: User, post: Post) -> Post:
    """Cancel a post that has not gone out. Raises No when it is on its way or out."""
    with transaction.atomic():
        found, waiting = steps.taken(post)
        if found.state not in rules.EDITABLE:
            raise No(say("This post has gone out or was cancelled already."))
        steps.call_back(actor, found, waiting)
        steps.to(found, Post.State.CANCELLED)
        telling.stopped(found, actor)
        audit.record(actor, "post.cancelled", on=found, unit_id=found.unit_id)
    return found


def _check_accounts(actor: User, unit: Unit, accounts: Sequence[Account]) -> None:
    if not units.may(actor, "post.write", unit.pk):
        raise NotAllowed(say("You may not write for this office."))
    for account in accounts:
        theirs = units.may(actor, "post.write", account.unit_id)
        if account.state == Account.State.CLOSED or not theirs:
            raise NotAllowed(say("You may not write for one of these accounts."))


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
        own = rules.tidy(variants.get(pk, ""))
        values = {
            "text": "" if own == post.text else own,
            "delivery": None,
            "options": content.answers(account, options.get(pk, {})),
        }
        Target.objects.update_or_create(post=post, account=account, defaults=values)
    post.media.all().delete()
    items = pictures.as_items(media)
    PostMedia.objects.bulk_create(
        PostMedia(post=post, order=order, **item) for order, item in enumerate(items)
    )
    files.choose(post, media)
    Revision.objects.create(
        post=post,
        version=post.version,
        by=actor,
        at=post.changed,
        title=post.title,
        text=post.text,
        targets=list(post.targets.values("account", "text", "options")),
        media=items,
    )
