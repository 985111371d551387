"""GET /sehat: how the installation is doing, for a load balancer and for monitoring."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sinergi.lib import space
from sinergi.networks import health as networks
from sinergi.networks.models import Account
from sinergi.work import workers

#: An account the clock could not read for this long is a matter for an operator.
UNREAD = timedelta(minutes=10)


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 with {"status": "ok", …}, or 503 with the problems in English.

    ``oldest_due_seconds``: age of the oldest due and unsent item, null when there is none.
    ``polls``: last successful read per account, in seconds, null when never.
    ``workers``: age of each living worker's heartbeat, in seconds. Nothing here is secret: no
    names, no words, no addresses.
    """
    now = timezone.now()
    try:
        told = _told(now)
    except DatabaseError:
        told = {"problems": ["The database cannot be read."]}
    status = 503 if told["problems"] else 200
    return JsonResponse({"status": "ok" if status == 200 else "trouble", **told}, status=status)


def _told(now: datetime) -> dict[str, Any]:
    due = networks.oldest_due(now)
    accounts = list(
        Account.objects.filter(state=Account.State.CONNECTED, network__in=settings.NETWORKS)
        .exclude(next_listen=None)
        .order_by("pk")
        .values_list("pk", "network", "last_read", "connected_at")
    )
    beats = [_age(worker.seen, now) for worker in workers.alive(now)]
    return {
        "problems": list(_problems(now, due, accounts, beats)),
        "time": now.isoformat(),
        "oldest_due_seconds": _age(due, now),
        "polls": [
            {"account": pk, "network": network, "age_seconds": _age(read, now)}
            for pk, network, read, _ in accounts
        ],
        "workers": [{"heartbeat_seconds": age} for age in beats],
    }


def _problems(
    now: datetime,
    due: datetime | None,
    accounts: list[tuple[int, str, datetime | None, datetime]],
    beats: list[float | None],
) -> Iterator[str]:
    full = space.too_little(settings.HOME, space.HARDLY)
    if full:
        yield f"{full} When it is full, nothing can be sent or stored."
    if not beats:
        yield "No worker is running: nothing is sent and nothing is heard."
    if due is not None and due < now - networks.OVERDUE:
        yield f"Something was due {_age(due, now):.0f} seconds ago and has not been sent."
    if number := networks.stumbling():
        yield f"Deliveries that wait after a fault of ours, told in the log: {number}."
    silent = [pk for pk, _, read, connected in accounts if (read or connected) < now - UNREAD]
    if silent:
        yield f"{len(silent)} accounts have not been read for {UNREAD.seconds // 60} minutes."


def _age(moment: datetime | None, now: datetime) -> float | None:
    return None if moment is None else round((now - moment).total_seconds(), 1)
