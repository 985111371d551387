"""What is changed of one post of many without a new version of it: its labels, who works on it."""

from __future__ import annotations

from typing import Any

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.publishing.actions import steps
from sinergi.publishing.bulk import labels
from sinergi.publishing.models import Post
from sinergi.units import queries as units


def label(actor: User, post: Post, name: str) -> None:
    """Give a post a label. One that it has already is no change."""
    found = steps.locked(post.pk)
    if name not in labels.of(found):
        labels.put(found, [name])
        _record(actor, found, "post.labelled", label=name)


def unlabel(actor: User, post: Post, name: str) -> None:
    found = steps.locked(post.pk)
    if name in labels.of(found):
        labels.take(found, name)
        _record(actor, found, "post.unlabelled", label=name)


def assign(actor: User, post: Post, to: User | None) -> None:
    """Say who works on a post, or nobody but its author. Raises No for whoever may not write."""
    post = steps.locked(post.pk)
    if to is not None and (not to.is_active or not units.may(to, "post.write", post.unit_id)):
        raise No(say("{name} does not write for this office."), name=to.get_full_name())
    post.assigned_to = to
    steps.to(post, post.state, "assigned_to")
    _record(actor, post, "post.assigned", to=to.pk if to else None)


def _record(actor: User, post: Post, verb: str, **told: Any) -> None:
    audit.record(actor, verb, on=post, unit_id=post.unit_id, data=told)
