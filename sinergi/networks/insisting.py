"""What may be asked of a network again until it has answered, and when a person looks instead."""

from __future__ import annotations

from datetime import datetime, timedelta

from sinergi.connectors.errors import ConnectorError, Refused, SignedOut, Unavailable
from sinergi.networks import rules

#: So often a network is asked that does not answer, and the pause between.
TRIES, PAUSE = 6, timedelta(minutes=2)

#: How long a job that was given out has, before another one is.
LEASE = timedelta(minutes=2)


def after(error: ConnectorError, *, tries: int, now: datetime) -> tuple[str, datetime | None]:
    """Return what holds after so many tries, "asked", "failed" or "unsure", and when it is asked
    again, where it is. What the network asks for is waited, but not for ever.
    """
    if isinstance(error, Refused | SignedOut):
        return "failed", None
    if tries >= TRIES:
        return "unsure", None
    asked = error.retry_after if isinstance(error, Unavailable) else None
    return "asked", now + min(max(asked or PAUSE, PAUSE), rules.LONGEST)
