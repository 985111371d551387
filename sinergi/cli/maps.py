"""What ``check`` says of the map that warnings are laid on."""

from __future__ import annotations

from collections.abc import Iterator

from sinergi.cli.findings import Finding
from sinergi.publishing.alerts import queries as warnings

COMMAND = "sinergi units areas FILE"


def of_borders() -> Iterator[Finding]:
    """Return whether borders of districts are missing where official warnings are read."""
    known, districts = warnings.bordered_anywhere()
    if known == districts or not warnings.has_sources():
        return
    yield Finding(
        f"The borders of {districts - known} of {districts} districts are not known.",
        "A warning for a place there goes to the communications office and BPBD alone: districts "
        "are never told by their names, since others have the same.",
        f"Bring a GeoJSON of the districts with official codes: {COMMAND} (docs/warnings.md).",
        warning=True,
    )
