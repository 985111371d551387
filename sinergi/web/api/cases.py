"""Cases: many voices of one incident, answered from one text."""

from __future__ import annotations

from ninja import Router, Status

from sinergi.inbox import queries, tasks
from sinergi.inbox.cases import answering, joining, looking
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.case_shapes import (
    AlikeOut,
    CaseAnswerIn,
    CaseAnswerOut,
    CaseDetail,
    CaseIn,
    CaseOut,
    CloseIn,
    JoinIn,
    case_answer_out,
    case_detail,
    case_out,
)
from sinergi.web.api.conversation_shapes import ConversationDetail, detail_out
from sinergi.web.api.deadlines import ASSIGN, WRITES
from sinergi.web.api.desk import REPLY
from sinergi.web.api.paging import cut
from sinergi.web.api.shapes import Cursor, Id, Limit, Page, Ref, reading, writing
from sinergi.work.enlisting import enlist

router = Router(tags=["cases"])

READS = needs("conversations:read")


@router.get("/cases", **READS, response=reading(Page[CaseOut]))
def list_cases(request: Asked, cursor: Cursor = "", limit: Limit = 50) -> Page[CaseOut]:
    """The cases of your offices, those opened last first."""
    return cut(looking.cases_for(person(request)), case_out, cursor=cursor, limit=limit)


@router.get("/conversations/{pk}/alike", **READS, response=reading(AlikeOut))
def list_alike(request: Asked, pk: Id) -> AlikeOut:
    """The case of a conversation, or what tells of the same and could be joined."""
    user = person(request)
    found = looking.alike(user, queries.conversation_for(user, pk))
    case = Ref(id=found.case.pk, name=found.case.title) if found.case else None
    return AlikeOut(case=case, others=[one.pk for one in found.others])


@router.post("/conversations/{pk}/case", **WRITES, response=writing(CaseDetail, 201))
def open_case(request: Asked, pk: Id, body: CaseIn) -> Status[CaseDetail]:
    """Make a case of a conversation and of others that tell of the same."""
    user = person(request)
    first, *others = [queries.conversation_for(user, one, may=ASSIGN) for one in (pk, *body.others)]
    made = joining.open_case(user, first, others, title=body.title)
    return Status(201, case_detail(user, looking.case_for(user, made.pk)))


@router.post("/conversations/{pk}/join", **WRITES, response=writing(ConversationDetail))
def join_case(request: Asked, pk: Id, body: JoinIn) -> ConversationDetail:
    """Bring a conversation into a case that is open."""
    user = person(request)
    found = queries.conversation_for(user, pk, may=ASSIGN)
    joining.join(user, found, looking.case_for(user, body.case))
    return detail_out(queries.conversation_for(user, pk))


@router.post("/conversations/{pk}/leave", **WRITES, response=writing(ConversationDetail))
def leave_case(request: Asked, pk: Id) -> ConversationDetail:
    """Take a conversation out of its case: it tells of something else."""
    user = person(request)
    joining.leave(user, queries.conversation_for(user, pk, may=ASSIGN))
    return detail_out(queries.conversation_for(user, pk))


@router.get("/cases/{pk}", **READS, response=reading(CaseDetail))
def read_case(request: Asked, pk: Id) -> CaseDetail:
    """A case with its conversations, and how its answers go."""
    user = person(request)
    return case_detail(user, looking.case_for(user, pk))


@router.post("/cases/{pk}/answers", **WRITES, response=writing(CaseAnswerOut, 201))
def answer_case(request: Asked, pk: Id, body: CaseAnswerIn) -> Status[CaseAnswerOut]:
    """Give one text to all conversations that wait, once in each; a job does it."""
    user = person(request)
    found = looking.case_for(user, pk, may=REPLY)
    made = answering.ask(user, found, looking.answerable(user, found), text=body.text)
    enlist(tasks.answer_case.enqueue, made.pk)
    return Status(201, case_answer_out(made))


@router.post("/cases/{pk}/close", **WRITES, response=writing(CaseDetail))
def close_case(request: Asked, pk: Id, body: CloseIn) -> CaseDetail:
    """Close a case, with its conversations where you say so."""
    user = person(request)
    found = looking.case_for(user, pk, may=ASSIGN)
    threads = looking.answerable(user, found) if body.threads else []
    joining.close(user, found, [one for one in threads if one.open])
    return case_detail(user, looking.case_for(user, pk))
