"""An idea goes from hand to hand: picked up, handed over, parked, used; and ends as used."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.notices import actions as notices
from sinergi.people.models import User
from sinergi.publishing import actions as posts
from sinergi.publishing import rules as post_rules
from sinergi.publishing.ideas import rules
from sinergi.publishing.ideas.actions import State, locked, open_still, put
from sinergi.publishing.models import Idea, Post
from sinergi.units import queries as units


def pick(actor: User, idea: Idea) -> None:
    """Take an idea up. Raises No when somebody else holds it: they hand it over."""
    with transaction.atomic():
        row = locked(actor, idea)
        if row.state == State.PICKED and row.holder_id != actor.pk:
            raise No(say("{who} works on it. Ask them to hand it over."), who=str(row.holder))
        open_still(row)
        put(row, State.PICKED, holder=actor, reason="")
        audit.record(actor, "idea.picked", on=row, unit_id=row.unit_id)


def hand(actor: User, idea: Idea, to: User) -> None:
    """Give an idea to a colleague who writes for its office, and tell them."""
    with transaction.atomic():
        row = locked(actor, idea)
        open_still(row)
        if not units.may(to, "post.write", row.unit_id):
            raise No(say("{who} does not write for this office."), who=str(to))
        put(row, State.PICKED, holder=to, reason="")
        if to.pk != actor.pk:
            notices.tell(
                to,
                "idea.handed_over",
                say("{who} hands you an idea: {idea}"),
                url=reverse("content:idea", args=[row.pk]),
                facts={"who": actor.get_full_name(), "idea": str(row)},
            )
        audit.record(actor, "idea.handed_over", on=row, unit_id=row.unit_id, data={"to": to.pk})


def park(actor: User, idea: Idea, reason: str) -> None:
    """Put an idea aside, with the reason: what it came from does not bring it back."""
    why = rules.tidy(reason, 300)
    if not why:
        raise No(say("Say why, so that nobody brings it back without knowing."))
    with transaction.atomic():
        row = locked(actor, idea)
        open_still(row)
        put(row, State.PARKED, holder=None, reason=why)
        audit.record(actor, "idea.parked", on=row, unit_id=row.unit_id, data={"why": why})


def reopen(actor: User, idea: Idea) -> None:
    """Put an idea back among the open ones, for anybody to pick up."""
    with transaction.atomic():
        row = locked(actor, idea)
        open_still(row)
        put(row, State.OPEN, holder=None, reason="")
        audit.record(actor, "idea.reopened", on=row, unit_id=row.unit_id)


def use(actor: User, idea: Idea) -> Post:
    """Begin a post with an idea: a draft of the actor's. Raises No when a post lives already."""
    with transaction.atomic():
        row = locked(actor, idea)
        open_still(row)
        if row.post is not None and row.post.state != Post.State.CANCELLED:
            raise No(say("A post of this idea is on its way already. Go on with it."))
        words = rules.drafted(row.title, row.text, row.sheet)[: post_rules.LONGEST_TEXT]
        post = posts.write(actor, row.unit, title=row.title, text=words, accounts=())
        put(row, State.PICKED, holder=actor, post=post, reason="")
        audit.record(actor, "idea.used", on=row, unit_id=row.unit_id, data={"post": post.pk})
    return post


def hold(posts: Collection[int]) -> None:
    """Lock the ideas of some posts, inside the caller's transaction and before its log."""
    rows = Idea.objects.select_for_update(of=("self",)).filter(post__in=posts).order_by("pk")
    list(rows.values_list("pk"))


def came_true(post: Post) -> None:
    """Mark the idea of a post that is out as used, inside the caller's transaction."""
    now = timezone.now()
    open_ones = Idea.objects.filter(post=post).exclude(state=State.USED)
    open_ones.update(state=State.USED, used_at=now, changed=now)
