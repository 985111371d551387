"""What programs are told of how the desk does, and what they say of its answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from sinergi.inbox.figures import judging, reporting
from sinergi.inbox.models import Judgement
from sinergi.web.api.shapes import Ref, Said, one_of, ref, words


class SpreadOut(Schema):
    """Working minutes of ``n`` conversations. ``middle``: half took no longer; ``nine``: nine of
    ten took no longer. null: too few to say."""

    n: int
    middle: float | None
    nine: float | None


class ShareOut(Schema):
    """``number`` of ``n``; ``percent`` is null where n is 0."""

    n: int
    number: int
    percent: int | None


class LineOut(Schema):
    """The figures of one group: to the first answer, to solved, answered as promised; what came in
    and is unanswered, was ``reopened`` after it was solved, handed to the wrong office, corrected.
    """

    name: str
    first: SpreadOut
    solved: SpreadOut
    in_time: ShareOut
    came: int
    unanswered: int
    reopened: ShareOut
    wrong_office: ShareOut
    corrected: int


class AccuracyOut(Schema):
    """Of ``n`` judged answers so many were right; 95 of a hundred times the share of all lies
    between ``low`` and ``high`` hundredths (Wilson). null: nothing was judged."""

    n: int
    right: int
    partly: int
    wrong: int
    percent: int | None
    low: int | None
    high: int | None


class RatedOut(Schema):
    """Reviews by what they rate us. ``mean`` of the stars of so many; null: too few gave any."""

    n: int
    starred: int
    mean: float | None
    numbers: dict[str, int]


class DeskFiguresOut(Schema):
    """The figures of a time, without spam. What is not known is null, never 0.

    ``items``: by group; ``reopened``: solved and opened again; ``wrong_office``: transfers that
    were refused or went on; ``corrected``: public replies set right after their answer changed.
    """

    since: datetime
    until: datetime
    whole: LineOut
    items: list[LineOut]
    came: int
    unanswered: int
    reopened: ShareOut
    wrong_office: ShareOut
    corrected: int
    accuracy: AccuracyOut
    rated: RatedOut


class JudgeIn(Said):
    verdict: Annotated[str, words(6, 1)] = Field(
        description=f"One of {', '.join(Judgement.Verdict.values)}."
    )
    note: Annotated[str, words(500)] = Field("", description="What was wrong; needed unless right.")


class JudgementOut(Schema):
    """An answer that was drawn to be judged. ``verdict``: "" until somebody has."""

    id: int
    conversation: int
    message: int
    unit: Ref
    week: date
    asked: str
    text: str
    verdict: Annotated[str, one_of(Judgement.Verdict, "")]
    note: str


def figures_out(found: reporting.Report, since: datetime, until: datetime) -> DeskFiguresOut:
    return DeskFiguresOut(
        since=since,
        until=until,
        whole=_line(found.whole),
        items=[_line(line) for line in found.lines],
        came=found.whole.came,
        unanswered=found.whole.unanswered,
        reopened=_share(found.whole.reopened),
        wrong_office=_share(found.whole.wrong_office),
        corrected=found.whole.corrected,
        accuracy=_accuracy(found.accuracy),
        rated=RatedOut(
            n=found.rated.n,
            starred=found.rated.starred,
            mean=found.rated.mean,
            numbers=dict(found.rated.numbers),
        ),
    )


def judgement_out(row: Judgement) -> JudgementOut:
    said = row.message
    return JudgementOut(
        id=row.pk,
        conversation=said.conversation_id,
        message=said.pk,
        unit=ref(row.unit),
        week=row.week,
        asked=judging.asked(row),
        text=said.text,
        verdict=row.verdict,
        note=row.note,
    )


def _line(line: reporting.Line) -> LineOut:
    return LineOut(
        name=line.name,
        first=_spread(line.first),
        solved=_spread(line.solved),
        in_time=_share(line.in_time),
        came=line.came,
        unanswered=line.unanswered,
        reopened=_share(line.reopened),
        wrong_office=_share(line.wrong_office),
        corrected=line.corrected,
    )


def _spread(spread: reporting.Spread) -> SpreadOut:
    return SpreadOut(n=spread.n, middle=spread.middle, nine=spread.nine)


def _share(share: reporting.Share) -> ShareOut:
    return ShareOut(n=share.n, number=share.number, percent=share.percent)


def _accuracy(found: judging.Accuracy) -> AccuracyOut:
    return AccuracyOut(
        n=found.n,
        right=found.right,
        partly=found.partly,
        wrong=found.wrong,
        percent=found.percent,
        low=found.low,
        high=found.high,
    )
