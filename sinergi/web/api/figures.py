"""Figures of accounts and of posts: their values, since when, how old, and what they mean."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from django.db.models import QuerySet
from ninja import Router, Schema
from pydantic import Field

from sinergi.insights import metrics, queries
from sinergi.insights.models import Sample
from sinergi.networks import queries as networks
from sinergi.networks.models import Account
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.paging import cut
from sinergi.web.api.shapes import Cursor, Id, Limit, Page, one_of, reading, words

router = Router(tags=["figures"])

Named = Annotated[str, words(60), Field(description="Only this figure.", examples=["followers"])]
Newest = Annotated[bool, Field(description="Only the newest value of each figure.")]


class FigureOut(Schema):
    """A value that held from ``at`` to ``seen``. What nobody told is absent, never 0."""

    id: int
    metric: str
    label: str
    definition: str
    value: int
    at: datetime
    seen: datetime
    source: Annotated[str, one_of(Sample.Source)]
    newest: bool


@router.get("/accounts/{pk}/figures", **needs("accounts:read"), response=reading(Page[FigureOut]))
def list_account_figures(
    request: Asked,
    pk: Id,
    metric: Named = "",
    newest: Newest = False,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> Page[FigureOut]:
    """The figures of an account itself with their history, those stored last first."""
    account = queries.account_for(person(request), pk)
    rows = _chosen(queries.of_account(account), metric, newest=newest)
    return cut(rows, _shape(account), cursor=cursor, limit=limit)


@router.get(
    "/deliveries/{pk}/figures", **needs("deliveries:read"), response=reading(Page[FigureOut])
)
def list_post_figures(
    request: Asked,
    pk: Id,
    metric: Named = "",
    newest: Newest = False,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> Page[FigureOut]:
    """The figures of a post with their history, those stored last first."""
    delivery = queries.post_for(person(request), pk)
    rows = _chosen(queries.of_post(delivery), metric, newest=newest)
    return cut(rows, _shape(delivery.account), cursor=cursor, limit=limit)


def _chosen(rows: QuerySet[Sample], metric: str, *, newest: bool) -> QuerySet[Sample]:
    rows = rows.filter(metric=metric) if metric else rows
    return rows.filter(newest=True) if newest else rows


def _shape(account: Account) -> Callable[[Sample], FigureOut]:
    """Return how a figure of this account is told; its network is looked up once."""
    card = networks.about(account.network)

    def told(row: Sample) -> FigureOut:
        metric = metrics.of(card, row.metric)
        return FigureOut(
            id=row.pk,
            metric=row.metric,
            label=metric.label,
            definition=metric.definition,
            value=row.value,
            at=row.at,
            seen=row.seen,
            source=row.source,
            newest=row.newest,
        )

    return told
