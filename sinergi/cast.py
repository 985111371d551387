"""Who stands on the stage from one test to the next.

The cast is the same for most tests of a file, and costs more than many of them: it is made once,
each person in a savepoint; the test's own transaction lies within. A test that wants others first
sends away who came after those it shares with the last; one that really commits, everybody.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import pytest
from django.db import connection, transaction

#: Makes one of the cast from those it needs, in their order.
Maker = Callable[..., Any]
COMMITTING = {"transactional_db", "live_server", "django_db_reset_sequences"}


class Cast:
    """``makers``: whoever is made, in the order in which they come, and of whom."""

    def __init__(self, makers: Mapping[str, tuple[Maker, Sequence[str]]]) -> None:
        self._makers = makers
        self._made: dict[str, Any] = {}
        self._levels: list[transaction.Atomic] = []
        self._handed: dict[str, Any] = {}
        self._written = b""

    def also(self, name: str, maker: Maker, needs: Sequence[str], *, last: bool = False) -> None:
        """Let a folder of tests have somebody more, who comes right after those needed; or
        ``last``: what is told to people must find all of them there.
        """
        known = list(self._makers.items())
        place = len(known) if last else 1 + max(list(self._makers).index(one) for one in needs)
        self._makers = dict([*known[:place], (name, (maker, needs)), *known[place:]])

    @property
    def there(self) -> bool:
        return bool(self._levels)

    def of(self, name: str) -> Any:  # units, a person, an account
        """Return one of the cast for this test; None when the test has to make it itself."""
        return self._handed.get(name)

    def call(self, names: Collection[str]) -> None:
        """Have these on the stage and nobody else, and copies of them at hand.

        Copies: what a test does to an object in memory ends with it, too. Whoever needs somebody
        that a test makes otherwise is left to that test.
        """
        wanted: list[str] = []
        for name, (_, needs) in self._makers.items():
            if name in names and {*needs} <= {*wanted}:
                wanted.append(name)
        shared = 0
        for there, name in zip(self._made, wanted, strict=False):
            if there != name or not self._stands():
                break
            shared += 1
        self.leave(shared)
        try:
            for name in wanted[shared:]:
                self._come(name)
            # Written once and read for each test: a fifth of what `copy.deepcopy` takes.
            self._written = self._written or pickle.dumps(self._made)
            self._handed = pickle.loads(self._written)  # noqa: S301  # written a line above
        finally:
            if not self._handed:
                self.leave()

    def leave(self, staying: int = 0) -> None:
        """Send away all but the first of the cast."""
        while len(self._levels) > staying:
            if connection.in_atomic_block:
                transaction.set_rollback(True)
            self._levels.pop().__exit__(None, None, None)
            self._made.popitem()
            self._written = b""
        self._handed = {}

    def _come(self, name: str) -> None:
        self._written = b""
        level = transaction.atomic()
        level.__enter__()
        self._levels.append(level)
        make, needs = self._makers[name]
        self._made[name] = None
        self._made[name] = make(*(self._made[one] for one in needs))

    def _stands(self) -> bool:
        """Whether the last test left the transaction as it found it."""
        deep = len(connection.savepoint_ids) + 1 == len(self._levels)
        return connection.in_atomic_block and deep and not connection.closed_in_transaction


def wanted(request: pytest.FixtureRequest, homes: Collection[str]) -> list[str]:
    """Return the fixtures of a test that come from these modules; none where it really commits."""
    mark = request.node.get_closest_marker("django_db")
    commits = bool(mark and (mark.kwargs.get("transaction") or mark.args))
    if commits or COMMITTING & set(request.fixturenames):
        return []
    known = request.node._fixtureinfo.name2fixturedefs  # noqa: SLF001  # nothing else tells
    return [name for name, defined in known.items() if defined[-1].func.__module__ in homes]
