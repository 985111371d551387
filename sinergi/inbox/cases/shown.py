"""What the page of a case shows of its voices, and of what is asked for in all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sinergi.inbox import rules
from sinergi.inbox.actions.replying import place
from sinergi.inbox.cases import looking
from sinergi.inbox.masking import hidden, snippet
from sinergi.inbox.models import Case, Conversation
from sinergi.people.models import User


@dataclass(frozen=True, slots=True)
class Voice:
    """A thread with what the public said there last, masked; our answer is the same in all."""

    thread: Conversation
    who: str
    said: str


def voices(user: User, case: Case) -> list[Voice]:
    """Return the voices of a case that a person may see, the first one first."""
    shown = looking.threads_of(user, case)[: looking.MOST]
    said = looking.last_said(shown)
    return [Voice(one, hidden(one.handle), snippet(said.get(one.pk, ""))) for one in shown]


def tightest(waiting: Sequence[Conversation], text: str) -> tuple[str, rules.Place] | None:
    """Return the network and the place that take the shortest answer, of the threads that wait,
    with how long a text is there."""
    return min(_places(waiting, text), key=_most, default=None)


def _places(waiting: Sequence[Conversation], text: str) -> Iterator[tuple[str, rules.Place]]:
    for account in {one.account_id: one.account for one in waiting}.values():
        there = place(account, text)
        if there.limits is not None:
            yield account.network, there


def _most(found: tuple[str, rules.Place]) -> int:
    _, there = found
    return there.limits.text if there.limits else 0
