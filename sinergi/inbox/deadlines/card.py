"""What the page of a conversation shows of its deadline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sinergi.inbox import asking, matters
from sinergi.inbox.deadline_forms import ExtendForm, MatterForm
from sinergi.inbox.deadlines import promises
from sinergi.inbox.deadlines.standing import LOOKS, Look, standing
from sinergi.inbox.models import Conversation, Escalation, Stage
from sinergi.lib.prepared import Slot
from sinergi.lib.prepared_objects import objects


@dataclass(frozen=True, slots=True)
class Card:
    """How it stands, what is due and who was told; and the forms, where a person may use them."""

    look: Look
    stage: str
    told: Sequence[Escalation]
    matter: MatterForm
    extend: ExtendForm | None
    can_ask: bool
    can_confirm: bool
    can_bring_back: bool

    @property
    def wrong(self) -> bool:
        """True where something that was typed must be checked again."""
        return bool(self.matter.errors or (self.extend and self.extend.errors))


def card(found: Conversation, forms: Mapping[str, Any], *, now: datetime | None = None) -> Card:
    """Return the card; ``forms`` are those with mistakes, by their names here."""
    typed = {"matter": found.matter, "course": found.course}
    may_extend = matters.can_extend(found)
    return Card(
        look=LOOKS[standing(found, now or timezone.now())],
        stage=stage_name(found.matter, found.due_for) if found.due_for else "",
        told=_told().all(of=found.pk),
        matter=forms.get("matter") or MatterForm(initial=typed),
        extend=forms.get("extend") or (ExtendForm(auto_id="extend_%s") if may_extend else None),
        can_ask=asking.can_ask(found),
        can_confirm=found.state == Conversation.State.ANSWERED,
        can_bring_back=found.spam and found.state == Conversation.State.ARCHIVED,
    )


@objects
def _told() -> QuerySet[Escalation]:
    return Escalation.objects.filter(conversation=Slot("of", BigIntegerField()))


def stage_name(matter: str, stage: str) -> str:
    """Return what a stage is called in the reader's language."""
    named = promises.NAMES.get((matter, stage))
    return _(named) if named else str(Stage(stage).label)
