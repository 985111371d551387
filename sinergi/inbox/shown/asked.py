"""Who looks at which conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sinergi.inbox import citizen, queries, thread
from sinergi.inbox.models import Conversation, Handing, Message
from sinergi.people.models import User
from sinergi.understanding.models import Text
from sinergi.units.able import Colleagues, colleagues

#: What a card gives to the template, by the names it has there.
Words = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """What the cards of a page are made from.

    ``rights`` are the reader's verbs in its office; ``forms`` those with mistakes, by their names
    here, so that what was typed stays; ``unsent`` what was typed when a session ended, by field;
    ``before`` the cursor of an earlier part of the thread; ``attaching``: the field for pictures is
    asked for, with words of what is looked for in the library.
    """

    user: User
    talk: Conversation
    rights: frozenset[str]
    forms: Mapping[str, Any] = field(default_factory=dict)
    unsent: Mapping[str, str] = field(default_factory=dict)
    before: str = ""
    attaching: str | None = None

    @cached_property
    def part(self) -> thread.Part:
        """The part of the thread that is shown. Raises No for a cursor that is not ours."""
        return thread.part(self.talk, self.before)

    @cached_property
    def seen(self) -> int:
        """The id of the newest message: what a reply names as ``seen``."""
        if self._all is None:
            return queries.newest(self.talk)
        return max((one.pk for one in self._all), default=0)

    @cached_property
    def newest(self) -> Text | None:
        """The masked copy of the newest words of the public, with what was understood."""
        if self._all is None:
            return queries.newest_understood(self.talk)
        read = [one for one in self._all if one.understood is not None]
        return max(read, key=lambda one: one.pk).understood if read else None

    @property
    def _all(self) -> list[Message] | None:
        """All messages of the thread, where the part that is shown has them."""
        if self.before or self.part.earlier:
            return None
        return [entry for entry in self.part.entries if isinstance(entry, Message)]

    @cached_property
    def colleagues(self) -> Colleagues:
        """Who has a role in its office."""
        return colleagues(self.talk.unit.path)

    @cached_property
    def handings(self) -> Sequence[Handing]:
        """Where it was entered, the newest first."""
        return citizen.handings(self.talk)

    def may(self, verb: str) -> bool:
        return verb in self.rights
