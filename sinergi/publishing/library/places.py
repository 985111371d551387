"""What networks show of pictures, by their cards."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sinergi.networks import queries as networks
from sinergi.publishing.library import aiming, crops
from sinergi.publishing.models import LibraryCrop


def covered(network: str) -> tuple[float, ...]:
    """Return what of a full screen lies under buttons: of a network, else the strictest of all."""
    return crops.covered(networks.about(network) if network else None)


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
