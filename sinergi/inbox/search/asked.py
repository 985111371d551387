"""What is searched for, as both databases are asked for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.expressions import RawSQL

from sinergi.inbox.limiting import Shape, limited
from sinergi.inbox.search.words import Spellings
from sinergi.lib.prepared import Prepared, prepared

#: A message and its conversation.
Hit = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """Words, in messages of these offices or under them (none: of any), in conversations of a shape
    that ``given`` fills; older than the message ``before``."""

    words: Sequence[Spellings]
    offices: Sequence[int]
    shape: Shape
    given: Mapping[str, Any]
    before: int

    @property
    def within(self) -> Prepared:
        """What says of a message ``m`` that its conversation is one of these."""
        return _within(self.shape)

    @property
    def filtered(self) -> bool:
        """True where not only words and offices limit what is found."""
        plain = Shape("", "", "", False, False, False, (), 0, self.shape.offices)
        return self.shape != plain or (self.shape.offices is not None and not self.offices)


@prepared
def _within(shape: Shape) -> QuerySet[Any, Any]:
    rows = limited(shape).filter(pk=RawSQL("m.conversation_id", ()))
    return rows.values_list(Value(1)).order_by()
