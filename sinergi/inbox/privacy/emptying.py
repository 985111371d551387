"""Take out of conversations what the public wrote and who they are; what is counted stays.

Gone are words, names, handles, links, attachments, drafts, notes of colleagues, reasons, notices,
the masked copies that were understood, and the words and pictures of our answers. What stays: when,
of which matter, topic, place and office, in how much time, and the remote ids by which the
network's news are known already. A conversation that was emptied is nobody's: who writes again
begins a new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from sinergi.audit import actions as audit
from sinergi.inbox import masking
from sinergi.inbox.models import (
    CaseLine,
    Conversation,
    Draft,
    Handing,
    Holding,
    Message,
    Note,
    Proposal,
    Removal,
    StatusLink,
    Step,
    Transfer,
)
from sinergi.inbox.privacy import beginning, outlived
from sinergi.networks import actions as networks
from sinergi.notices import actions as notices
from sinergi.understanding import actions as understanding

#: So many conversations at once, and so many in one act of the clock.
BATCH, MOST = 100, 2000

#: Stands for the reason of a refusal, which is never empty.
NOTHING = "–"


def sweep(now: datetime) -> int:
    """Empty what has outlived its term, where a person let that begin; return how many.

    What is left waits for the next act.
    """
    done = 0
    for rows in outlived.found(beginning.offices(), now):
        while done < MOST:
            batch = list(rows.order_by("last_at").values_list("pk", "unit_id", "matter")[:BATCH])
            if not batch:
                break
            _sweep(batch, now)
            done += len(batch)
    return done


def empty(ids: Sequence[int], now: datetime) -> int:
    """Empty conversations, inside the caller's transaction; return how many messages they had."""
    rows = Conversation.objects.select_for_update().filter(pk__in=ids)
    held = list(rows.order_by("pk").values_list("pk", flat=True))
    said = Message.objects.filter(conversation__in=held)
    copies = list(said.exclude(understood=None).values_list("understood_id", flat=True))
    ours = list(said.exclude(delivery=None).values_list("delivery_id", flat=True))
    number = said.update(text="", url="", person="", attachments=[], problem={}, understood=None)
    understanding.forget(copies)
    networks.forget_words(ours)
    notices.forget([reverse("inbox:conversation", args=[pk]) for pk in held])
    _empty_around(held)
    Conversation.objects.filter(pk__in=held).update(
        handle=Concat(Value(masking.GONE), Cast(F("pk"), CharField())),
        name="",
        last_text="",
        signature=0,
        emptied_at=now,
    )
    return number


def _empty_around(ids: Sequence[int]) -> None:
    """Empty what colleagues wrote about conversations, and drop what nobody needs."""
    of = {"conversation__in": ids}
    Note.objects.filter(**of).update(text="")
    Proposal.objects.filter(**of).update(text="", reason="", media=[])
    Removal.objects.filter(message__conversation__in=ids).update(reason="", problem={})
    Handing.objects.filter(**of).update(told="", outcome="", extension="")
    Transfer.objects.filter(**of).exclude(refusal="").update(refusal=NOTHING)
    Transfer.objects.filter(**of).update(reason="")
    Step.objects.filter(**of, by__isnull=False).update(reason="")
    CaseLine.objects.filter(**of).update(problem={})
    for kind in (Draft, Holding, StatusLink):
        kind.objects.filter(**of).delete()


def _sweep(batch: Sequence[tuple[int, int, str]], now: datetime) -> None:
    with transaction.atomic():
        empty([pk for pk, _, _ in batch], now)
        for unit_id in sorted({unit for _, unit, _ in batch}):
            mine = [matter for _, unit, matter in batch if unit == unit_id]
            audit.record(
                None, "keeping.emptied", unit_id=unit_id,
                data={matter: mine.count(matter) for matter in sorted(set(mine))},
            )  # fmt: skip
