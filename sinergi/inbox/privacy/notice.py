"""The notice that Law 27/2022, article 46 asks for: which data, when and how, and the remedy.

In the language of the public, ready to copy. Where something is not known yet, the text says so:
a notice in time that is completed later is better than one too late.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from sinergi.inbox.models import Incident
from sinergi.lib.text import say

_PEOPLE = say(
    "NOTICE OF A FAILURE TO PROTECT PERSONAL DATA\n\n"
    "To: the people concerned\nFrom: {office}\n\n"
    "By article 46 of Law 27/2022 on the protection of personal data we tell you:\n\n"
    "1. Which data: {data}\n2. When and how: {when}. {how}\n3. What we do about it: {remedy}\n\n"
    "You can ask us at any time which of your data are concerned. Beware of messages that ask for "
    "a code, a password or money."
)
_AGENCY = say(
    "NOTICE OF A FAILURE TO PROTECT PERSONAL DATA\n\n"
    "To: the agency for the protection of personal data\nFrom: {office}\n\n"
    "By article 46 of Law 27/2022 we report:\n\n"
    "1. Which data: {data}\n2. People concerned: {people}\n3. When and how: {when}. {how}\n"
    "4. Known to us since: {known}\n5. What we do about it: {remedy}\n6. Told to the people "
    "concerned: {told}"
)


def to_people(incident: Incident) -> str:
    """Return what the people concerned are told."""
    return _written(_PEOPLE, incident)


def to_agency(incident: Incident) -> str:
    """Return what the agency is told."""
    return _written(_AGENCY, incident)


def _written(words: str, incident: Incident) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        open_yet = _("not known yet")
        return _(words).format(
            office=incident.unit.name,
            data=incident.data,
            how=incident.how,
            people=incident.people if incident.people is not None else open_yet,
            when=_moment(incident.happened_at) or open_yet,
            known=_moment(incident.known_at),
            remedy=incident.remedy or _("is being worked out; we tell you as soon as it is known"),
            told=_moment(incident.told_people_at) or _("not yet"),
        )


def _moment(at: datetime | None) -> str:
    return formats.date_format(timezone.localtime(at), "j F Y H.i") if at else ""
