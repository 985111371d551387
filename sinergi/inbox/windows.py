"""One person in two windows: what one of them kept is not written over by the other unseen."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import QueryDict

from sinergi.inbox.models import Conversation, Draft
from sinergi.people.models import User


def mark(draft: Draft | None) -> str:
    """Return what a page knows its draft by, "" for none: the moment it was kept, in digits."""
    return str(round(draft.at.timestamp() * 1_000_000)) if draft else ""


def other(actor: User, conversation: Conversation, sent: Mapping[str, str]) -> Draft | None:
    """Return what ``actor`` kept in another window since the form that is ``sent`` knew its draft
    (``kept``), where it says something else; ``over``: they have seen it and want this instead.
    """
    known = sent.get("over") or sent.get("kept")
    if known is None:  # it comes from no page of ours
        return None
    found = Draft.objects.filter(conversation=conversation, by=actor).first()
    if found is None or found.text.strip() == sent.get("text", "").strip():
        return None
    return None if mark(found) == known else found


def unseen(actor: User, conversation: Conversation, sent: QueryDict) -> bool:
    """True where the draft has pictures that the page which is ``sent`` did not show, because
    another window added them: who sends it would lose them."""
    if "kept" not in sent:
        return False
    found = Draft.objects.filter(conversation=conversation, by=actor).first()
    shown = sent.getlist("picture")
    return found is not None and any(item["sha256"] not in shown for item in found.media)
