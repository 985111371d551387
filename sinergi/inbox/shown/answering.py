"""The box for the answer: what it begins with, who else answers, what is suggested."""

from __future__ import annotations

from django.utils import timezone

from sinergi.inbox import actions, answering, drafts, suggesting, windows
from sinergi.inbox.answering import Hold
from sinergi.inbox.attaching import carrying
from sinergi.inbox.forms import ReplyForm
from sinergi.inbox.models import Conversation
from sinergi.inbox.sensitive import deciding, matching
from sinergi.inbox.shown.asked import Asked, Words
from sinergi.knowledge import drafting
from sinergi.networks import attaching

#: What phones let one choose: some know no kind for HEIC but its end.
ACCEPT = "image/*,.heic,.heif"


def answer(asked: Asked) -> Words:
    """Return the box, how much fits in, and why a second person must see it."""
    talk = asked.talk
    hold = answering.stands(asked.user, talk)
    form = asked.forms.get("reply") or ReplyForm(initial=_begun(asked, hold))
    text = form["text"].value() or ""
    other = windows.other(asked.user, talk, form.data) if form.is_bound else None
    return {
        "hold": hold,
        "other": other,
        "mark": windows.mark,
        "kept": form.data["kept"] if other else windows.mark(hold.draft),
        "reply": form,
        "place": actions.place(talk.account, text, talk.kind),
        "seen": asked.seen,
        "sensitive": _sensitive(talk, text),
        "offers": suggesting.offers(talk, asked.newest) if asked.may("conversation.reply") else [],
        "drafting": drafting.is_on(),
        "carried": hold.draft.media if hold.draft else [],
        "attaching": asked.attaching is not None or bool(hold.draft and hold.draft.media),
        "sought": asked.attaching or "",
        "found": attaching.offered(talk.unit, asked.attaching) if asked.attaching else None,
        "most_pictures": carrying.taken(talk),
        "accept": ACCEPT,
    }


def proposals(asked: Asked) -> Words:
    """Return the answers that wait for a second person."""
    return {"proposals": deciding.waiting(asked.talk), "reader": asked.user.pk}


def _begun(asked: Asked, hold: Hold) -> Words:
    """Return what the box begins with: what was typed last, else the draft, else ready words."""
    begun: Words = {"text": drafts.drafted(asked.talk)}
    if hold.draft:
        begun |= {"text": hold.draft.text, "versions": hold.draft.versions}
    if asked.unsent.get("text"):
        begun |= {"text": asked.unsent["text"]}
    return begun


def _sensitive(talk: Conversation, text: str) -> str:
    """Return why an answer needs a second person, or ""."""
    rule = matching.rule_for(talk, text, timezone.now())
    return rule.title if rule else ""
