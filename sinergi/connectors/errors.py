"""The four ways a network can disappoint us, each named by what the caller must do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta


class ConnectorError(Exception):
    """Base of the four. ``message`` is English with ``{facts}`` in braces, translated when shown.

    Never put a secret, a header or a whole answer into the facts.
    """

    def __init__(self, message: str, **facts: str | int) -> None:
        super().__init__(message.format(**facts))
        self.message = message
        self.facts = facts


class Refused(ConnectorError):
    """The network said no. Trying again will not help: a person must change something."""


class SignedOut(ConnectorError):
    """The credentials no longer work. Someone must reconnect the account."""


class Unavailable(ConnectorError):
    """The request did nothing. Try again later, not before ``retry_after`` when it is given."""

    def __init__(
        self, message: str, *, retry_after: timedelta | None = None, **facts: str | int
    ) -> None:
        super().__init__(message, **facts)
        self.retry_after = retry_after


class Moved(Unavailable):
    """The request did nothing: the account is reached in another way from now on.

    ``credentials`` are those that changed. Keep them in place of the old ones, then ask again.
    """

    def __init__(self, message: str, *, credentials: Mapping[str, str], **facts: str | int) -> None:
        super().__init__(message, retry_after=None, **facts)
        self.credentials = credentials


class Unconfirmed(ConnectorError):
    """It may or may not have happened. Never repeat blindly: look, or ask a person."""
