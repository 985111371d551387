"""What an office has labelled."""

from __future__ import annotations

from collections.abc import Sequence

from sinergi.understanding.fitting import Example
from sinergi.understanding.models import Label
from sinergi.units import queries as units
from sinergi.units.models import Unit


def examples_of(unit: Unit, head: str) -> Sequence[Example]:
    """Return the texts of an office and those under it with what people say; the newest holds."""
    below = units.subtree(unit).values("pk")
    rows = Label.objects.filter(head=head, text__unit__in=below).order_by("at", "id")
    newest = {
        text_id: Example(text_id, text, label, frozen)
        for text_id, text, label, frozen in rows.values_list(
            "text_id", "text__text", "label", "frozen"
        )
    }
    return [newest[pk] for pk in sorted(newest)]
