"""Looking for what we may have sent, where the network keeps no key of ours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sinergi.connectors.errors import Refused, Unavailable, Unconfirmed
from sinergi.connectors.graph.api import Graph
from sinergi.lib.text import say

#: How far the network's clock may be behind ours when we look for what we sent.
SKEW = timedelta(minutes=2)

#: How long an answer may take to be seen after it was sent.
SEEN = timedelta(seconds=60)


def unseen(graph: Graph, since: datetime) -> None:
    """Say that an answer is not there: yet, or for a person to judge.

    Posts have a key and may be sent again; a comment or message has none, and a second one could
    appear beside a late first. Raises Refused when it should have been seen by now.
    """
    if datetime.now(UTC) - since > SEEN:
        lost = say("{host} does not show the answer. Look there, then say whether it went out.")
        raise Refused(lost, host=graph.host)


def confirmed(graph: Graph, told: Any) -> None:
    """Raise Unconfirmed unless the network says that it did what was asked."""
    if not isinstance(told, dict) or told.get("success") is not True:
        raise Unconfirmed(say("{host} did not say whether it is out."), host=graph.host)


def expired(graph: Graph) -> Unavailable:
    """What was prepared is no longer there: it is prepared anew at once."""
    gone = say("{host} no longer has what was prepared; it is prepared again.")
    return Unavailable(gone, retry_after=timedelta(0), host=graph.host)


def working(graph: Graph, wait: timedelta) -> Unavailable:
    """The network still works on a file."""
    return Unavailable(say("{host} still works on the file."), retry_after=wait, host=graph.host)
