"""What was said: the thread, what of it is hidden, and the box for a note."""

from __future__ import annotations

from sinergi.inbox import hiding, queries, thread
from sinergi.inbox.forms import NoteForm
from sinergi.inbox.models import Message
from sinergi.inbox.privacy import showing
from sinergi.inbox.shown.asked import Asked, Words
from sinergi.networks import queries as networks


def said(asked: Asked) -> Words:
    """Return a part of the thread. Raises No for a cursor that is not ours."""
    talk = asked.talk
    part = thread.part(talk, asked.before)
    messages = [entry for entry in part.entries if isinstance(entry, Message)]
    return {
        "entries": [(entry, isinstance(entry, Message)) for entry in part.entries],
        "earlier_part": part.earlier,
        "hidden": showing.hidden(asked.user, talk, part.entries),
        "hideable": {message.pk for message in messages if hiding.possible(message)},
        "hide_problems": {
            message.pk: networks.words(message.problem)
            for message in talk.messages.exclude(problem={})
        },
        "fetches": "fetch" in networks.abilities(talk.account.network),
    }


def note(asked: Asked) -> Words:
    """Return the box for a note, and the colleagues one can call in it."""
    begun = {"text": asked.unsent.get("note-text", "")}
    readers = queries.readers(asked.talk, asked.user)[:5]
    return {
        "note": asked.forms.get("note") or NoteForm(prefix="note", initial=begun),
        "names": ", ".join(f"@{one.username}" for one in readers),
    }
