"""What was said: the thread, what of it is hidden, and the box for a note."""

from __future__ import annotations

from typing import Any

from sinergi.inbox.forms import NoteForm
from sinergi.inbox.models import Message, Rating
from sinergi.inbox.moderating import allowed
from sinergi.inbox.privacy import showing
from sinergi.inbox.shown.asked import Asked, Words
from sinergi.networks import queries as networks


def said(asked: Asked) -> Words:
    """Return a part of the thread. Raises No for a cursor that is not ours."""
    talk = asked.talk
    part = asked.part
    messages = [entry for entry in part.entries if isinstance(entry, Message)]
    theirs = [one for one in messages if one.direction == Message.Direction.IN]
    return {
        "entries": [(entry, isinstance(entry, Message)) for entry in part.entries],
        "earlier_part": part.earlier,
        "hidden": showing.hidden(asked.user, talk, part.entries),
        "hideable": {one.pk for one in messages if allowed.possible(one, "hide")},
        "likeable": {one.pk for one in messages if allowed.possible(one, "like")},
        "removable": {one.pk for one in messages if allowed.possible(one, "remove")},
        "rating_words": {one.value: one.label for one in Rating},
        "all_gone": bool(theirs) and not part.earlier and all(map(allowed.gone, theirs)),
        "removals": {one.pk: one.removal for one in messages if hasattr(one, "removal")},
        "problems": {one.pk: networks.words(_problem(one)) for one in messages if _problem(one)},
        "fetches": "fetch" in networks.abilities(talk.account.network),
    }


def _problem(message: Message) -> dict[str, Any]:
    """Return why its network did not do what was wished last, nothing where it did."""
    removal = getattr(message, "removal", None)
    return (removal.problem if removal else {}) or message.problem


def note(asked: Asked) -> Words:
    """Return the box for a note, and the colleagues one can call in it."""
    begun = {"text": asked.unsent.get("note-text", "")}
    able = asked.colleagues.able("conversation.see")
    readers = [one for one in able if one.pk != asked.user.pk][:5]
    return {
        "note": asked.forms.get("note") or NoteForm(prefix="note", initial=begun),
        "names": ", ".join(f"@{one.username}" for one in readers),
    }
