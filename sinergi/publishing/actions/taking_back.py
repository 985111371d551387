"""Take a request or an approval back, and cancel a post."""

from __future__ import annotations

from django.db import transaction

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.publishing import rules, telling
from sinergi.publishing.actions import steps
from sinergi.publishing.models import Post


def withdraw(actor: User, post: Post) -> Post:
    """Take a request or an approval back: the post is a draft again, and nothing of it goes out."""
    with transaction.atomic():
        found, waiting = steps.taken(post)
        if found.state not in {Post.State.IN_REVIEW, Post.State.SCHEDULED}:
            raise No(say("There is nothing to withdraw: nothing is asked for or scheduled."))
        steps.call_back(actor, found, waiting)
        _stop(actor, found, Post.State.DRAFT, "post.withdrawn")
    return found


def cancel(actor: User, post: Post) -> Post:
    """Cancel a post that has not gone out. Raises No when it is on its way or out."""
    with transaction.atomic():
        found, waiting = steps.taken(post)
        if found.state not in rules.EDITABLE:
            raise No(say("This post has gone out or was cancelled already."))
        steps.call_back(actor, found, waiting)
        _stop(actor, found, Post.State.CANCELLED, "post.cancelled")
    return found


def _stop(actor: User, post: Post, state: str, verb: str) -> None:
    """Take a post to a state in which nothing of it goes out, and tell whom that concerns."""
    steps.to(post, state)
    telling.stopped(post, actor)
    audit.record(actor, verb, on=post, unit_id=post.unit_id)
