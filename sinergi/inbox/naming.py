"""What a rule of the desk may name: a topic of the office, a matter, a code of a place, words."""

from __future__ import annotations

import re

from sinergi.inbox.fitting import Wanted, words_of
from sinergi.inbox.models import Conversation
from sinergi.lib.text import No, plain, say
from sinergi.understanding.understood import topics
from sinergi.units.models import Unit

#: As long as the columns hold.
LONGEST_TITLE, LONGEST_TOPIC, LONGEST_WORDS = 120, 60, 500

#: The code of a district or a village, like 32.01.26.
PLACE = r"[0-9.]{1,13}"


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
