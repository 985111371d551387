"""How the desk does: figures in working time, and whether its answers were right."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal

from django.utils import timezone
from ninja import Router
from pydantic import Field

from sinergi.inbox.figures import judging, reporting
from sinergi.inbox.models import Judgement
from sinergi.units import queries as units
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.deadlines import WRITES
from sinergi.web.api.desk_figure_shapes import (
    DeskFiguresOut,
    JudgeIn,
    JudgementOut,
    figures_out,
    judgement_out,
)
from sinergi.web.api.paging import cut
from sinergi.web.api.shapes import Cursor, Id, Limit, Page, reading, writing

router = Router(tags=["desk"])

READS = needs("conversations:read")
Days = Annotated[int, Field(ge=1, le=366, description="So many days back from now.")]
Per = Literal["unit", "network", "matter", "kind", "hour"]


@router.get("/figures", **READS, response=reading(DeskFiguresOut))
def read_desk_figures(request: Asked, days: Days = 30, per: Per = "unit") -> DeskFiguresOut:
    """How fast and how right the desk answers what came in, in working time, each with its n."""
    until = timezone.now()
    since = until - timedelta(days=days)
    found = reporting.report(person(request), since, until, per)
    return figures_out(found, since, until)


@router.get("/judgements", **READS, response=reading(Page[JudgementOut]))
def list_judgements(request: Asked, cursor: Cursor = "", limit: Limit = 50) -> Page[JudgementOut]:
    """The answers of colleagues that were drawn and wait for your judgement."""
    rows = judging.waiting(person(request))
    return cut(rows, judgement_out, cursor=cursor, limit=limit, newest=False)


@router.post("/judgements/{pk}/verdict", **WRITES, response=writing(JudgementOut))
def judge_answer(request: Asked, pk: Id, body: JudgeIn) -> JudgementOut:
    """Say whether an answer was right. Never one's own."""
    user = person(request)
    rows = Judgement.objects.select_related("message__conversation", "unit")
    found = units.obtain(rows, user, pk, see="conversation.see", may="reply.approve")
    judged = judging.judge(user, found, verdict=body.verdict, note=body.note)
    return judgement_out(rows.get(pk=judged.pk))
