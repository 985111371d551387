"""What the house does with a delivery: prepare it, publish it once, look where in doubt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sinergi.connectors.contract import Draft, Published
from sinergi.connectors.errors import Unavailable, Unconfirmed
from sinergi.connectors.threads import Threads

NOTHING: frozenset[str] = frozenset()


def prepare(office: Threads, draft: Draft, kept: dict[str, str]) -> None:
    office.prepare(draft, key="k", progress=dict(kept), keep=kept.__setitem__)


def publish(office: Threads, draft: Draft, kept: dict[str, str]) -> Published:
    return office.publish(draft, key="k", progress=dict(kept))


def find(
    office: Threads, draft: Draft, kept: dict[str, str], known: frozenset[str] = NOTHING
) -> Published | None:
    since = datetime.now(UTC) - timedelta(seconds=5)
    return office.find(draft, key="k", progress=dict(kept), since=since, known=known)


def deliver(office: Threads, draft: Draft, kept: dict[str, str], tries: int = 8) -> Published:
    """Do what the house does, without its waits. Raises what a person would be told in the end."""
    for _ in range(tries):
        try:
            prepare(office, draft, kept)
            return publish(office, draft, kept)
        except Unavailable:
            continue
        except Unconfirmed:
            found = find(office, draft, kept)
            if found is not None:
                return found
    raise AssertionError("it never went out")
