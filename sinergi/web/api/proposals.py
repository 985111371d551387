"""Sensitive answers: ask a second person, and decide as that person."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.db.models import QuerySet
from ninja import Router, Schema, Status
from pydantic import Field

from sinergi.inbox import queries, rules
from sinergi.inbox.models import Proposal
from sinergi.inbox.sensitive import deciding
from sinergi.people.models import User
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.conversation_shapes import Seen, Versions
from sinergi.web.api.deadlines import WRITES
from sinergi.web.api.desk import REPLY
from sinergi.web.api.desk_shapes import WhyIn
from sinergi.web.api.paging import cut
from sinergi.web.api.pictures import PictureOut, Pictures, brought, pictures_out
from sinergi.web.api.shapes import (
    Cursor,
    Id,
    Limit,
    Page,
    Ref,
    Said,
    YesNo,
    one_of,
    reading,
    ref,
    ref_of,
    words,
    writing,
)

router = Router(tags=["desk"])

APPROVE = "reply.approve"
READS = needs("conversations:read")
DECIDES = needs("approvals:write")


class ProposalIn(Said):
    text: Annotated[str, words(rules.LONGEST, 1)]
    seen: Seen = 0
    privately: YesNo = Field(False, description="As of an answer.")
    versions: Versions = []
    media: Pictures = []


class ProposalOut(Schema):
    """An answer that waits for a second person; nothing of it changes. ``because``: the rule that
    makes it sensitive; ``until``: when it is over; ``message``: the answer it became."""

    id: int
    conversation: int
    unit: Ref
    text: str
    privately: bool
    versions: list[int]
    pictures: list[PictureOut]
    because: str
    by: Ref
    at: datetime
    until: datetime
    state: Annotated[str, one_of(Proposal.State)]
    decided_by: Ref | None
    decided_at: datetime | None
    reason: str
    message: int | None


@router.get("/proposals", **READS, response=reading(Page[ProposalOut]))
def list_proposals(request: Asked, cursor: Cursor = "", limit: Limit = 50) -> Page[ProposalOut]:
    """The answers that wait for your approval, the oldest first."""
    rows = deciding.waiting_for(person(request)).select_related("unit", "decided_by")
    return cut(rows, proposal_out, cursor=cursor, limit=limit, newest=False)


@router.post("/conversations/{pk}/proposals", **WRITES, response=writing(ProposalOut, 201))
def propose_reply(request: Asked, pk: Id, body: ProposalIn) -> Status[ProposalOut]:
    """Ask a second person about an answer that a rule says is sensitive."""
    user = person(request)
    found = queries.conversation_for(user, pk, may=REPLY)
    given = body.model_dump(exclude={"media"})
    made = deciding.ask(user, found, **given, media=brought(user, body.media))
    return Status(201, proposal_out(_rows().get(pk=made.pk)))


@router.get("/proposals/{pk}", **READS, response=reading(ProposalOut))
def read_proposal(request: Asked, pk: Id) -> ProposalOut:
    """An answer as it was asked for, and what was decided."""
    return proposal_out(_proposal(person(request), pk, may="conversation.see"))


@router.post("/proposals/{pk}/approve", **DECIDES, response=writing(ProposalOut))
def approve_reply(request: Asked, pk: Id) -> ProposalOut:
    """Approve an answer: it goes out now, in its writer's name. Never one's own."""
    user = person(request)
    deciding.approve(user, _proposal(user, pk, may=APPROVE))
    return _shown(pk)


@router.post("/proposals/{pk}/send-back", **DECIDES, response=writing(ProposalOut))
def send_reply_back(request: Asked, pk: Id, body: WhyIn) -> ProposalOut:
    """Return an answer to its writer, who has it as a draft again."""
    user = person(request)
    deciding.send_back(user, _proposal(user, pk, may=APPROVE), reason=body.reason)
    return _shown(pk)


@router.post("/proposals/{pk}/withdraw", **WRITES, response=writing(ProposalOut))
def withdraw_reply(request: Asked, pk: Id) -> ProposalOut:
    """Take back what you asked for; it is your draft again."""
    user = person(request)
    deciding.withdraw(user, _proposal(user, pk, may=REPLY))
    return _shown(pk)


def proposal_out(row: Proposal) -> ProposalOut:
    return ProposalOut(
        id=row.pk,
        conversation=row.conversation_id,
        unit=ref(row.unit),
        text=row.text,
        privately=row.privately,
        versions=row.versions,
        pictures=pictures_out(row.media),
        because=row.because,
        by=ref(row.by),
        at=row.at,
        until=row.until,
        state=row.state,
        decided_by=ref_of(row.decided_by),
        decided_at=row.decided_at,
        reason=row.reason,
        message=row.message_id,
    )


def _rows() -> QuerySet[Proposal]:
    return Proposal.objects.select_related("unit", "by", "decided_by", "conversation")


def _proposal(user: User, pk: int, *, may: str) -> Proposal:
    return queries.part_for(_rows(), user, pk, may=may)


def _shown(pk: int) -> ProposalOut:
    return proposal_out(_rows().get(pk=pk))
