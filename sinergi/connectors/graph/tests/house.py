"""The house in small: prepares, publishes once, looks after a doubt, and says what happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx

from sinergi.connectors.contract import Draft, Published, Publishes
from sinergi.connectors.errors import ConnectorError, Unavailable, Unconfirmed
from sinergi.connectors.exam.candidate import prepared
from sinergi.connectors.exam.wire import Fault, Wire

#: How often a delivery is tried anew; the house's own patience is longer.
TRIES = 4


@dataclass
class House:
    """One delivery. ``fault`` is met by its first visible request; ``errors`` are what came."""

    connector: type[Publishes]
    credentials: Mapping[str, str]
    transport: httpx.BaseTransport
    draft: Draft
    fault: Fault | None = None
    kept: dict[str, str] = field(default_factory=dict)
    errors: list[ConnectorError] = field(default_factory=list)
    since: datetime = field(default_factory=lambda: datetime.now(UTC))

    def deliver(self) -> Published | None:
        """Do as ``networks.sending`` does. Raises what a person must see to."""
        for _ in range(TRIES):
            self.kept = prepared(self.network(None), self.draft, "key", self.kept)
            fault, self.fault = self.fault, None
            try:
                return self.network(fault).publish(self.draft, key="key", progress=self.kept)
            except Unavailable as e:
                self.errors.append(e)
            except Unconfirmed as e:
                self.errors.append(e)
                found = self.look()
                if found is not None:
                    return found
        return None

    def look(self) -> Published | None:
        return self.network(None).find(
            self.draft, key="key", progress=self.kept, since=self.since, known=frozenset()
        )

    def network(self, fault: Fault | None) -> Publishes:
        wire = Wire(self.transport)
        wire.fault, wire.writes_only = fault, True
        return self.connector(self.credentials, httpx.Client(transport=wire))

    def names(self) -> list[str]:
        return [type(error).__name__ for error in self.errors]
