"""What stands in for a network whose real servers cannot run in a test.

A stand-in takes requests as its network would, holds every one of them and every answer of its own
against the network's official description where there is one, and can be told to fail. The tests
of exactly-once drive the house against it: see ``tests/faults``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import httpx

from sinergi.connectors.contract import Connector, Draft


class StandIn(Protocol):
    """One network with one account of ours on it.

    ``credentials`` hold the app's answers and the account's own. ``draft`` makes a post the network
    takes, with the files it needs. ``troubles`` names what can go wrong here beyond what can go
    wrong anywhere, each with the function that lets it happen to the next request it concerns.
    Where it has an argument ``form: Literal[…]``, that says what ``draft`` makes: faults are played
    on each.
    """

    @property
    def connector(self) -> type[Connector]: ...

    @property
    def credentials(self) -> Mapping[str, str]: ...

    @property
    def troubles(self) -> Mapping[str, Callable[[], None]]: ...

    def transport(self) -> httpx.BaseTransport: ...

    def draft(self, words: str) -> Draft: ...

    def public(self) -> Sequence[str]:
        """Return the texts of all posts the public can see now; one that is there twice, twice."""
