"""What ``check`` says of the accounts on networks, and of the apps registered there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from sinergi.cli.findings import Finding
from sinergi.lib.keys import KeyProblem
from sinergi.networks import gateway, health, registered
from sinergi.networks.models import Account, NetworkCall


def of_accounts(now: datetime) -> Iterator[Finding]:
    """Return what is due and not sent, and the accounts for which a person has to do something."""
    oldest = health.overdue(now).select_related("account").first()
    if oldest is not None:
        yield Finding(
            f"Something for {oldest.account} was due at {oldest.due:%Y-%m-%d %H:%M} UTC "
            "and has not been sent.",
            "A post is late, and the public does not hear of it.",
            "Look at its page; reconnect the account or start a worker.",
        )
    troubled = list(health.troubled(now).filter(network__in=settings.NETWORKS).order_by("pk"))
    found = health.of_accounts(troubled, now=now)
    for account in troubled:
        yield Finding(
            f"{account} on {account.network}: "
            + " ".join(
                p["message"].format(**p.get("facts", {})) for p in found[account.pk].problems
            ),
            "Nothing, or not all, is sent and heard there.",
            "Its owner looks at the page of the account; it says more.",
        )
    yield from _missing_rights([account.pk for account in troubled], now)
    yield from _missing()
    for account in Account.objects.exclude(credentials=b""):
        try:
            gateway.unlock(account.credentials)
        except KeyProblem as e:
            yield Finding(
                f"The credentials of {account} cannot be read.",
                "Nothing can be sent or heard there.",
                str(e),
            )


def _missing_rights(told: Collection[int], now: datetime) -> Iterator[Finding]:
    """Return the accounts whose access does not allow everything, but those ``told`` already."""
    rows = Account.objects.filter(state=Account.State.CONNECTED, network__in=settings.NETWORKS)
    rows = rows.exclude(scopes=[]).exclude(pk__in=told).order_by("pk")
    found = health.of_accounts(rows, now=now)
    for account in rows:
        if missing := found[account.pk].missing:
            yield Finding(
                f"{account} on {account.network}: the access does not allow everything "
                f"({', '.join(missing)}).",
                "Not everything works there.",
                "Its owner connects the account again and allows everything that is asked.",
            )


def _missing() -> Iterator[Finding]:
    """Return what networks said that accounts still lack, and the calls nobody could read."""
    connected = Account.objects.filter(state=Account.State.CONNECTED).exclude(missing=[])
    for account in connected.order_by("pk"):
        for lack in account.missing:
            yield Finding(
                f"{account} on {account.network}: {lack['what'].format(**lack['facts'])}",
                "Not everything works there.",
                str(lack["do"]).format(**lack["facts"]),
            )
    unread = NetworkCall.objects.filter(next_try=None).count()
    if unread:
        yield Finding(
            f"{unread} calls of networks could not be read.",
            "What they said may be missing in the inbox, unless listening brought it.",
            "Look for the reason in the log of the workers; run: sinergi inbox backfill",
        )


def of_apps() -> Iterator[Finding]:
    """Return which networks are enabled, but give nobody access: nobody registered an app there."""
    lacking = [
        f"{row.card.name} ({', '.join(registered.app_missing(row.card.slug))})"
        for row in registered.apps()
        if not row.registered
    ]
    if lacking:
        yield Finding(
            f"This installation is not registered with {'; '.join(lacking)}.",
            "Accounts there can only be kept by hand.",
            f"Enter what each network gives you at {settings.SITE_URL}{reverse('networks:apps')}; "
            "docs/connectors says how to obtain it. Or leave the network out of SINERGI_NETWORKS.",
            warning=True,
        )
