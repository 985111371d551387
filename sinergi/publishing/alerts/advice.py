"""What keeps people safe, by the kind of hazard: general advice for where the source gives none."""

from __future__ import annotations

from collections.abc import Sequence

from sinergi.lib.text import say
from sinergi.publishing.models import Alert

#: By words of the event, the first that fits: what keeps people safe.
ADVICE: Sequence[tuple[tuple[str, ...], str]] = (
    (
        ("gempa", "earthquake"),
        say(
            "Keep away from cracked buildings and from slopes. Expect further tremors. "
            "Believe official sources only."
        ),
    ),
    (
        ("longsor", "gerakan tanah", "landslide"),
        say(
            "Leave slopes and river banks when the ground cracks or water turns muddy. "
            "Do not wait for an order."
        ),
    ),
    (
        ("banjir", "muka air", "flood"),
        say(
            "Keep away from rivers and channels. Move papers and appliances up, switch off the "
            "power, and do not drive through water."
        ),
    ),
    (
        ("angin", "wind"),
        say(
            "Stay indoors, away from windows. Do not shelter or park under trees, billboards and "
            "power lines."
        ),
    ),
    (
        ("hujan", "petir", "rain", "thunder"),
        say(
            "Keep away from open fields and tall trees while it thunders. Watch for flood, fallen "
            "trees and landslides on slopes."
        ),
    ),
)
USUAL = say("Stay calm, keep away from danger, and follow what the officers say.")


def fitting(alert: Alert) -> str:
    """Return the advice that fits an event, as English to be translated."""
    event = f"{alert.event} {alert.headline}".lower()
    found = (said for words, said in ADVICE if any(word in event for word in words))
    return next(found, USUAL)
