"""Who is told of a hold, inside the transaction of the act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.urls import reverse

from sinergi.lib.text import say
from sinergi.notices import actions as notices
from sinergi.people.models import User
from sinergi.publishing.models import Hold, Post
from sinergi.units import queries as units


def begun(hold: Hold, stopped: Sequence[Post]) -> None:
    """Tell the writers of what is stopped, and who may end it."""
    _tell(
        hold,
        stopped,
        "hold.begun",
        say("All posts of {office} are held. Of yours: {number}. {note}"),
        say("All posts of {office} are held. Stopped: {number}. {note}"),
    )


def ended(hold: Hold, stopped: Sequence[Post]) -> None:
    """Tell who may decide on what was stopped that it waits for them."""
    _tell(
        hold,
        stopped,
        "hold.ended",
        say("Posts of {office} are no longer held. Of yours, {number} wait for a look."),
        say("Posts of {office} are no longer held. {number} wait for your look; none goes alone."),
    )


def _tell(hold: Hold, stopped: Sequence[Post], kind: str, theirs: str, all_of_it: str) -> None:
    facts = {"office": str(hold.unit), "note": hold.note}
    url = reverse("content:holds")
    decide = set(units.people_with("post.hold", hold.unit_id))
    writers = Counter(post.author for post in stopped)
    for person in sorted(decide, key=_number):
        notices.tell(person, kind, all_of_it, url=url, facts={**facts, "number": len(stopped)})
    for person in sorted(set(writers) - decide, key=_number):
        notices.tell(person, kind, theirs, url=url, facts={**facts, "number": writers[person]})


def _number(person: User) -> int:
    return int(person.pk)
