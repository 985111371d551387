"""Ask networks to take down what people wished gone, until it is known what became of it.

To ask again is harmless: what is gone already is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sinergi.connectors.contract import Withdraws
from sinergi.connectors.errors import ConnectorError, Refused
from sinergi.lib.text import say, short
from sinergi.networks import gateway, insisting, rules, withdrawing
from sinergi.networks.models import Account, Withdrawal
from sinergi.notices import actions as notices

State = Withdrawal.State


def due(now: datetime) -> list[int]:
    """Give out what is to be asked again; return the ids of the withdrawals."""
    rows = Withdrawal.objects.filter(state=State.ASKED, next_at__lte=now)
    ids = list(rows.order_by("next_at").values_list("pk", flat=True)[:100])
    rows.filter(pk__in=ids).update(next_at=now + insisting.LEASE)
    return ids


def carry_out(pk: int, open_account: Callable[[Account], object] = gateway.open_account) -> None:
    """Ask the network to take a post down, and keep what it said. May be run again.

    What goes on with it is asked for first; as long as the network does not answer of that, it
    stays, and is asked for again.
    """
    found = Withdrawal.objects.select_related("delivery__account").get(pk=pk)
    if found.state != State.ASKED:
        return
    for part in withdrawing.behind(found, State.ASKED):
        _carry_out(part, open_account)
    if not withdrawing.behind(found, State.ASKED):
        _carry_out(found, open_account)


def _carry_out(found: Withdrawal, open_account: Callable[[Account], object]) -> None:
    try:
        network = open_account(found.delivery.account)
        if not isinstance(network, Withdraws):
            raise Refused(say("This network does not let us take a post down. Do it by hand."))
        network.withdraw(found.delivery.remote_id)
    except ConnectorError as e:
        _failed(found, e)
    else:
        with transaction.atomic():
            if withdrawing.ended(found, State.ASKED):
                withdrawing.record(found.by, "delivery.withdrawn", found)


def _failed(found: Withdrawal, error: ConnectorError) -> None:
    """Keep why it is still there. Where that is not known, ask again; at last, a person looks."""
    tries = found.tries + 1
    state, next_at = insisting.after(error, tries=tries, now=timezone.now())
    same = Withdrawal.objects.filter(pk=found.pk, state=State.ASKED)
    values = {"state": state, "tries": tries, "next_at": next_at, "problem": rules.spoken(error)}
    with transaction.atomic():
        if same.update(**values) and state != State.ASKED:
            withdrawing.record(found.by, "delivery.withdrawal_failed", found)
            _tell(found)


def _tell(found: Withdrawal) -> None:
    row = found.delivery
    notices.tell(
        found.by,
        "delivery.not_withdrawn",
        say("It is still on {account}, or we do not know: {text}. Look, and take it down by hand."),
        url=reverse("content:delivery", args=[row.pk]),
        facts={"account": row.account.handle, "text": short(row.text, 60)},
    )
