"""Write a claim down, check it, speak about it, judge it: each in the log."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.inbox import matters
from sinergi.inbox.hoaxes import climbing, proving, steps
from sinergi.inbox.models import Conversation, Hoax, HoaxCheck
from sinergi.inbox.rows import locked, record
from sinergi.lib import again, days
from sinergi.lib.text import No, plain, say, short
from sinergi.people.models import User
from sinergi.units.models import Unit

Matter = Conversation.Matter

#: As long as the columns hold, and a statement as long as people read.
LONGEST_CLAIM, LONGEST_NOTE, LONGEST_TEXT, LONGEST_SOURCES = 500, 500, 2000, 1000


def begin(
    actor: User,
    unit: Unit,
    *,
    claim: str,
    known_at: datetime | None = None,
    danger: bool = False,
) -> Hoax:
    """Write down a claim; its clocks run from when it was known, its ladder from now. Raises No.

    ``danger``: a life may be in danger if it is believed; then its ladder knows no nights. The same
    form sent twice makes one.
    """
    claim = plain(claim)
    if not claim or len(claim) > LONGEST_CLAIM:
        raise No(say("Write the claim in one sentence, at most {most} characters."),
                 most=LONGEST_CLAIM)  # fmt: skip
    days.check_year(known_at)
    now = timezone.now()
    known = min(known_at or now, now)
    with transaction.atomic():
        Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
        same = Hoax.objects.filter(unit=unit, by=actor, claim=claim, danger=danger)
        if (before := again.made("begun_at", now, same)) is not None:
            return before
        made = Hoax.objects.create(
            unit=unit,
            claim=claim,
            by=actor,
            known_at=known,
            begun_at=now,
            danger=danger,
        )
        climbing.begin(made)
        _record(actor, "hoax.begun", made, claim=short(claim, 200))
    return made


def link(actor: User, conversation: Conversation, hoax: Hoax | None, *, claim: str = "") -> Hoax:
    """Mark a conversation as one about a claim: a known one, else a new one. Raises No.

    Its words become what was seen; its deadline is that of a hoax from now on.
    """
    with transaction.atomic():
        known = _held(hoax) if hoax else None
        locked(conversation)
        since = conversation.counted_from or conversation.opened_at
        held = known or _held(begin(actor, conversation.unit, claim=claim, known_at=since))
        if held.conversations.filter(pk=conversation.pk).exists():
            raise No(say("It is marked already."))
        held.conversations.add(conversation)
        matters.set_matter(actor, conversation, matter=Matter.HOAX, course=conversation.course)
        proving.of_conversation(actor, held, conversation)
        record(actor, "conversation.hoax", conversation, hoax=held.pk)
    return held


def done(actor: User, hoax: Hoax, step: str, *, note: str) -> HoaxCheck:
    """Tick a step of the check, with what it showed; done again, the newest holds. Raises No."""
    note = " ".join(note.split())[:LONGEST_NOTE]
    if step not in steps.STEPS:
        raise No(say("There is no such step."))
    if not note:
        raise No(say("Write what the check showed: the next colleague has to know."))
    with transaction.atomic():
        found = _open(hoax)
        values = {"note": note, "by": actor, "at": timezone.now()}
        made = HoaxCheck.objects.update_or_create(hoax=found, step=step, defaults=values)[0]
        _record(actor, "hoax.checked", found, step=step, note=note)
    return made


def state(actor: User, hoax: Hoax, *, text: str) -> Hoax:
    """Keep the first statement as it was made; the clock of three hours stops. Raises No."""
    text = _text(text, say("Write what you tell the public."))
    with transaction.atomic():
        found = _open(hoax)
        if not found.stated:
            found.stated_at = timezone.now()
        found.statement, found.stated_by = text, actor
        found.save(update_fields=["statement", "stated_by", "stated_at"])
        climbing.settle(found)
        _record(actor, "hoax.stated", found)
    return found


def judge(actor: User, hoax: Hoax, finding: str, *, facts: str, sources: str) -> Hoax:
    """Say what a claim is, with what is true and where that comes from. Raises No without proof."""
    with transaction.atomic():
        found = _open(hoax)
        steps.check(
            finding,
            screenshots=found.evidence.exclude(file="").count(),
            steps=found.checks.count(),
            facts=facts,
            sources=sources,
        )
        found.state, found.finding = Hoax.State.CLARIFIED, Hoax.Finding(finding)
        _decide(actor, found, facts, sources)
        _record(actor, "hoax.judged", found, finding=finding)
    return found


def give_up(actor: User, hoax: Hoax, *, reason: str) -> Hoax:
    """Say that nobody can tell whether a claim is true, and why. Raises No."""
    with transaction.atomic():
        found = _open(hoax)
        found.state = Hoax.State.UNCLEAR
        _decide(actor, found, _text(reason, say("Write why it cannot be clarified.")), "")
        _record(actor, "hoax.given_up", found)
    return found


def reopen(actor: User, hoax: Hoax, *, reason: str) -> Hoax:
    """Take a judgement back because something new is known; both clocks run anew from now.

    What was said stays in the log, and what was published on the page until it is replaced.
    """
    reason = _text(reason, say("Write what is new."))[:LONGEST_NOTE]
    with transaction.atomic():
        found = _held(hoax)
        if found.state == Hoax.State.OPEN:
            raise No(say("It is not judged yet."))
        before = found.finding
        found.state, found.finding, found.decided_at = Hoax.State.OPEN, "", None
        found.decided_by, found.reopened_at = None, timezone.now()
        values = ["state", "finding", "decided_at", "decided_by", "reopened_at"]
        found.save(update_fields=values)
        climbing.begin(found)
        _record(actor, "hoax.reopened", found, reason=reason, finding=before)
    return found


def publish(actor: User, hoax: Hoax, *, url: str) -> Hoax:
    """Link the clarification that was published. Raises No before it is judged."""
    url = url.strip()
    proving.check_address(url)
    with transaction.atomic():
        found = _held(hoax)
        if found.state == Hoax.State.OPEN:
            raise No(say("Say first what the claim is. Until then, keep your statement."))
        if found.outdated or found.published_at is None:
            found.published_at = timezone.now()
        found.published_url = url
        found.save(update_fields=["published_url", "published_at"])
        _record(actor, "hoax.published", found, url=found.published_url)
    return found


def _decide(actor: User, found: Hoax, facts: str, sources: str) -> None:
    found.facts, found.sources = facts.strip()[:LONGEST_TEXT], sources.strip()[:LONGEST_SOURCES]
    found.decided_by, found.decided_at = actor, timezone.now()
    found.save(update_fields=["state", "finding", "facts", "sources", "decided_by", "decided_at"])
    climbing.settle(found)


def _held(hoax: Hoax) -> Hoax:
    rows = Hoax.objects.select_related("unit").select_for_update(of=("self",))
    return rows.get(pk=hoax.pk)


def _open(hoax: Hoax) -> Hoax:
    found = _held(hoax)
    if found.state != Hoax.State.OPEN:
        raise No(say("It is judged already. Take the judgement back first, with what is new."))
    return found


def _text(text: str, problem: str) -> str:
    found = text.strip()
    if not found:
        raise No(problem)
    if len(found) > LONGEST_TEXT:
        raise No(say("At most {most} characters: people read it on a phone."), most=LONGEST_TEXT)
    return found


def _record(actor: User, verb: str, on: Hoax, **data: str) -> None:
    audit.record(actor, verb, on=on, unit_id=on.unit_id, data=data)
