"""Say what a post is, what it says in an emergency, and whether what went out at once was right."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.publishing import rules
from sinergi.publishing.actions import steps
from sinergi.publishing.models import EIGHT, Emergency, Post, Review, Revision
from sinergi.publishing.policies import emergencies, telling
from sinergi.publishing.rules import NotAllowed


def classify(actor: User, post: Post, *, kind: str, leader: bool) -> Post:
    """Say of what kind a post is, and whether it is about a leader. It is a new version.

    What was asked for is withdrawn, what was approved does not go out: other people may have to
    approve it now. Raises No when part of it has gone out.
    """
    if kind not in Post.Kind.values:
        raise No(say("There is no kind of post {kind}."), kind=kind[:40])
    with transaction.atomic():
        found = _changed(actor, post)
        if (found.kind, found.leader) == (kind, leader):
            raise No(say("It is marked like that already. Nothing was changed."))
        found.kind, found.leader = kind, leader
        _new_version(actor, found, "kind", "leader")
        data = {"kind": kind, "leader": leader}
        audit.record(actor, "post.classified", on=found, unit_id=found.unit_id, data=data)
    return found


def say_eight(actor: User, post: Post, facts: Mapping[str, str]) -> Post:
    """Keep the eight things that immediate information says; the post becomes such.

    An empty post is written from them. Otherwise as ``classify``.
    """
    with transaction.atomic():
        found = _changed(actor, post)
        said = {name: rules.tidy(facts.get(name, ""))[: emergencies.LONGEST] for name in EIGHT}
        Emergency.objects.update_or_create(post=found, defaults=said)
        found.kind = Post.Kind.IMMEDIATE
        found.text = found.text or emergencies.composed(said)
        _new_version(actor, found, "kind", "text")
        data = {"missing": len(emergencies.missing(found))}
        audit.record(actor, "post.emergency_said", on=found, unit_id=found.unit_id, data=data)
    return found


def as_its_model(post: Post, made: Post) -> None:
    """Give a copy the kind of its model, its mark and what it says in an emergency: the same people
    approve it. Inside the transaction that made it.
    """
    made.kind, made.leader = post.kind, post.leader
    made.save(update_fields=["kind", "leader"])
    said = Emergency.objects.filter(post=post).first()
    if said is not None:
        Emergency.objects.create(post=made, **{name: getattr(said, name) for name in EIGHT})


def review(actor: User, found: Review, *, finding: str, note: str = "") -> Review:
    """Say whether what went out at once in an emergency was right. Never of one's own words."""
    words = note.strip()
    if finding not in Review.Finding.values:
        raise No(say("Say whether it was right or must be corrected."))
    if finding == Review.Finding.MEND and not words:
        raise No(say("Say what must change, so that the writer can go on."))
    with transaction.atomic():
        row = Review.objects.select_for_update(of=("self",)).get(pk=found.pk)
        approval, post = row.approval, row.approval.post
        if row.at is not None:
            raise No(say("Somebody has looked at it meanwhile. Nothing was done."))
        steps.check_may_decide(actor, approval, post)
        row.finding, row.note, row.by, row.at = finding, words, actor, timezone.now()
        row.save(update_fields=["finding", "note", "by", "at"])
        telling.reviewed(row)
        data = {"finding": finding, "note": words, "late": row.at > row.due}
        audit.record(actor, "post.reviewed", on=post, unit_id=post.unit_id, data=data)
    return row


def _changed(actor: User, post: Post) -> Post:
    """Lock a post that may be changed, and call back what was asked for or approved."""
    found, waiting = steps.taken(post)
    if found.state not in rules.EDITABLE:
        raise No(say("This post has gone out or was cancelled. Write a new one."))
    if not steps.may_write(actor, found):
        raise NotAllowed(say("You may not write for this office."))
    steps.call_back(actor, found, waiting)
    return found


def _new_version(actor: User, post: Post, *fields: str) -> None:
    """Save a post as a draft, with a revision: whoever changed it had a hand in it."""
    last = Revision.objects.filter(post=post).order_by("-version").first()
    post.version += 1
    steps.to(post, Post.State.DRAFT, "version", *fields)
    row = last or Revision(post=post, title=post.title)
    row.pk, row.version, row.by, row.at, row.text = (
        None,
        post.version,
        actor,
        post.changed,
        post.text,
    )
    row._state.adding = True  # noqa: SLF001  # Django's way to copy a row
    row.save(force_insert=True)
