"""Find the installed connectors. Installing one does not switch it on: settings do."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import NamedTuple

from sinergi.connectors.contract import About, Connector

GROUP = "sinergi.connectors"

log = logging.getLogger(__name__)


class Unknown(Exception):
    """A connector that is to be used is not installed, or is broken. The message says which, and
    is what stops the start (``networks.apps``): half of what was enabled would fail page by page.
    """


class Shelf(NamedTuple):
    """What is installed: connectors by slug, and why others could not be loaded, by name."""

    found: dict[str, type[Connector]]
    broken: dict[str, str]


@cache
def shelf() -> Shelf:
    """Return every installed connector; see ``collected``."""
    return collected(entry_points(group=GROUP))


def installed() -> dict[str, type[Connector]]:
    return shelf().found


def collected(entries: Iterable[EntryPoint]) -> Shelf:
    """Return connectors by slug. One that cannot be loaded keeps no other away.

    Raises Unknown when two claim the same slug: stored accounts would mean either.
    """
    known = Shelf({}, {})
    for entry in sorted(entries, key=lambda e: e.name):
        if entry.name in known.found:
            raise Unknown(f"Two installed connectors claim the name {entry.name!r}.")
        try:
            known.found[entry.name] = _load(entry)
        except Unknown as e:
            known.broken[entry.name] = str(e)
    return known


def enabled(slugs: Iterable[str], of: Shelf | None = None) -> dict[str, type[Connector]]:
    """Return the named connectors. Raises Unknown for one that is broken or not installed."""
    there, chosen = of or shelf(), {}
    for slug in slugs:
        if slug in there.broken:
            raise Unknown(
                f"The connector {slug!r} cannot be loaded ({there.broken[slug]}): "
                "repair it, or leave it out of SINERGI_NETWORKS."
            )
        if slug not in there.found:
            known = ", ".join(there.found) or "none"
            raise Unknown(f"SINERGI_NETWORKS names {slug!r}; installed are: {known}.")
        chosen[slug] = there.found[slug]
    return chosen


def _load(entry: EntryPoint) -> type[Connector]:
    """Return the connector of an entry point. Raises Unknown with the reason where it has none."""
    try:
        connector: type[Connector] = entry.load()
    except Exception as e:
        # A plugin by others may fail in any way; the networks that work must go on.
        log.debug("The connector %s cannot be loaded", entry.name, exc_info=True)
        raise Unknown(" ".join(f"{type(e).__name__}: {e}".split())) from e
    about = getattr(connector, "about", None)
    if not isinstance(about, About):
        raise Unknown("it has no card about itself")
    if about.slug != entry.name:
        raise Unknown(f"its card is of {about.slug!r}")
    return connector
