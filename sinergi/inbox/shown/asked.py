"""Who looks at which conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sinergi.inbox.models import Conversation
from sinergi.people.models import User

#: What a card gives to the template, by the names it has there.
Words = dict[str, Any]


@dataclass(frozen=True, slots=True)
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

    def may(self, verb: str) -> bool:
        return verb in self.rights
