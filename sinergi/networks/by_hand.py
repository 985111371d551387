"""What people publish themselves: they are given it, reminded of it, and paste the link back.

A delivery by hand goes the same way as any other until its moment: only what is approved then is
handed out. Until somebody says where it is, it counts as unsent.
"""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.connectors.contract import About
from sinergi.lib.text import No, say
from sinergi.networks import chaining, gateway, health, rules, signals
from sinergi.networks.models import Account, Delivery
from sinergi.notices import actions as notices
from sinergi.people.models import User


def told(delivery: Delivery) -> None:
    """Tell those who look after the account that there is something to publish."""
    for person in health.responsible(delivery.account):
        notices.tell(
            person,
            "delivery.by_hand",
            say("Publish this by hand on {account}, then paste its link: {text}"),
            url=reverse("content:delivery", args=[delivery.pk]),
            facts={"account": delivery.account.handle, "text": delivery.text[:80]},
        )


def remind(now: datetime) -> int:
    """Remind people of what they have not published yet; return of how much. Harmless twice."""
    waiting = Delivery.objects.filter(state=Delivery.State.BY_HAND, next_try__lte=now)
    count = 0
    for row in waiting.select_related("account__owner", "account__deputy")[:200]:
        following = _following(row, now)
        done = Delivery.objects.filter(pk=row.pk, next_try=row.next_try)
        if done.update(next_try=following, looks=F("looks") + 1):
            told(row)
            count += 1
    return count


def done(actor: User, delivery: Delivery, *, url: str) -> None:
    """Write down that a person published it, and where.

    Raises No when the link cannot be one of this account, or when it was settled meanwhile.
    """
    found = checked(delivery.account, url)
    now = timezone.now()
    with transaction.atomic():
        row = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
        if row.state != Delivery.State.BY_HAND and not _published_before(row):
            raise No(say("It changed meanwhile; nothing was done. Look at its state again."))
        row.state, row.sent_at, row.settled_by, row.url = row.State.SENT, now, actor, url
        row.remote_id = found
        try:
            with transaction.atomic():
                row.save(update_fields=["state", "sent_at", "settled_by", "url", "remote_id"])
        except IntegrityError as e:
            raise No(say("This link belongs to another post already.")) from e
        chaining.come_due([row], now)
        signals.lock_above([row])
        audit.record(actor, "delivery.done_by_hand", on=row, unit_id=row.unit_id, data={"url": url})
        signals.settled.send(Delivery, deliveries=[row])


def checked(account: Account, url: str) -> str:
    """Return the remote id in the link of a post, "" where the network's links are not known.

    Raises No when it is no link of this network, or one of another account.
    """
    card = gateway.about(account.network)
    if card is None or not card.link:
        if not re.match(r"https?://[^\s/]+\.[^\s/]+/\S", url):
            raise No(say("Paste the link of the post, beginning with https://."))
        return ""
    fits = re.fullmatch(card.link, url.strip())
    if fits is None:
        raise No(say("This is not the link of a post on {network}."), network=card.name)
    _check_handle(account, card, fits.groupdict().get("handle") or "", url.strip())
    return str(fits["id"])


def _check_handle(account: Account, card: About, theirs: str, url: str) -> None:
    """Raise No when a link names another account, or one of the same name on another server."""
    ours = account.handle.strip("@").casefold()
    name, _, server = ours.partition("@")
    there = urlsplit(url).netloc.casefold()
    if server and there not in {server, urlsplit(account.url).netloc.casefold()}:
        theirs = f"{theirs}@{there}"
    if theirs and theirs.strip("@").casefold() not in {ours, name}:
        raise No(
            say("This link belongs to {theirs} on {network}, not to {ours}."),
            theirs=theirs,
            network=card.name,
            ours=account.handle,
        )


def _published_before(row: Delivery) -> bool:
    """True for what was taken back from a person, who may have published it a moment before."""
    return row.state == Delivery.State.HELD and gateway.by_hand(row.account, row.kind)


def _following(row: Delivery, now: datetime) -> datetime:
    return now + rules.REMIND[min(row.looks + 1, len(rules.REMIND) - 1)]
