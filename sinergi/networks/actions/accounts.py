"""What people do with accounts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.connectors.contract import Access, Credentials, Listens, Renews, SetsHook
from sinergi.connectors.errors import ConnectorError, Refused
from sinergi.lib.text import No, say
from sinergi.networks import caring, gateway, health, renewing
from sinergi.networks.models import Account, NetworkApp
from sinergi.notices import actions as notices
from sinergi.people.models import User
from sinergi.units.models import Unit


def connect(
    actor: User,
    unit: Unit,
    network: str,
    answers: Credentials,
    *,
    owner: User | None = None,
    deputy: User | None = None,
) -> Account:
    """Connect an account with credentials a person typed; see ``connect_with``.

    Where a network makes access that ends of them (a session of a password), it is asked at once.
    """
    connector = gateway.build(network, answers)
    access = connector.renew() if isinstance(connector, Renews) else Access(answers)
    return connect_with(actor, unit, network, access, owner=owner, deputy=deputy)


def connect_with(
    actor: User,
    unit: Unit,
    network: str,
    access: Access,
    *,
    owner: User | None = None,
    deputy: User | None = None,
) -> Account:
    """Connect an account with what a person typed or a sign-in brought.

    Asks the network whose it is first. An account that was connected before to the same office
    is renewed. Raises ConnectorError when the network does not accept it, Refused when the
    account belongs to another office here.
    """
    connector = gateway.build(network, access.credentials)
    who = connector.identify()
    now = timezone.now()
    values: dict[str, Any] = {
        "name": who.name[:200],
        "url": who.url[:500],
        "remote_id": who.remote_id[:200],
        "scopes": list(who.scopes),
        "next_listen": now if isinstance(connector, Listens) else None,
        "next_care": now if isinstance(connector, SetsHook) else now + caring.EVERY,
        **renewing.kept(access, network, now=now),
        **_told(connector),
    }
    if values["renew_at"]:
        values["next_care"] = min(values["next_care"], values["renew_at"])
    return _connected(actor, unit, network, who.handle, values, owner=owner, deputy=deputy)


def keep_by_hand(
    actor: User,
    unit: Unit,
    network: str,
    *,
    handle: str,
    url: str = "",
    owner: User | None = None,
    deputy: User | None = None,
) -> Account:
    """Write down an account that people look after themselves, without any access.

    Raises No when the handle is empty, Refused when it belongs to another office here.
    """
    handle = " ".join(handle.replace("\0", "").split())[:200]
    if not handle:
        raise No(say("Write the name of the account."))
    values: dict[str, Any] = {
        "name": handle,
        "url": url[:500],
        "by_hand": True,
        "credentials": b"",
        "next_listen": None,
        "next_care": None,
    }
    return _connected(actor, unit, network, handle, values, owner=owner, deputy=deputy)


def disconnect(actor: User, account: Account) -> None:
    """Forget an account's credentials. What was sent and heard stays; what waits is held."""
    with transaction.atomic():
        open_ones = Account.objects.filter(pk=account.pk).exclude(state=Account.State.CLOSED)
        if not open_ones.update(state=Account.State.CLOSED, credentials=b"", next_listen=None):
            return  # somebody else was faster
        audit.record(actor, "account.disconnected", on=account, unit_id=account.unit_id)
        text = say("{who} disconnected {account}. What is due there is held.")
        _tell(actor, account, health.responsible(account), "account.disconnected", text)


def hand_over(actor: User, account: Account, *, owner: User, deputy: User | None) -> None:
    """Change who looks after an account, and tell those who now do."""
    before = {account.owner_id, account.deputy_id}
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(owner=owner, deputy=deputy)
        audit.record(
            actor,
            "account.handed_over",
            on=account,
            unit_id=account.unit_id,
            data={"owner": owner.pk, "deputy": deputy.pk if deputy else None},
        )
        new = [p for p in (owner, deputy) if p is not None and p.pk not in before]
        text = say("{who} asked you to look after {account}.")
        _tell(actor, account, new, "account.handed_over", text)


def set_budget(actor: User, account: Account, amount: int | None) -> None:
    """Set what may be spent in a month, in millionths of a US dollar; None: whatever it costs."""
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(budget=amount)
        audit.record(
            actor, "account.budget", on=account, unit_id=account.unit_id, data={"budget": amount}
        )


def register_app(actor: User | None, network: str, answers: Mapping[str, str]) -> None:
    """Keep what a network gave this installation's app. What is not given stays as it was."""
    now = timezone.now()
    with transaction.atomic():
        known = gateway.app_answers(network)
        kept = gateway.lock({**known, **{n: v for n, v in answers.items() if v}})
        NetworkApp.objects.update_or_create(
            network=network, defaults={"answers": kept, "changed": now}
        )
        audit.record(actor, "network.registered", data={"network": network})


def renew_secrets() -> int:
    """Write every account's credentials anew under the newest key; return how many."""
    changed = 0
    for app in NetworkApp.objects.all():
        renewed = gateway.vault().renew(bytes(app.answers))
        changed += NetworkApp.objects.filter(pk=app.pk, answers=app.answers).update(answers=renewed)
    for account in Account.objects.exclude(credentials=b"").only("pk", "credentials"):
        renewed = gateway.vault().renew(bytes(account.credentials))
        changed += Account.objects.filter(pk=account.pk, credentials=account.credentials).update(
            credentials=renewed
        )
    return changed


def _tell(actor: User, account: Account, people: list[User], kind: str, text: str) -> None:
    facts = {"who": str(actor), "account": account.handle}
    for person in people:
        if person.pk != actor.pk:
            url = reverse("networks:account", args=[account.pk])
            notices.tell(person, kind, text, url=url, facts=facts)


def _connected(
    actor: User,
    unit: Unit,
    network: str,
    handle: str,
    values: dict[str, Any],
    *,
    owner: User | None,
    deputy: User | None,
) -> Account:
    fresh = {
        "by_hand": False,
        "state": Account.State.CONNECTED,
        "connected_at": timezone.now(),
        "failures": 0,
        "problem": {},
    }
    values = fresh | values
    with transaction.atomic():
        account = _renewed(unit, network, handle, values) or _new(
            unit, network, handle, values | {"owner": owner or actor, "deputy": deputy}
        )
        audit.record(
            actor,
            "account.connected",
            on=account,
            unit_id=unit.pk,
            data={"by_hand": account.by_hand},
        )
    return account


def _told(connector: object) -> dict[str, Any]:
    try:
        return {"limits": {}, "options": [], "missing": []} | caring.facts_of(connector)
    except ConnectorError:
        return {}  # the card's own limits stand until the network tells


def _renewed(unit: Unit, network: str, handle: str, values: dict[str, Any]) -> Account | None:
    known = Account.objects.filter(network=network, handle=handle)
    elsewhere = known.exclude(unit=unit).exclude(state=Account.State.CLOSED).first()
    if elsewhere:
        raise Refused(say("{handle} is already connected, by another office."), handle=handle)
    account = known.filter(unit=unit).order_by("-connected_at").first()
    if account:
        Account.objects.filter(pk=account.pk).update(**values)
        account.refresh_from_db()
    return account


def _new(unit: Unit, network: str, handle: str, values: dict[str, Any]) -> Account:
    try:
        with transaction.atomic():
            return Account.objects.create(unit=unit, network=network, handle=handle, **values)
    except IntegrityError as e:
        raise Refused(
            say("{handle} is already connected, by another office."), handle=handle
        ) from e
