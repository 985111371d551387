"""What was said in public and is not so any more: corrected, or left with a reason."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.knowledge import rules
from sinergi.knowledge.models import Use
from sinergi.lib.text import No, say
from sinergi.people.models import User


def correct(actor: User, use: Use) -> Use:
    """Say that a reply in public was corrected. Raises No when there is nothing to look at."""
    return _settle(actor, use, Use.Correction.CORRECTED, "answer.corrected", "")


def leave(actor: User, use: Use, *, reason: str) -> Use:
    """Leave a reply in public as it is, and say why."""
    return _settle(actor, use, Use.Correction.LEFT, "answer.left", rules.check_reason(reason))


def _settle(actor: User, use: Use, state: Use.Correction, verb: str, reason: str) -> Use:
    with transaction.atomic():
        waiting = Use.objects.filter(pk=use.pk, correction=Use.Correction.LOOK)
        if not waiting.update(
            correction=state, reason=reason, settled_by=actor, settled_at=timezone.now()
        ):
            raise No(say("A colleague has looked at this reply already."))
        found = Use.objects.select_related("version__answer").get(pk=use.pk)
        data = {"origin": found.origin, "reason": reason}
        audit.record(actor, verb, on=found.version.answer, unit_id=found.unit_id, data=data)
    return found
