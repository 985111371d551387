"""The figures of all accounts, of one with its history, of one post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sinergi.connectors.contract import About
from sinergi.inbox import masking
from sinergi.insights import charts, metrics, queries, shown, usual
from sinergi.insights.models import Sample
from sinergi.networks import queries as networks
from sinergi.networks.models import Account, Delivery
from sinergi.people.http import SignedIn
from sinergi.units import queries as units

#: So many accounts, posts and lines of a history are shown at once.
ACCOUNTS, POSTS, LINES = 50, 50, 60
#: So many of the conversations a post began.
RAISED = 5


@login_required
@require_GET
def accounts(request: SignedIn) -> HttpResponse:
    """Return the accounts one sees with their newest figures."""
    if not units.may_anywhere(request.user, "account.see"):
        raise PermissionDenied
    page = Paginator(queries.accounts_for(request.user), ACCOUNTS).get_page(request.GET.get("page"))
    rows, now = list(page), timezone.now()
    newest = queries.newest_of_accounts(rows)
    cards = {row.network: networks.about(row.network) for row in rows}
    told = [(row, shown.figures(newest[row.pk], cards[row.network], now)) for row in rows]
    context = {
        "rows": told,
        "cards": cards,
        "meanings": _meanings(cards, newest.values()),
        "pages": _pages(page),
        "may_import": units.may_anywhere(request.user, "post.write"),
    }
    return render(request, "insights/accounts.html", context)


@login_required
@require_GET
def account(request: SignedIn, pk: int) -> HttpResponse:
    """Return an account's figures, their history, and its posts with theirs."""
    found, now = queries.account_for(request.user, pk), timezone.now()
    card = networks.about(found.network)
    newest = list(queries.of_account(found).filter(newest=True))
    watch = getattr(found, "watch", None)
    context = {
        "account": found,
        "card": card,
        "figures": shown.figures(newest, card, now),
        "problem": networks.words(watch.problem) if watch else "",
        "watch": watch,
        "may_import": units.may(request.user, "post.write", found.unit_id),
        **_history(request, queries.of_account(found), newest, card),
    }
    if queries.sees_posts(request.user, found):
        context |= _posts(found, card, shown.followers_in(newest), now)
    return render(request, "insights/account.html", context)


@login_required
@require_GET
def post(request: SignedIn, pk: int) -> HttpResponse:
    """Return the figures of one post that went out from here."""
    found, now = queries.post_for(request.user, pk), timezone.now()
    card = networks.about(found.account.network)
    newest = list(queries.of_post(found).filter(newest=True))
    values = {row.metric: row.value for row in newest}
    raised = queries.raised_by(request.user, found)
    context = {
        "delivery": found,
        "card": card,
        "figures": shown.figures(newest, card, now),
        **shown.compared(usual.of(found, newest), newest, card),
        "matters": queries.matters_of(raised),
        "raised": [(talk.pk, masking.snippet(talk.last_text)) for talk in raised[:RAISED]],
        "rates": shown.rates(values, _followers(found), card),
        "later": [
            (part, shown.figures(samples, card, now)) for part, samples in queries.parts_of(found)
        ],
        **_history(request, queries.of_post(found), newest, card),
    }
    return render(request, "insights/post.html", context)


def _followers(delivery: Delivery) -> int | None:
    return shown.followers_in(queries.of_account(delivery.account).filter(newest=True))


def _history(
    request: SignedIn, rows: QuerySet[Sample], newest: Iterable[Sample], card: About | None
) -> dict[str, Any]:
    """Return the history of the figure that was chosen, or of the first: a chart and its table."""
    told = shown.figures(newest, card, timezone.now())
    chosen = next((f for f in told if f.metric == request.GET.get("angka")), None)
    chosen = chosen or (told[0] if told else None)
    if chosen is None:
        return {"chosen": None, "tabs": (), "chart": None, "lines": (), "count": 0}
    samples = queries.history(rows, chosen.metric)
    points = [point for row in samples for point in ((row.at, row.value), (row.seen, row.value))]
    return {
        "chosen": chosen,
        "tabs": [(f.metric, f.label) for f in told],
        "chart": charts.line(sorted(set(points))),
        "lines": samples[::-1][:LINES],
        "count": len(samples),
    }


def _posts(
    account: Account, card: About | None, followers: int | None, now: datetime
) -> dict[str, Any]:
    known = queries.measured_posts(account)
    rows = list(known[:POSTS])
    newest = queries.newest_of_posts(rows)
    loose = defaultdict[str, list[Sample]](list)
    for row in queries.loose_posts(account)[: POSTS * 10]:
        loose[row.remote_id].append(row)
    return {
        "posts": [
            (row, shown.figures(newest[row.pk], card, now), _rates(newest[row.pk], followers, card))
            for row in rows
        ],
        "posts_in_all": known.count(),
        "others": [(name, shown.figures(of, card, now)) for name, of in loose.items()][:POSTS],
    }


def _rates(rows: Iterable[Sample], followers: int | None, card: About | None) -> list[shown.Rate]:
    return shown.rates({row.metric: row.value for row in rows}, followers, card)


def _meanings(
    cards: dict[str, About | None], newest: Iterable[list[Sample]]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what the figures of each network mean, of those that are on the page."""
    named = {row.metric for rows in newest for row in rows}
    found = []
    for slug, card in cards.items():
        told = [(m.label, m.definition) for n, m in metrics.known(card).items() if n in named]
        if told:
            found.append((card.name if card else slug, told))
    return found


def _pages(page: Page[Account]) -> dict[str, str]:
    newer = f"?page={page.previous_page_number()}" if page.has_previous() else ""
    older = f"?page={page.next_page_number()}" if page.has_next() else ""
    return {"newer_url": newer, "older_url": older}
