"""Good hours in words: with their number always, and with what they rest on."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sinergi.publishing.models import GoodHour


def said(hour: GoodHour) -> str:
    """Return good hours with their number: never without it."""
    clock = {"first": f"{hour.first:02}.00", "end": f"{hour.end:02}.00", "n": hour.n}
    if hour.of == GoodHour.Of.POSTS:
        return _("%(first)s–%(end)s, n = %(n)s posts") % clock
    told = clock | {"all": hour.weighed.messages}
    return _("%(first)s–%(end)s, the public writes: %(n)s of %(all)s times") % told


def how_sure(hour: GoodHour) -> str:
    """Return what hours of posts rest on: how many did better, by how much, and by what chance."""
    if hour.of == GoodHour.Of.PUBLIC:
        return _("When the public wrote to this office in 90 days. Not how posts did.")
    told = ngettext(
        "%(days)s: %(above)s of %(n)s post got more %(what)s than usual",
        "%(days)s: %(above)s of %(n)s posts got more %(what)s than usual",
        hour.n,
    ) % {
        "days": hour.get_days_display(),
        "above": hour.above,
        "n": hour.n,
        "what": compared(hour.weighed.by),
    }
    spread = _("median %(ratio)s times, the middle half %(low)s to %(high)s") % {
        "ratio": _times(hour.ratio),
        "low": _times(hour.low),
        "high": _times(hour.high),
    }
    chance = _("by chance alone: %(percent)s %% at most") % {"percent": _percent(hour.chance)}
    return f"{told}; {spread}; {chance}."


def compared(by: str) -> str:
    """Return the name of what was compared."""
    names = {"reach": _("reach"), "views": _("views"), "interactions": _("interactions")}
    return names.get(by, by)


def _times(value: float | None) -> str:
    return "–" if value is None else number_format(value, 1)


def _percent(chance: float) -> str:
    return number_format(max(100 * chance, 0.1), 1)
