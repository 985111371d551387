"""Who looks at which conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sinergi.inbox import queries
from sinergi.inbox.models import Conversation
from sinergi.people.models import User
from sinergi.understanding.models import Text

#: What a card gives to the template, by the names it has there.
Words = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """What the cards of a page are made from.

    ``rights`` are the reader's verbs in its office; ``forms`` those with mistakes, by their names
    here, so that what was typed stays; ``unsent`` what was typed when a session ended, by field;
    ``before`` the cursor of an earlier part of the thread.
    """

    user: User
    talk: Conversation
    rights: frozenset[str]
    forms: Mapping[str, Any] = field(default_factory=dict)
    unsent: Mapping[str, str] = field(default_factory=dict)
    before: str = ""

    @cached_property
    def newest(self) -> Text | None:
        """The masked copy of the newest words of the public, with what was understood."""
        return queries.newest_understood(self.talk)

    def may(self, verb: str) -> bool:
        return verb in self.rights
