"""What people do with ideas: write, pick up, hand over, park, use; and how one ends as used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

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
from sinergi.publishing.models import Idea, Post
from sinergi.units import queries as units
from sinergi.units.models import Unit

State = Idea.State


class Changed(No):
    """Somebody saved the idea meanwhile."""


def write(
    actor: User,
    unit: Unit,
    *,
    title: str,
    text: str = "",
    pillar: str = "",
    audience: str = "",
    goal: str = "",
    sheet: Mapping[str, str] | None = None,
    kind: str = Idea.Kind.PERSON,
    mark: str = "",
    origin: str = "",
) -> Idea:
    """Put an idea on the board. Raises No without a title, and when it is there already."""
    _check(actor, unit.pk)
    values = _said(title, text, pillar, audience, goal, sheet or {})
    now = timezone.now()
    with transaction.atomic():
        if mark and Idea.objects.filter(unit=unit, kind=kind, mark=mark).exists():
            raise No(say("This is on the board already, or was parked there."))
        idea = Idea.objects.create(
            unit=unit, by=actor, kind=kind, mark=mark, origin=origin[:1000],
            created=now, changed=now, **values,
        )  # fmt: skip
        audit.record(actor, "idea.written", on=idea, unit_id=unit.pk, data={"kind": kind})
    return idea


def offer(
    unit: Unit, *, kind: str, mark: str, title: str, text: str, origin: str, now: datetime
) -> bool:
    """Put something a machine found on the board, once; True when it is new there."""
    with transaction.atomic():
        _, new = Idea.objects.get_or_create(
            unit=unit,
            kind=kind,
            mark=mark,
            defaults={
                "title": rules.tidy(title[:200], 200),
                "text": rules.tidy_text(text[: rules.LONGEST_TEXT]),
                "origin": origin[:1000],
                "created": now,
                "changed": now,
            },
        )
    return new


def edit(
    actor: User,
    idea: Idea,
    *,
    seen: datetime,
    title: str,
    text: str = "",
    pillar: str = "",
    audience: str = "",
    goal: str = "",
    sheet: Mapping[str, str] | None = None,
) -> Idea:
    """Change what an idea says. Raises Changed when somebody did after ``seen``."""
    values = _said(title, text, pillar, audience, goal, sheet or {})
    with transaction.atomic():
        row = _locked(actor, idea)
        if row.changed != seen:
            raise Changed(
                say(
                    "Somebody changed this idea while you were writing. Your words are kept below: "
                    "compare, then save again."
                )
            )
        _to(row, row.state, **values)
        audit.record(actor, "idea.edited", on=row, unit_id=row.unit_id)
    return row


def pick(actor: User, idea: Idea) -> None:
    """Take an idea up. Raises No when somebody else holds it: they hand it over."""
    with transaction.atomic():
        row = _locked(actor, idea)
        if row.state == State.PICKED and row.holder_id != actor.pk:
            raise No(say("{who} works on it. Ask them to hand it over."), who=str(row.holder))
        _open(row)
        _to(row, State.PICKED, holder=actor, reason="")
        audit.record(actor, "idea.picked", on=row, unit_id=row.unit_id)


def hand(actor: User, idea: Idea, to: User) -> None:
    """Give an idea to a colleague who writes for its office, and tell them."""
    with transaction.atomic():
        row = _locked(actor, idea)
        _open(row)
        if not units.may(to, "post.write", row.unit_id):
            raise No(say("{who} does not write for this office."), who=str(to))
        _to(row, State.PICKED, holder=to, reason="")
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
        row = _locked(actor, idea)
        _open(row)
        _to(row, State.PARKED, holder=None, reason=why)
        audit.record(actor, "idea.parked", on=row, unit_id=row.unit_id, data={"why": why})


def reopen(actor: User, idea: Idea) -> None:
    """Put an idea back among the open ones, for anybody to pick up."""
    with transaction.atomic():
        row = _locked(actor, idea)
        _open(row)
        _to(row, State.OPEN, holder=None, reason="")
        audit.record(actor, "idea.reopened", on=row, unit_id=row.unit_id)


def use(actor: User, idea: Idea) -> Post:
    """Begin a post with an idea: a draft of the actor's. Raises No when a post lives already."""
    with transaction.atomic():
        row = _locked(actor, idea)
        _open(row)
        if row.post is not None and row.post.state != Post.State.CANCELLED:
            raise No(say("A post of this idea is on its way already. Go on with it."))
        words = rules.drafted(row.title, row.text, row.sheet)[: post_rules.LONGEST_TEXT]
        post = posts.write(actor, row.unit, title=row.title, text=words, accounts=())
        _to(row, State.PICKED, holder=actor, post=post, reason="")
        audit.record(actor, "idea.used", on=row, unit_id=row.unit_id, data={"post": post.pk})
    return post


def came_true(post: Post) -> None:
    """Mark the idea of a post that is out as used, inside the caller's transaction."""
    now = timezone.now()
    open_ones = Idea.objects.filter(post=post).exclude(state=State.USED)
    open_ones.update(state=State.USED, used_at=now, changed=now)


def _said(
    title: str, text: str, pillar: str, audience: str, goal: str, sheet: Mapping[str, str]
) -> dict[str, object]:
    name = rules.tidy(title, 200)
    if not name:
        raise No(say("Give the idea a title."))
    return {
        "title": name,
        "text": rules.tidy_text(text),
        "pillar": rules.tidy(pillar, 60),
        "audience": rules.tidy(audience, 200),
        "goal": rules.tidy(goal, 200),
        "sheet": rules.tidy_sheet(sheet),
    }


def _check(actor: User, unit_id: int) -> None:
    if not units.may(actor, "post.write", unit_id):
        raise No(say("You may not write for this office."))


def _locked(actor: User, idea: Idea) -> Idea:
    _check(actor, idea.unit_id)
    rows = Idea.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "holder", "post").get(pk=idea.pk)


def _open(row: Idea) -> None:
    if row.state == State.USED:
        raise No(say("This idea was used: its post is out. Write a new one."))


def _to(row: Idea, state: str, **values: object) -> None:
    for name, value in {**values, "state": state, "changed": timezone.now()}.items():
        setattr(row, name, value)
    row.save(update_fields=[*values, "state", "changed"])
