"""What an office may say of a warning: the eight fields, and texts made of them.

In the language of the public, whatever the reader's. What nobody knows yet is marked to be filled
in, and keeps the post from being asked for. Advice is that of the source where it gives one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from sinergi.lib.text import say, short
from sinergi.networks.models import Account
from sinergi.publishing.alerts import advice
from sinergi.publishing.models import EIGHT, Alert, AlertDraft
from sinergi.publishing.policies.emergencies import LABELS
from sinergi.units.models import Unit

#: As long as any network takes, with room for a link.
BRIEF = 270

MISSING: Mapping[str, str] = {
    "evacuation": say("[FILL IN: where to go, and by which way]"),
    "affected": say("[FILL IN: which places and whom]"),
    "efforts": say("[FILL IN: what the officers are doing]"),
    "channels": say("[FILL IN: where news will be given]"),
}


def facts(alert: Alert, unit: Unit, districts: Sequence[Unit]) -> dict[str, str]:
    """Return the eight fields as far as they are known: "" for what only people on site know."""
    with translation.override(settings.LANGUAGE_CODE):
        told = {
            "hazard": ". ".join(
                filter(None, (_event(alert), _when(alert), alert.text.strip(". ")))
            ),
            "affected": _whom(districts),
            "avoid": alert.advice or _(advice.fitting(alert)),
            "help": _("Call 112, free of charge, 24 hours"),
            "announcer": str(unit),
            "channels": ", ".join(_handles(unit)),
        }
    return {name: told.get(name, "") for name in EIGHT}


def text(draft: AlertDraft) -> str:
    """Return the whole text of a draft about what is or will be."""
    with translation.override(settings.LANGUAGE_CODE):
        told = [
            _(LABELS[name]).format(words=draft.facts.get(name) or _(MISSING.get(name, "")))
            for name in EIGHT
            if draft.facts.get(name) or name in MISSING
        ]
        return "\n\n".join([_head(draft), "\n".join(told), _source(draft.alert)])


def brief(draft: AlertDraft) -> str:
    """Return a text for networks that take little: nothing in it is to be filled in."""
    with translation.override(settings.LANGUAGE_CODE):
        end = _("Emergency: 112.") + " " + _source(draft.alert)
        parts = [_head(draft), draft.facts.get("affected", ""), _when(draft.alert)]
        said = ". ".join(part.strip(" .") for part in parts if part) + "."
        return f"{short(said, BRIEF - len(end) - 1)} {end}"


def ended(about: Alert) -> str:
    """Return what is said when a warning is over: it is short enough for any network."""
    with translation.override(settings.LANGUAGE_CODE):
        says = _("The warning “%(event)s” is over.") % {"event": short(_event(about), 120)}
        careful = _("Stay careful: after-effects may still come. Emergency: 112.")
        return "\n\n".join([says, careful, _source(about)])


def _head(draft: AlertDraft) -> str:
    event = _event(draft.alert)
    if draft.role == AlertDraft.Role.UPDATE:
        return _("UPDATE: %(event)s") % {"event": event}
    if draft.alert.kind == Alert.Kind.QUAKE:
        return _("INFORMATION: %(event)s") % {"event": event}
    return _("EARLY WARNING: %(event)s") % {"event": event}


def _event(alert: Alert) -> str:
    return " – ".join(dict.fromkeys(filter(None, (alert.event, alert.headline)))) or alert.area


def _when(alert: Alert) -> str:
    begins, ends = timezone.localtime(alert.begins), timezone.localtime(alert.ends)
    if alert.kind == Alert.Kind.QUAKE:
        return _spelled(begins)
    same = begins.date() == ends.date()
    until = formats.date_format(ends, "H.i") if same else formats.date_format(ends, "j F Y H.i")
    return f"{formats.date_format(begins, 'j F Y H.i')}–{until} {ends:%Z}"


def _spelled(at: datetime) -> str:
    return f"{formats.date_format(at, 'j F Y H.i')} {at:%Z}"


def _whom(districts: Sequence[Unit]) -> str:
    if not districts:
        return ""
    return _("people in %(places)s") % {"places": ", ".join(map(_called, districts))}


def _called(unit: Unit) -> str:
    """Return how a place is called where its kind is not clear: six of ours have namesakes."""
    if unit.kind != Unit.Kind.DISTRICT or unit.name.lower().startswith(("kec", "district")):
        return unit.name
    return _("District %(name)s") % {"name": unit.name}


def _source(alert: Alert) -> str:
    named = alert.attribution or _("[FILL IN: the source]")
    return _("Source: %(source)s") % {"source": named}


def _handles(unit: Unit) -> list[str]:
    rows = Account.objects.filter(unit=unit).exclude(state=Account.State.CLOSED)
    return list(dict.fromkeys(rows.order_by("network", "handle").values_list("handle", flat=True)))
