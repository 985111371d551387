"""The hoax desk: claims that go round, how they were checked, what was said."""

from __future__ import annotations

from django.http import HttpResponse
from ninja import File, Form, Router, Status, UploadedFile

from sinergi.inbox import queries
from sinergi.inbox.hoaxes import acting, looking, proving
from sinergi.inbox.models import Hoax
from sinergi.lib.media import images
from sinergi.units import queries as units
from sinergi.web.api.auth import Asked, delivers, needs, person
from sinergi.web.api.claim_shapes import (
    ClaimCheckIn,
    ClaimDetail,
    ClaimIn,
    ClaimOut,
    ClaimPublishedIn,
    EvidenceIn,
    FindingIn,
    MarkIn,
    ReopenIn,
    StatementIn,
    claim_detail,
    claim_out,
)
from sinergi.web.api.deadlines import WRITES
from sinergi.web.api.desk import REPLY
from sinergi.web.api.paging import cut
from sinergi.web.api.shapes import Cursor, Id, Limit, Page, reading, writing

router = Router(tags=["claims"])

READS = needs("conversations:read")
JUDGE = "hoax.judge"

#: What is answered is no JSON: the bytes of an image.
FILE = delivers("conversations:read", *images.TYPES.values(), "application/octet-stream")


@router.get("/claims", **READS, response=reading(Page[ClaimOut]))
def list_claims(request: Asked, cursor: Cursor = "", limit: Limit = 50) -> Page[ClaimOut]:
    """The claims of your offices, those written down last first."""
    rows = Hoax.objects.filter(units.within(person(request), "conversation.see"))
    return cut(rows.select_related("unit"), claim_out, cursor=cursor, limit=limit)


@router.post("/claims", **WRITES, response=writing(ClaimDetail, 201))
def begin_claim(request: Asked, body: ClaimIn) -> Status[ClaimDetail]:
    """Write down a claim; its clocks run from now."""
    user = person(request)
    unit = units.unit_for(user, body.unit, may=REPLY)
    made = acting.begin(user, unit, claim=body.claim, danger=body.danger)
    return Status(201, claim_detail(user, made))


@router.get("/claims/{pk}", **READS, response=reading(ClaimDetail))
def read_claim(request: Asked, pk: Id) -> ClaimDetail:
    """A claim with its evidence, its check, and the text to publish."""
    user = person(request)
    return claim_detail(user, looking.hoax_for(user, pk))


@router.post("/conversations/{pk}/claim", **WRITES, response=writing(ClaimDetail, 201))
def mark_claim(request: Asked, pk: Id, body: MarkIn) -> Status[ClaimDetail]:
    """Mark a conversation as one about a claim, a known one or a new one."""
    user = person(request)
    found = queries.conversation_for(user, pk, may=REPLY)
    known = looking.hoax_for(user, body.hoax, may=REPLY) if body.hoax is not None else None
    return Status(201, claim_detail(user, acting.link(user, found, known, claim=body.claim)))


@router.post("/claims/{pk}/checks", **WRITES, response=writing(ClaimDetail))
def check_claim(request: Asked, pk: Id, body: ClaimCheckIn) -> ClaimDetail:
    """Tick a step of the check, with what it showed."""
    user = person(request)
    acting.done(user, looking.hoax_for(user, pk, may=REPLY), body.step, note=body.note)
    return claim_detail(user, looking.hoax_for(user, pk))


@router.post("/claims/{pk}/evidence", **WRITES, response=writing(ClaimDetail, 201))
def add_evidence(
    request: Asked,
    pk: Id,
    said: Form[EvidenceIn],
    file: File[UploadedFile | None] = None,
) -> Status[ClaimDetail]:
    """Keep where a claim was seen: a link, a screenshot, or both; with SHA-256, time and person."""
    user = person(request)
    found = looking.hoax_for(user, pk, may=REPLY)
    proving.add(user, found, file=file, **said.model_dump())
    return Status(201, claim_detail(user, looking.hoax_for(user, pk)))


@router.get("/evidence/{pk}/file", **FILE, response=reading(None))
def read_evidence(request: Asked, pk: Id) -> HttpResponse:
    """A screenshot as it came, byte by byte, where it still is what was kept. It is logged."""
    user = person(request)
    return proving.hand_out(user, looking.evidence_for(user, pk))


@router.post("/claims/{pk}/statement", **WRITES, response=writing(ClaimDetail))
def state_claim(request: Asked, pk: Id, body: StatementIn) -> ClaimDetail:
    """Keep the first statement; its clock stops."""
    user = person(request)
    acting.state(user, looking.hoax_for(user, pk, may=REPLY), text=body.text)
    return claim_detail(user, looking.hoax_for(user, pk))


@router.post("/claims/{pk}/finding", **WRITES, response=writing(ClaimDetail))
def judge_claim(request: Asked, pk: Id, body: FindingIn) -> ClaimDetail:
    """Say what a claim is, with what is true and where that comes from."""
    user = person(request)
    found = looking.hoax_for(user, pk, may=JUDGE)
    if body.finding is None:
        acting.give_up(user, found, reason=body.facts)
    else:
        acting.judge(user, found, body.finding, facts=body.facts, sources=body.sources)
    return claim_detail(user, looking.hoax_for(user, pk))


@router.post("/claims/{pk}/reopen", **WRITES, response=writing(ClaimDetail))
def reopen_claim(request: Asked, pk: Id, body: ReopenIn) -> ClaimDetail:
    """Take a judgement back because something new is known; both clocks run anew from now."""
    user = person(request)
    acting.reopen(user, looking.hoax_for(user, pk, may=JUDGE), reason=body.reason)
    return claim_detail(user, looking.hoax_for(user, pk))


@router.post("/claims/{pk}/publication", **WRITES, response=writing(ClaimDetail))
def publish_claim(request: Asked, pk: Id, body: ClaimPublishedIn) -> ClaimDetail:
    """Link the clarification that was published."""
    user = person(request)
    acting.publish(user, looking.hoax_for(user, pk, may=REPLY), url=body.url)
    return claim_detail(user, looking.hoax_for(user, pk))
