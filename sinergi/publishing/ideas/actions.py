"""Ideas are put on the board, and change what they say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib import again
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.publishing.ideas import rules
from sinergi.publishing.models import Idea
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
    """Put an idea on the board; the same form sent twice makes one. Raises No without a title, and
    when it is there already."""
    check(actor, unit.pk)
    values = _said(title, text, pillar, audience, goal, sheet or {})
    now = timezone.now()
    with transaction.atomic():
        if mark and Idea.objects.filter(unit=unit, kind=kind, mark=mark).exists():
            raise No(say("This is on the board already, or was parked there."))
        Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
        same = Idea.objects.filter(unit=unit, by=actor, kind=kind, mark=mark, **values)
        if (before := again.made("created", now, same)) is not None:
            return before
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
        row = locked(actor, idea)
        if row.changed != seen:
            raise Changed(
                say(
                    "Somebody changed this idea while you were writing. Your words are kept below: "
                    "compare, then save again."
                )
            )
        put(row, row.state, **values)
        audit.record(actor, "idea.edited", on=row, unit_id=row.unit_id)
    return row


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


def check(actor: User, unit_id: int) -> None:
    """Raise No unless ``actor`` writes for an office."""
    if not units.may(actor, "post.write", unit_id):
        raise No(say("You may not write for this office."))


def locked(actor: User, idea: Idea) -> Idea:
    """Return an idea that nobody else changes meanwhile. Raises No when it is not theirs."""
    check(actor, idea.unit_id)
    rows = Idea.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "holder", "post").get(pk=idea.pk)


def open_still(row: Idea) -> None:
    """Raise No when its post is out."""
    if row.state == State.USED:
        raise No(say("This idea was used: its post is out. Write a new one."))


def put(row: Idea, state: str, **values: object) -> None:
    """Put an idea into a state, with what changes on the way."""
    for name, value in {**values, "state": state, "changed": timezone.now()}.items():
        setattr(row, name, value)
    row.save(update_fields=[*values, "state", "changed"])
