"""What stands beside a thread: its deadline, whose it is, what it belongs to, what is known."""

from __future__ import annotations

from django.conf import settings

from sinergi.inbox import citizen, queries
from sinergi.inbox.cases import looking as cases
from sinergi.inbox.deadlines import card
from sinergi.inbox.forms import AssignForm, StateForm
from sinergi.inbox.hoaxes import looking as claims
from sinergi.inbox.models import Conversation, Government
from sinergi.inbox.outside import texts
from sinergi.inbox.shown.asked import Asked, Words
from sinergi.inbox.transfers import moving, offering
from sinergi.understanding import shown as understanding


def deadline(asked: Asked) -> Words:
    return {"deadline": card.card(asked.talk, asked.forms)}


def office(asked: Asked) -> Words:
    """Return who answers, how it came to its office, and where it may belong."""
    talk = asked.talk
    begun, given = {"to": talk.assigned_to_id}, moving.last(talk)
    return {
        "state": asked.forms.get("state") or StateForm(prefix="state", conversation=talk),
        "assign": asked.forms.get("assign")
        or AssignForm(
            initial=begun, conversation=talk, able=asked.colleagues.able("conversation.reply")
        ),
        "transfer": given,
        "may_decide": given is not None and moving.may_decide(asked.user, talk),
        "suggested": (
            offering.suggested(talk, asked.newest) if asked.may("conversation.assign") else None
        ),
        "outside": _outside(talk),
        "handings": asked.handings,
    }


def belongs(asked: Asked) -> Words:
    """Return the case and the claims it tells of, known and likely ones."""
    return {
        "alike": cases.alike(asked.user, asked.talk),
        "hoaxes": claims.told_in(asked.talk),
        "hoaxes_offered": claims.offered(asked.talk),
    }


def understood(asked: Asked) -> Words:
    """Return what was understood of the newest message of the public."""
    text = asked.newest
    form, may_label = asked.forms.get("correction"), asked.may("text.label")
    return {
        "known": understanding.panel(text, may_label=may_label, form=form) if text else None,
        "danger": asked.talk.danger and asked.talk.open,
    }


def person(asked: Asked) -> Words:
    """Return what the citizen is told, where, and what they wrote earlier."""
    link = citizen.link_of(asked.talk)
    return {
        "standing": citizen.standing(asked.talk, asked.handings),
        "status_link": settings.SITE_URL + citizen.path_of(link) if link else "",
        "earlier": queries.earlier(asked.user, asked.talk),
    }


def _outside(talk: Conversation) -> str:
    """Return which other government it may be for, or ""."""
    guess = texts.guess(talk)
    return str(Government(guess).label) if guess else ""
