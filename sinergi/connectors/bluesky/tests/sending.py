"""Send as the house does, and look at what came of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.bluesky import Bluesky
from sinergi.connectors.bluesky.tests.pretend import Network
from sinergi.connectors.contract import Draft, Published

NOTHING: frozenset[str] = frozenset()


def prepared(office: Bluesky, draft: Draft, before: dict[str, str] | None = None) -> dict[str, str]:
    kept = dict(before or {})
    office.prepare(draft, key="k", progress=dict(kept), keep=kept.__setitem__)
    return kept


def publish(office: Bluesky, draft: Draft) -> Published:
    return office.publish(draft, key="k", progress=prepared(office, draft))


def record(network: Network, post: Published) -> dict[str, Any]:
    return network.records[post.remote_id][1]


def find(office: Bluesky, progress: dict[str, str]) -> Published | None:
    since = datetime.now(UTC)
    return office.find(Draft(""), key="k", progress=progress, since=since, known=NOTHING)
