"""Write down an answer, and write it anew."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.knowledge import rules, telling
from sinergi.knowledge.models import Answer, Label, Version
from sinergi.lib import again
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.units.models import Unit


def write(actor: User, unit: Unit, said: rules.Said, *, reach: str = Answer.Reach.OFFICE) -> Answer:
    """Write an answer; the same form sent twice makes one. Nobody is given it before somebody else
    has verified it.

    Raises No for what cannot be an answer; nothing is stored then.
    """
    kept = rules.tidied(said, today=timezone.localdate())
    with transaction.atomic():
        now = timezone.now()
        Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
        drafts = Version.objects.filter(answer__unit=unit, answer__state=Answer.State.DRAFT)
        same = drafts.filter(
            number=1, by=actor, reach=reach, text=kept.text, questions=list(kept.questions)
        )
        if (before := again.made("at", now, same)) is not None:
            return before.answer
        answer = Answer.objects.create(unit=unit, question=kept.questions[0], changed=now)
        made = _add_version(actor, answer, kept, number=1, reach=reach)
        show(answer, made)
        audit.record(actor, "answer.written", on=answer, unit_id=unit.pk)
    return answer


def edit(
    actor: User, answer: Answer, said: rules.Said, *, seen: int, reach: str | None = None
) -> Version:
    """Write a new version. The one that holds goes on until the new one is verified.

    ``seen`` is the number of the version the writer saw. Raises No when a colleague wrote
    meanwhile, or for what cannot be an answer; nothing is stored then.
    """
    kept = rules.tidied(said, today=timezone.localdate())
    with transaction.atomic():
        found = Answer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
        last = found.versions.order_by("-number").values_list("number", flat=True)[0]
        if seen != last:
            raise No(say("A colleague changed this answer meanwhile. Your text is kept here."))
        made = _add_version(actor, found, kept, number=last + 1, reach=reach or found.reach)
        if found.state != Answer.State.VERIFIED:
            found.state = Answer.State.DRAFT
            show(found, made)
        found.changed = timezone.now()
        found.save(update_fields=["state", "changed"])
        audit.record(
            actor, "answer.edited", on=found, unit_id=found.unit_id, data={"version": made.number}
        )
    return made


def show(answer: Answer, version: Version) -> None:
    """Let lists show an answer as a version has it: its question, its reach, its labels."""
    answer.question, answer.reach = version.questions[0], version.reach
    answer.save(update_fields=["question", "reach"])
    answer.labels.all().delete()
    Label.objects.bulk_create(Label(answer=answer, name=name) for name in version.labels)


def _add_version(
    actor: User, answer: Answer, said: rules.Said, *, number: int, reach: str
) -> Version:
    made = Version.objects.create(
        answer=answer,
        number=number,
        questions=list(said.questions),
        text=said.text,
        shorts=dict(said.shorts or {}),
        variants=dict(said.variants or {}),
        labels=list(said.labels),
        reach=reach,
        source=said.source,
        source_url=said.source_url,
        valid_until=said.valid_until,
        by=actor,
        at=timezone.now(),
    )
    telling.to_verify(answer, actor)
    return made
