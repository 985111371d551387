"""What a rule of the desk may name: a topic of the office, a matter, a code of a place, words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from sinergi.inbox.fitting import Wanted, words_of
from sinergi.inbox.models import Conversation
from sinergi.lib.text import No, plain, say
from sinergi.understanding import proposals
from sinergi.understanding.understood import topics
from sinergi.units import queries as units
from sinergi.units.models import Unit

#: As long as the columns hold.
LONGEST_TITLE, LONGEST_TOPIC, LONGEST_WORDS = 120, 60, 500

#: The code of a district or a village, like 32.01.26.
PLACE = r"[0-9.]{1,13}"


_KINDS = (Unit.Kind.DISTRICT, Unit.Kind.VILLAGE, Unit.Kind.URBAN_VILLAGE)


def places(unit: Unit) -> Mapping[str, str]:
    """Return the places that a rule may name, by their codes, in the order of their names."""
    known = proposals.places_of(unit)
    offices = units.existing().filter(kind__in=_KINDS).values_list("code", "name")
    named = {code: name for code, name in offices if re.fullmatch(PLACE, code)}
    named |= {code: known.name(code) for code in known.places}
    return dict(sorted(named.items(), key=lambda place: place[1].casefold()))


def check_new(unit: Unit, same: QuerySet[Any]) -> None:
    """Raise No where an office has the same already: a form that was sent twice. Call it in the
    transaction that adds."""
    Unit.objects.select_for_update().get(pk=unit.pk)
    if same.filter(unit=unit).exists():
        raise No(say("This is there already."))


def check(unit: Unit, title: str, wanted: Wanted) -> None:
    """Raise No for a rule without a name, and for what it names that there is not."""
    if not plain(title):
        raise No(say("Give the rule a name that a colleague understands."))
    if wanted.topic and wanted.topic not in topics(unit.pk):
        raise No(say("There is no topic {topic} in this office."), topic=wanted.topic)
    if wanted.matter and wanted.matter not in Conversation.Matter.values:
        raise No(say("There is no such matter."))
    if wanted.place and not re.fullmatch(PLACE, wanted.place):
        raise No(say("A place is the code of a district or village, like 32.01.26."))
    if wanted.words.strip() and not words_of(wanted.words):
        raise No(say("Write words between the commas."))
