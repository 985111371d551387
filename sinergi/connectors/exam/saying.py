"""Somebody says something on the network, and the connector hears it."""

from __future__ import annotations

from sinergi.connectors.contract import Listens
from sinergi.connectors.exam.candidate import Candidate, Failed


def said(candidate: Candidate, post: str) -> str:
    """Let somebody answer a post; return the remote id of their words, as they are heard."""
    network = candidate.open(candidate.wire())
    if not isinstance(network, Listens) or candidate.speak is None:
        raise Failed("nobody can say anything here")
    listens, start = network, newest(network)
    candidate.speak(post)
    page = candidate.until(lambda: p if (p := listens.listen(start)).items else None)
    if page is None:
        raise Failed("an answer never arrived")
    return page.items[0].remote_id


def newest(network: Listens) -> str | None:
    """Return from where on only news are heard."""
    page = network.listen(None)
    while page.more:
        page = network.listen(page.cursor)
    return page.cursor
