"""What people do with accounts, and how the rooms above hand something over to be sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.connectors.contract import Connector, Credentials, Listens, TellsLimits
from sinergi.connectors.errors import ConnectorError, Refused
from sinergi.lib.text import say
from sinergi.networks import gateway, health, rules, signals
from sinergi.networks.models import Account, Delivery
from sinergi.notices import actions as notices
from sinergi.people.models import User
from sinergi.units.models import Unit


class TooLate(Exception):
    """The delivery is on its way or over: what was asked can no longer be done."""


def queue(
    account: Account,
    *,
    unit: Unit,
    kind: str,
    text: str,
    due: datetime,
    media: Sequence[Mapping[str, Any]] = (),
    options: Mapping[str, str] | None = None,
    reply_to: str = "",
) -> Delivery:
    """Hand over something to be sent once. Call it inside the transaction of the act.

    The words are frozen here. A media item is {"file", "name", "mime", "size", "sha256", "alt"}
    with ``file`` a name in the default storage.
    """
    frozen = [dict(item) for item in media]
    return Delivery.objects.create(
        account=account,
        unit=unit,
        kind=kind,
        text=text,
        media=frozen,
        options=dict(options or {}),
        reply_to=reply_to,
        fingerprint=rules.fingerprint(
            account=account.pk, text=text, media=frozen, options=options or {}, reply_to=reply_to
        ),
        due=due,
        next_try=due,
        created=timezone.now(),
    )


def cancel(actor: User, delivery: Delivery) -> bool:
    """Cancel a delivery that has not been touched. False when it is too late."""
    with transaction.atomic():
        done = _untouched(delivery).update(state=Delivery.State.CANCELLED)
        if done:
            audit.record(actor, "delivery.cancelled", on=delivery, unit_id=delivery.unit_id)
    return bool(done)


def move(actor: User, delivery: Delivery, due: datetime) -> bool:
    """Move a delivery to another moment. False when it is too late."""
    with transaction.atomic():
        done = _untouched(delivery).update(due=due, next_try=due)
        if done:
            audit.record(
                actor, "delivery.moved", on=delivery, unit_id=delivery.unit_id, data={"due": due}
            )
    return bool(done)


def retry(actor: User, delivery: Delivery) -> None:
    """Let a failed delivery go out again. Raises TooLate when it is not failed any more."""
    now = timezone.now()
    with transaction.atomic():
        done = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.FAILED).update(
            state=Delivery.State.WAITING,
            next_try=now,
            attempts=0,
            looks=0,
            renewals=0,
            committed_at=None,
            problem={},
        )
        if not done:
            raise TooLate
        audit.record(actor, "delivery.retried", on=delivery, unit_id=delivery.unit_id)


def settle(actor: User, delivery: Delivery, *, sent: bool, url: str = "") -> None:
    """Settle an unsure delivery: a person looked, and says whether it is there.

    Not there: it is sent again, with the same key. Raises TooLate when it is no longer unsure.
    """
    now = timezone.now()
    unsure = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.UNSURE)
    with transaction.atomic():
        if sent:
            done = unsure.update(
                state=Delivery.State.SENT, sent_at=now, url=url, problem={}, settled_by=actor
            )
        else:
            done = unsure.update(
                state=Delivery.State.WAITING, next_try=now, looks=0, committed_at=None,
                problem={}, settled_by=actor,
            )  # fmt: skip
        if not done:
            raise TooLate
        audit.record(
            actor,
            "delivery.settled",
            on=delivery,
            unit_id=delivery.unit_id,
            data={"sent": sent, "url": url},
        )
        delivery.refresh_from_db()
        signals.settled.send(Delivery, delivery=delivery)


def connect(
    actor: User,
    unit: Unit,
    network: str,
    answers: Credentials,
    *,
    owner: User | None = None,
    deputy: User | None = None,
) -> Account:
    """Connect an account with credentials a person typed or a sign-in brought.

    Asks the network whose they are first. An account that was connected before to the same office
    is renewed. Raises ConnectorError when the network does not accept them, Refused when the
    account belongs to another office here.
    """
    connector = gateway.build(network, answers)
    who = connector.identify()
    limits = _limits(connector)
    now = timezone.now()
    values: dict[str, Any] = {
        "name": who.name[:200],
        "url": who.url[:500],
        "scopes": list(who.scopes),
        "state": Account.State.CONNECTED,
        "credentials": gateway.lock(answers),
        "limits": limits,
        "connected_at": now,
        "next_listen": now if isinstance(connector, Listens) else None,
        "failures": 0,
        "problem": {},
    }
    with transaction.atomic():
        account = _renewed(unit, network, who.handle, values) or _new(
            unit, network, who.handle, values | {"owner": owner or actor, "deputy": deputy}
        )
        audit.record(actor, "account.connected", on=account, unit_id=unit.pk)
    return account


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


def renew_secrets() -> int:
    """Write every account's credentials anew under the newest key; return how many."""
    changed = 0
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


def _untouched(delivery: Delivery) -> Any:
    return Delivery.objects.filter(
        pk=delivery.pk, state=Delivery.State.WAITING, lease=None, committed_at=None
    )


def _limits(connector: Connector) -> dict[str, Any]:
    if not isinstance(connector, TellsLimits):
        return {}
    try:
        told = connector.limits()
    except ConnectorError:
        return {}  # the card's own limits stand until the server tells
    return {name: getattr(told, name) for name in told.__slots__}


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
