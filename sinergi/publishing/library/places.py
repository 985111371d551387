"""What networks show of pictures, by their cards."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sinergi.connectors.contract import About
from sinergi.networks import queries as networks
from sinergi.publishing.library import aiming, crops
from sinergi.publishing.models import LibraryCrop


def covered(network: str) -> tuple[float, ...]:
    """Return what of a full screen lies under buttons: of a network, else the strictest of all."""
    return crops.covered(networks.about(network) if network else None)


#: What is chosen to have nothing veiled.
NO_ZONES = "-"


def zones() -> list[tuple[str, str]]:
    """Return (value, label) of whose buttons can be shown: of the strictest of all, of each network
    with a full screen, of none.
    """
    full = aiming.RATIOS[LibraryCrop.Shape.TALL]
    named = [about for about in networks.choices() if about.covered or _shows(about, full)]
    strictest, none = _("the strictest of all networks"), _("none")
    return [("", strictest), *((a.slug, a.name) for a in named), (NO_ZONES, none)]


def _shows(about: About, ratio: float) -> bool:
    own = [r for field in about.options for choice in field.choices for r in choice.shapes]
    return any(aiming.ratio_close(there, ratio) for there in (*about.best, *own))


def networks_by_shape() -> list[tuple[str, str, str]]:
    """Return (shape, its label, names of the networks that show it) by their cards."""
    found: dict[str, list[str]] = {}
    for about in networks.choices():
        ways = [choice for field in about.options for choice in field.choices if choice.shapes]
        for ratio in about.best:
            found.setdefault(aiming.shape_of(ratio), []).append(about.name)
        for choice in ways:
            name = f"{about.name} ({_(choice.label)})"
            for ratio in choice.shapes:
                found.setdefault(aiming.shape_of(ratio), []).append(name)
    labels = dict(LibraryCrop.Shape.choices)
    return [
        (shape, str(labels[shape]), ", ".join(dict.fromkeys(found[shape])))
        for shape in aiming.RATIOS
        if shape in found
    ]
