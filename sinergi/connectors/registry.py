"""Find the installed connectors. Installing one does not switch it on: settings do."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from sinergi.connectors.contract import About, Connector

GROUP = "sinergi.connectors"

log = logging.getLogger(__name__)


class Unknown(Exception):
    """A connector that is to be used is not installed, or is broken. The message says which."""


@cache
def installed() -> dict[str, type[Connector]]:
    """Return every installed connector by slug; see ``collected``."""
    return collected(entry_points(group=GROUP))


def collected(entries: Iterable[EntryPoint]) -> dict[str, type[Connector]]:
    """Return connectors by slug. One that cannot be loaded is logged and left out.

    Raises Unknown when two claim the same slug: stored accounts would mean either.
    """
    found: dict[str, type[Connector]] = {}
    for entry in sorted(entries, key=lambda e: e.name):
        connector = _load(entry)
        if connector is None:
            continue
        if connector.about.slug in found:
            raise Unknown(f"Two installed connectors claim the name {connector.about.slug!r}.")
        found[connector.about.slug] = connector
    return found


def enabled(slugs: Iterable[str]) -> dict[str, type[Connector]]:
    """Return the named connectors. Raises Unknown for a name that is not installed."""
    chosen = {}
    for slug in slugs:
        if slug not in installed():
            there = ", ".join(installed()) or "none"
            raise Unknown(f"SINERGI_NETWORKS names {slug!r}; installed are: {there}.")
        chosen[slug] = installed()[slug]
    return chosen


def _load(entry: EntryPoint) -> type[Connector] | None:
    try:
        connector: type[Connector] = entry.load()
    except Exception:
        # A plugin by others may fail in any way; the networks that work must go on.
        log.exception("The connector %s cannot be loaded and is left out", entry.name)
        return None
    if not isinstance(getattr(connector, "about", None), About):
        log.error("The connector %s has no card about itself and is left out", entry.name)
        return None
    return connector
