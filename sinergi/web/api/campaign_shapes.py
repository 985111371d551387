"""What programs are told of campaigns and of good hours."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema

from sinergi.publishing.calendars.covering import Coverage
from sinergi.publishing.models import GoodHour, Occasion, Post
from sinergi.web.api.shapes import IdIn, Ref, Said, one_of, ref


class CampaignOut(Schema):
    """A campaign: of the office, for all under it, from its first day to its last."""

    id: int
    name: str
    unit: Ref
    first: date
    last: date
    basis: str


class CampaignPostOut(Schema):
    id: int
    title: str
    state: Annotated[str, one_of(Post.State)]
    at: datetime | None


class CampaignOfficeOut(Schema):
    unit: Ref
    posts: list[CampaignPostOut]


class CoverageOut(CampaignOut):
    """Its posts by office, of the offices you see. ``missing`` have an account and no post of it,
    ``silent`` is how many have no account; ``out``: of how many something is out.
    """

    offices: list[CampaignOfficeOut]
    missing: list[Ref]
    out: int
    silent: int


class PartIn(Said):
    """null: of none any more."""

    campaign: IdIn | None


class RemindedOut(Schema):
    """Of how many offices people were reminded."""

    offices: int


class GoodHourOut(Schema):
    """Hours of a week with their number of posts ``n``, or of times the public wrote.

    ``times``: low, median and high of how many times the usual the posts got; null of the public.
    ``chance``: how likely that is where hours make no difference.
    """

    of: Annotated[str, one_of(GoodHour.Of)]
    days: Annotated[str, one_of(GoodHour.Days)]
    first: int
    end: int
    n: int
    above: int
    times: list[float] | None
    chance: float


class GoodHoursOut(Schema):
    """``needed``: below so many measured ``posts`` nothing is said of them; null: not weighed."""

    posts: int | None
    needed: int | None
    compared: str
    items: list[GoodHourOut]


def campaign_told(row: Occasion) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": row.name,
        "unit": ref(row.unit),
        "first": row.first,
        "last": row.last,
        "basis": row.basis,
    }


def coverage_out(found: Occasion, told: Coverage) -> CoverageOut:
    return CoverageOut(
        **campaign_told(found),
        offices=[
            CampaignOfficeOut(
                unit=ref(office),
                posts=[
                    CampaignPostOut(id=line.id, title=line.title, state=line.state, at=line.at)
                    for line in lines
                ],
            )
            for office, lines in told.offices
        ],
        missing=[ref(office) for office in told.missing],
        out=told.out,
        silent=told.silent,
    )


def hour_out(row: GoodHour) -> GoodHourOut:
    times = [t for t in (row.low, row.ratio, row.high) if t is not None]
    return GoodHourOut(
        of=row.of,
        days=row.days,
        first=row.first,
        end=row.end,
        n=row.n,
        above=row.above,
        times=times or None,
        chance=row.chance,
    )
