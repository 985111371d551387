"""Colleagues that a note calls by "@name"."""

from __future__ import annotations

import re

from django.urls import reverse

from sinergi.inbox import masking
from sinergi.inbox.models import Note
from sinergi.lib.text import say, short
from sinergi.notices import actions as notices
from sinergi.units import queries as units

#: How a note calls a colleague: by the name they sign in with.
CALLED = re.compile(r"(?<![\w@.])@([\w.+-]*\w)")


def mentioned(note: Note) -> None:
    """Tell the colleagues a note calls by "@name", where they may see the conversation."""
    conversation = note.conversation
    called = {name.casefold() for name in CALLED.findall(note.text)}
    if not called:
        return
    for person in units.people_with("conversation.see", conversation.unit_id):
        if person.username.casefold() in called and person.pk != note.author_id:
            notices.tell(
                person,
                "conversation.mentioned",
                say("{by} asks for you: {text}"),
                url=reverse("inbox:conversation", args=[conversation.pk]),
                facts={
                    "by": note.author.get_full_name(),
                    "text": short(masking.snippet(note.text), 120),
                },
            )


def nobody(note: Note) -> list[str]:
    """Return the names a note calls that no colleague who may see the conversation has."""
    called = dict.fromkeys(CALLED.findall(note.text))
    if not called:
        return []
    there = units.people_with("conversation.see", note.conversation.unit_id)
    known = {person.username.casefold() for person in there}
    return [name for name in called if name.casefold() not in known]
