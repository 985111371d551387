"""Labelled texts made of invented pieces: three topics, each with words of its own."""

from __future__ import annotations

import random

from sinergi.people.models import User
from sinergi.understanding.actions.labelling import keep_many
from sinergi.understanding.actions.texts import take
from sinergi.understanding.models import Text
from sinergi.units.models import Unit

WHERE = "depan pasar|dekat sekolah|gang melati|pinggir kali|perumahan kenanga|kampung sawah"
WHAT = {
    "odong": "odong-odong berisik|kereta odong lewat|odong-odong menghalangi jalan",
    "layang": "layangan putus|benang layangan melintang|anak main layangan",
    "pasar": "lapak pasar malam|pedagang pasar tumpah|parkir pasar malam",
}
HOW = "tolong ditertibkan|sudah seminggu|tiap sore|mohon dicek|warga resah|kapan ditindak"


def labelled(actor: User, unit: Unit, number: int = 300, *, seed: int = 1) -> list[Text]:
    """Put so many texts into an office, with labels of ``actor``; a few labels are wrong.

    Every fifth is set apart for the test here, not by the lot: that goes by numbers of rows, and
    those differ from run to run.
    """
    chance = random.Random(seed)
    made, said = [], []
    for n in range(number):
        label = chance.choice(list(WHAT))
        parts = (WHAT[label], WHERE, HOW)
        words = " ".join(chance.choice(part.split("|")) for part in parts)
        text = take(unit.pk, f"uji:{seed}:{n}", f"{words} no {n}")
        told = label if n % 50 else next(one for one in WHAT if one != label)
        made.append(text)
        said.append((text.pk, "topic", told))
    apart = said[3::5]
    keep_many(actor, apart, source="import", frozen=True)
    keep_many(actor, [one for one in said if one not in apart], source="import", frozen=False)
    return made
