"""Deadlines of offices and of conversations, rosters, and whether a matter is solved."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from ninja import Router, Status

from sinergi.inbox import aside, asking, matters, promising, queries
from sinergi.inbox.deadlines import sheet, terms
from sinergi.inbox.models import Conversation
from sinergi.networks import queries as networks
from sinergi.people.models import User
from sinergi.units import queries as offices
from sinergi.units.models import Unit
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.conversation_shapes import ConversationDetail, detail_out
from sinergi.web.api.deadline_shapes import (
    AskSolvedIn,
    ConfirmIn,
    ExtendIn,
    KeyIn,
    LadderIn,
    MatterIn,
    SpamHidingIn,
    SpamHidingOut,
    TermIn,
    TermsOut,
    term_out,
)
from sinergi.web.api.shapes import Id, reading, writing
from sinergi.web.api.thread_shapes import MessageOut, message_out

router = Router(tags=["deadlines"])

ASSIGN = "conversation.assign"
WRITES = needs("conversations:write")


@router.post("/conversations/{pk}/matter", **WRITES, response=writing(ConversationDetail))
def set_matter(request: Asked, pk: Id, body: MatterIn) -> ConversationDetail:
    """Say what a conversation is and how far it must be looked into; its deadline follows."""
    found = queries.conversation_for(person(request), pk, may=ASSIGN)
    matters.set_matter(person(request), found, **body.model_dump())
    return _detail(request, pk)


@router.post("/conversations/{pk}/extend", **WRITES, response=writing(ConversationDetail))
def extend(request: Asked, pk: Id, body: ExtendIn) -> ConversationDetail:
    """Take the one extension a rule allows, in time and with a reason."""
    found = queries.conversation_for(person(request), pk, may=ASSIGN)
    matters.extend(person(request), found, reason=body.reason)
    return _detail(request, pk)


@router.post("/conversations/{pk}/ask", **WRITES, response=writing(MessageOut, 201))
def ask(request: Asked, pk: Id, body: AskSolvedIn) -> Status[MessageOut]:
    """Ask the citizen, once, whether it is solved; without a text, in the ready words."""
    found = queries.conversation_for(person(request), pk, may="conversation.reply")
    return Status(201, message_out(asking.ask(person(request), found, text=body.text)))


@router.post("/conversations/{pk}/confirm", **WRITES, response=writing(ConversationDetail))
def confirm(request: Asked, pk: Id, body: ConfirmIn) -> ConversationDetail:
    """Write down whether the citizen says that it is solved."""
    found = queries.conversation_for(person(request), pk, may=ASSIGN)
    asking.confirm(person(request), found, solved=body.solved)
    return _detail(request, pk)


@router.post("/conversations/{pk}/bring-back", **WRITES, response=writing(ConversationDetail))
def bring_back(request: Asked, pk: Id) -> ConversationDetail:
    """Say that what was put aside is no spam: it is open again, and the office learns."""
    found = queries.conversation_for(person(request), pk, may="text.label")
    aside.bring_back(person(request), found)
    return _detail(request, pk)


@router.get("/units/{pk}/terms", **needs("conversations:read"), response=reading(TermsOut))
def read_terms(request: Asked, pk: Id) -> TermsOut:
    """The deadlines that hold in an office, what each rests on and who set it; its ladder."""
    return _terms(sheet.office_for(person(request), pk))


@router.put("/units/{pk}/terms", **WRITES, response=writing(TermsOut))
def set_term(request: Asked, pk: Id, body: TermIn) -> TermsOut:
    """Set a deadline for an office and those under it; all are counted anew by a job."""
    office = office_where(person(request), pk, may="unit.edit")
    values = body.model_dump(exclude={"matter", "stage"})
    promising.save(person(request), office, (body.matter, body.stage), **values)
    return _terms(office)


@router.post("/units/{pk}/terms/drop", **WRITES, response=writing(TermsOut))
def drop_term(request: Asked, pk: Id, body: KeyIn) -> TermsOut:
    """Let hold again what the office above has, or what is shipped."""
    office = office_where(person(request), pk, may="unit.edit")
    promising.drop(person(request), office, (body.matter, body.stage))
    return _terms(office)


@router.put("/units/{pk}/ladder", **WRITES, response=writing(TermsOut))
def set_ladder(request: Asked, pk: Id, body: LadderIn) -> TermsOut:
    """Set when each rung is told: in hundredths of the term, in overtime."""
    office = office_where(person(request), pk, may="unit.edit")
    promising.save_ladder(person(request), office, body.ladder)
    return _terms(office)


@router.put("/accounts/{pk}/spam-hiding", **WRITES, response=writing(SpamHidingOut))
def switch_spam_hiding(request: Asked, pk: Id, body: SpamHidingIn) -> SpamHidingOut:
    """Say whether the network of an account hides what is surely spam."""
    found = networks.account_for(person(request), pk, may=ASSIGN)
    aside.switch_hiding(person(request), found, hide=body.hide)
    return SpamHidingOut(account=found.pk, hide=body.hide)


def office_where(user: User, pk: int, *, may: str) -> Unit:
    """Return an office. Raises Http404 where its conversations are not to be seen, else
    PermissionDenied without the verb."""
    office = sheet.office_for(user, pk)
    if not offices.may(user, may, office.pk):
        raise PermissionDenied
    return office


def _terms(office: Unit) -> TermsOut:
    return TermsOut(
        items=[term_out(line) for line in terms.lines(office)],
        ladder=list(terms.of(office.pk).shares),
    )


def _detail(request: Asked, pk: int) -> ConversationDetail:
    found: Conversation = queries.conversation_for(person(request), pk)
    return detail_out(found)
