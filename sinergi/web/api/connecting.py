"""Connecting an official account: with what the network asks for, or an address to sign in at."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext
from ninja import Schema
from pydantic import Field

from sinergi.lib.text import say
from sinergi.networks import actions, connecting, queries, sign_in
from sinergi.networks.connecting import Way
from sinergi.networks.forms import AnswersForm, ByHandForm
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units import queries as offices
from sinergi.units.models import Unit
from sinergi.web.api.problems import Refused
from sinergi.web.api.shapes import IdIn, Said, words

Answer = Annotated[str, words(2000)]


class FieldOut(Schema):
    """Something a network asks for. ``choices``: its values, where only some are possible."""

    name: str
    label: str
    secret: bool
    required: bool
    default: str
    choices: list[str]


class NetworkOut(Schema):
    """A network of this installation, and how an account there is connected.

    `ways`: `fields` (its answers are enough), `sign-in` (a person signs in there), `by-hand`
    (without access). `ready`: false until whoever runs the installation has registered it there.
    """

    network: str
    name: str
    ways: list[Way]
    ready: bool
    asks: list[FieldOut]


class ByHandIn(Said):
    """An account people look after themselves, as the public sees it."""

    handle: Annotated[str, words(200, 1)]
    url: Annotated[str, words(500)] = ""


class AccountIn(Said):
    """What connects an account: `answers` to what the network asks, or `by_hand`."""

    unit: IdIn
    network: Annotated[str, Field(pattern="^[a-z][a-z0-9]{0,29}$")]
    answers: Annotated[dict[str, Answer], Field(max_length=20)] = {}
    by_hand: ByHandIn | None = None


class SignInOut(Schema):
    """Nothing is connected yet: the person of the token opens `address` before `until`."""

    address: str
    until: datetime


def networks() -> list[NetworkOut]:
    return [
        NetworkOut(
            network=row.card.slug,
            name=row.card.name,
            ways=list(row.ways),
            ready=row.ready,
            asks=[
                FieldOut(
                    name=asked.name,
                    label=gettext(asked.label),
                    secret=asked.secret,
                    required=asked.required,
                    default=asked.default,
                    choices=[choice.value for choice in asked.choices],
                )
                for asked in row.card.sign_in
            ],
        )
        for row in connecting.networks()
    ]


def connect(user: User, body: AccountIn) -> Account | SignInOut:
    """Connect an account as the page does. Raises Refused and No; 403, 404."""
    unit = offices.unit_for(user, body.unit, may="account.connect")
    card = queries.about(body.network)
    if card is None:
        raise Refused("invalid", say("network: {name} is not enabled here."), name=body.network)
    if body.by_hand is not None:
        return _by_hand(user, unit, card.slug, body.by_hand)
    if not queries.connectable(card.slug):
        told = say("{network} gives no access: keep the account by hand, with by_hand.")
        raise Refused("refused", told, network=card.name)
    found = connecting.connect(user, unit, card.slug, _answers(card.slug, body.answers))
    if isinstance(found, str):
        return SignInOut(address=found, until=timezone.now() + sign_in.PATIENCE)
    return found


def _by_hand(user: User, unit: Unit, network: str, told: ByHandIn) -> Account:
    form = ByHandForm(told.model_dump())
    if not form.is_valid():
        raise _wrong("by_hand", form)
    with connecting.in_words():
        return actions.keep_by_hand(user, unit, network, **form.cleaned_data)


def _answers(network: str, given: dict[str, str]) -> dict[str, str]:
    """Return the answers as the page would have them. Raises Refused for what it would refuse."""
    form = AnswersForm.filled(network, given)
    unknown = sorted(set(given) - set(form.fields))
    if unknown:
        told = say("answers/{name}: {network} does not ask for it.")
        raise Refused("invalid", told, name=unknown[0], network=network)
    if not form.is_valid():
        raise _wrong("answers", form)
    return form.answers()


def _wrong(where: str, form: AnswersForm | ByHandForm) -> Refused:
    """Return the first thing a form refuses; what was typed is not repeated."""
    name, problems = next(iter(form.errors.items()))
    return Refused("invalid", "{place}: {why}", place=f"{where}/{name}", why=str(problems[0]))
