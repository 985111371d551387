"""Official accounts and their health."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.utils import timezone
from ninja import Router, Schema, Status

from sinergi.networks import health, queries
from sinergi.networks.models import Account
from sinergi.web.api import connecting
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.connecting import AccountIn, NetworkOut, SignInOut
from sinergi.web.api.idempotency import outside
from sinergi.web.api.paging import cut
from sinergi.web.api.problems import Problem
from sinergi.web.api.shapes import Cursor, Id, Limit, Page, Ref, one_of, reading, ref, writing

router = Router(tags=["accounts"])


class AccountOut(Schema):
    """An account. ``can``: publish, listen, reply; ``limit``: the longest text, as it counts."""

    id: int
    network: str
    handle: str
    name: str
    url: str
    state: Annotated[str, one_of(Account.State)]
    unit: Ref
    connected_at: datetime
    can: list[str]
    limit: int | None


class HealthOut(Schema):
    """How an account is. ``problems`` are in the reader's language, worst first; none: well."""

    account: int
    well: bool
    last_read: datetime | None
    oldest_due: datetime | None
    token_expires: datetime | None
    missing: list[str]
    problems: list[str]


@router.get("/accounts", **needs("accounts:read"), response=reading(Page[AccountOut]))
def list_accounts(request: Asked, cursor: Cursor = "", limit: Limit = 50) -> Page[AccountOut]:
    """The accounts you may see that are not disconnected."""
    rows = queries.accounts_for(person(request))
    return cut(rows, account_out, cursor=cursor, limit=limit, newest=False)


@router.post(
    "/accounts",
    **needs("accounts:write"),
    response={**writing(AccountOut, 201), 202: SignInOut, 503: Problem},
)
@outside
def connect_account(request: Asked, body: AccountIn) -> Status[AccountOut] | Status[SignInOut]:
    """Connect an account, or begin to: 202 with an address where a person signs in.

    As on the page: the network is asked whose account it is, what is secret is stored encrypted and
    never shown, and an account that was connected to the same office before is renewed.
    """
    found = connecting.connect(person(request), body)
    if isinstance(found, SignInOut):
        return Status(202, found)
    return Status(201, account_out(found))


@router.get("/networks", **needs("accounts:read"), response=reading(Page[NetworkOut]))
def list_networks(request: Asked) -> Page[NetworkOut]:
    """The networks of this installation, and what each asks for to connect an account."""
    return Page[NetworkOut](items=connecting.networks())


@router.get("/accounts/{pk}", **needs("accounts:read"), response=reading(AccountOut))
def read_account(request: Asked, pk: Id) -> AccountOut:
    """An account, what it can do, and the longest text it takes."""
    return account_out(queries.account_for(person(request), pk))


@router.get("/accounts/{pk}/health", **needs("accounts:read"), response=reading(HealthOut))
def read_health(request: Asked, pk: Id) -> HealthOut:
    """How an account is doing: last read, what is late, what its access lacks."""
    account = queries.account_for(person(request), pk)
    found = health.of_account(account, now=timezone.now())
    return HealthOut(
        account=account.pk,
        well=not found.problems,
        last_read=found.last_read,
        oldest_due=found.oldest_due,
        token_expires=found.token_expires,
        missing=list(found.missing),
        problems=[queries.words(problem) for problem in found.problems],
    )


def account_out(account: Account) -> AccountOut:
    card = queries.card(account)
    return AccountOut(
        id=account.pk,
        network=account.network,
        handle=account.handle,
        name=account.name,
        url=account.url,
        state=account.state,
        unit=ref(account.unit),
        connected_at=account.connected_at,
        can=sorted(queries.abilities(account.network)),
        limit=card.limits.text if card else None,
    )
