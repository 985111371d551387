"""A second person stands for an answer, or says why not; an office takes one back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.knowledge import indexing, queries, rules, telling
from sinergi.knowledge.actions.writing import show
from sinergi.knowledge.models import Answer, Use, Version
from sinergi.lib.text import No, say
from sinergi.people.models import User


def verify(actor: User, answer: Answer, *, seen: int) -> Version:
    """Stand for the newest version: it is given to the public from now on.

    ``seen`` is the number of the version that was read. Replies in public that gave what has
    changed are to be looked at. Raises No for a writer, and when there is nothing new to verify.
    """
    with transaction.atomic():
        found = _locked(answer)
        version = _waiting(found, seen)
        rules.check_verify(actor.pk, queries.writers(found))
        if version.valid_until < timezone.localdate():
            raise No(say("It is valid until a day that is over. Write a later one first."))
        before = queries.holding(found)
        found.versions.filter(holds=True).update(holds=False)
        version.verified_by, version.verified_at, version.holds = actor, timezone.now(), True
        version.save(update_fields=["verified_by", "verified_at", "holds"])
        found.state, found.valid_until = Answer.State.VERIFIED, version.valid_until
        found.changed, found.told_days = timezone.now(), None
        found.save(update_fields=["state", "valid_until", "changed", "told_days"])
        show(found, version)
        indexing.index(found, version)
        if before is None or _says_otherwise(before, version):
            _look_again(found)
        _record(actor, "answer.verified", found, version=version.number)
        telling.verified(version, actor)
    return version


def send_back(actor: User, answer: Answer, *, seen: int, reason: str) -> Version:
    """Say why the newest version is not verified. What holds goes on."""
    why = rules.check_reason(reason)
    with transaction.atomic():
        found = _locked(answer)
        version = _waiting(found, seen)
        rules.check_verify(actor.pk, queries.writers(found))
        version.sent_back, version.sent_back_by = why, actor
        version.save(update_fields=["sent_back", "sent_back_by"])
        _record(actor, "answer.sent_back", found, version=version.number, reason=why)
        telling.sent_back(version, actor)
    return version


def withdraw(actor: User, answer: Answer, *, reason: str) -> Answer:
    """Take an answer back: nobody is given it any more, and replies in public are looked at."""
    why = rules.check_reason(reason)
    with transaction.atomic():
        found = _locked(answer)
        if found.state == Answer.State.WITHDRAWN:
            raise No(say("It is withdrawn already."))
        found.versions.filter(holds=True).update(holds=False)
        found.terms.all().delete()
        found.state, found.valid_until = Answer.State.WITHDRAWN, None
        found.changed, found.told_days = timezone.now(), None
        found.save(update_fields=["state", "valid_until", "changed", "told_days"])
        _look_again(found)
        telling.decided_on(found)
        _record(actor, "answer.withdrawn", found, reason=why)
    return found


def _says_otherwise(before: Version, after: Version) -> bool:
    """True where the public would read something else: forms of the question are only for us."""
    return (before.text, before.shorts, before.variants) != (
        after.text,
        after.shorts,
        after.variants,
    )


def _look_again(answer: Answer) -> None:
    """Put every reply in public that gave the answer before onto the list of its office."""
    uses = Use.objects.filter(version__answer=answer, version__holds=False, public=True)
    stale = list(uses.exclude(correction=Use.Correction.CORRECTED).select_related("by"))
    Use.objects.filter(pk__in=[use.pk for use in stale]).update(
        correction=Use.Correction.LOOK,
        since=timezone.now(),
        reason="",
        settled_by=None,
        settled_at=None,
    )
    telling.to_correct(stale, answer)


def _waiting(answer: Answer, seen: int) -> Version:
    version = queries.unverified(answer)
    if version is None:
        raise No(say("There is nothing new to verify."))
    if version.number != seen:
        raise No(say("A colleague changed this answer meanwhile. Read it again first."))
    return version


def _locked(answer: Answer) -> Answer:
    return Answer.objects.select_for_update(of=("self",)).get(pk=answer.pk)


def _record(actor: User, verb: str, answer: Answer, **data: str | int) -> None:
    audit.record(actor, verb, on=answer, unit_id=answer.unit_id, data=data)
