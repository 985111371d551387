"""Begin a correction of what is out; take what is out down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.networks import withdrawing
from sinergi.networks.models import Delivery, Withdrawal
from sinergi.people.models import User
from sinergi.publishing import actions, composing, queries, telling
from sinergi.publishing.composing import Composed
from sinergi.publishing.correcting import places
from sinergi.publishing.models import Correction, Post, Target

#: As much of a reason is kept.
LONGEST = 1000


def begin(actor: User, post: Post, *, reason: str, in_place: bool) -> Post:
    """Begin a correction: a draft that takes the same way to the public as any other post.

    In its place: the words as they are out, to be put right. Else: words that name the old post.
    Raises No without a reason, and where there is nothing to correct.
    """
    reason = " ".join(reason.split())[:LONGEST]
    if not reason:
        raise No(say("Say what was wrong: it stays with both posts."))
    there = places.out(post)
    if in_place:
        there = places.replaceable(there)
    if not there:
        raise No(
            say("On no account of this post can the words be changed in their place.")
            if in_place
            else say("This post is out nowhere any more: there is nothing to correct.")
        )
    with transaction.atomic():
        made = actions.write(
            actor,
            post.unit,
            title=_("Correction: %(post)s") % {"post": post},
            accounts=[t.account for t in there],
            **(_as_it_is(post, there) if in_place else _of_its_own(there)),
        )
        actions.as_its_model(post, made)
        Correction.objects.create(
            post=made, of=post, reason=reason, in_place=in_place, by=actor, at=timezone.now()
        )
        audit.record(
            actor,
            "post.correction_begun",
            on=post,
            unit_id=post.unit_id,
            data={"by": made.pk, "reason": reason, "in_place": in_place},
        )
    return made


def take_down(
    actor: User, delivery: Delivery, *, reason: str, begin: Callable[[int], object]
) -> Withdrawal:
    """Take a post off its network, and tell who wrote and who approved it. ``begin`` starts a job
    with the id of the withdrawal. Raises No as ``withdrawing.ask``.
    """
    with transaction.atomic():
        made = withdrawing.ask(actor, delivery, reason=reason)
        post = queries.post_of(delivery)
        if post is not None:
            telling.taken_down(post, made)
        if made.state == Withdrawal.State.ASKED:
            transaction.on_commit(lambda: begin(made.pk))
    return made


def _as_it_is(post: Post, there: list[Target]) -> dict[str, Any]:
    """Return the words that are out: the base text, and those of accounts that differ. What is out
    was written so: a post that has gone out is not changed any more.
    """
    return {
        "text": post.text,
        "variants": {t.account_id: t.text for t in there if t.text != post.text},
        "options": {t.account_id: t.options for t in there},
        "more": composing.further(Composed(), there),
    }


def _of_its_own(there: list[Target]) -> dict[str, Any]:
    """Return words that name the old post by its day, and where it is by its address."""
    days = [t.delivery.sent_at for t in there if t.delivery and t.delivery.sent_at]
    day = date_format(timezone.localtime(min(days)), "j F Y") if days else ""
    text = _("Correction of our post of %(day)s:") % {"day": day} + " "
    urls = {t.account_id: t.delivery.url for t in there if t.delivery and t.delivery.url}
    return {"text": text, "variants": {pk: f"{text}\n\n{url}" for pk, url in urls.items()}}
