"""A person says what a text is."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.people.models import User
from sinergi.understanding import rules
from sinergi.understanding.models import Label, Text
from sinergi.understanding.signals import decided

#: A text, a head, a label.
Said = tuple[int, str, str]


def label(
    actor: User,
    text: Text,
    *,
    head: str,
    label: str,
    source: str = "key",
    frozen: bool | None = None,
) -> Label:
    """Keep what ``actor`` says of a text; saying something else later replaces it.

    ``frozen``: set apart for the test, where it was drawn at random; None: the lot decides. What
    was once set apart, or was not, stays so. Raises No for a label that the head does not know.
    """
    said = rules.checked_label(head, label)
    with transaction.atomic():
        held = Text.objects.select_for_update(of=("self",)).get(pk=text.pk)
        keep_many(actor, [(held.pk, head, said)], source=source, frozen=frozen)
        audit.record(
            actor, "text.labelled", on=held, unit_id=held.unit_id,
            data={"head": head, "label": said, "source": source},
        )  # fmt: skip
    return Label.objects.get(text=held, head=head, by=actor)


def hold(ids: Sequence[int]) -> None:
    """Lock texts until the caller's transaction ends: before what rests on them, as whoever reads
    them does."""
    rows = Text.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    list(rows.values_list("pk"))


def keep_many(
    actor: User, said: Sequence[Said], *, source: str, frozen: bool | None = None
) -> None:
    """Write labels without a record of their own: inside the transaction of what is recorded."""
    ids, now = {text for text, _, _ in said}, timezone.now()
    known = {
        (text, head): apart
        for text, head, apart in Label.objects.filter(text__in=ids)
        .order_by("-id")
        .values_list("text_id", "head", "frozen")
    }
    rows = [
        Label(text_id=text, head=head, label=one, by=actor, at=now, source=source)
        for text, head, one in said
    ]
    for row in rows:
        apart = rules.is_frozen(row.text_id, row.head) if frozen is None else frozen
        row.frozen = known.get((row.text_id, row.head), apart)
    Label.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["text", "head", "by"],
        update_fields=["label", "at", "source"],
        batch_size=500,
    )
    for text, head, one in said:
        if head == "urgency":
            Text.objects.filter(pk=text).update(danger=one == "danger")
    decided.send(sender=Text, ids=sorted(ids))
