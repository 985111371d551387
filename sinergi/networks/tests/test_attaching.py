"""How many pictures an answer has on each network, in public and for one person alone."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from sinergi.conftest import make_account
from sinergi.connectors import registry
from sinergi.connectors.contract import Limits, Replies
from sinergi.networks import queries
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units.models import Unit

#: In public, and for one person alone.
MOST = {
    "bluesky": (20, 20),
    "facebook": (1, 0),
    "instagram": (0, 0),
    "mastodon": (4, 4),
    "sandbox": (4, 4),
    "telegram": (10, 10),
    "threads": (20, 20),
    "whatsapp": (1, 1),
    "x": (4, 1),
    "youtube": (0, 0),
}


def answering() -> list[str]:
    """Return which of our own networks answer."""
    ours = {n: c for n, c in registry.installed().items() if c.__module__.startswith("sinergi.")}
    return sorted(name for name, connector in ours.items() if Replies in connector.__mro__)


@pytest.mark.django_db
@pytest.mark.parametrize("network", MOST)
def test_a_network_says_what_an_answer_may_hold(
    network: str, ayu: User, tree: dict[str, Unit]
) -> None:
    account = make_account(ayu, tree["cibinong"], f"kec.{network}", network)
    card = queries.card(account)
    assert card is not None
    public, alone = card.answer(direct=False), card.answer(direct=True)
    assert (public.images, alone.images) == MOST[network]
    assert {public.least_media, alone.least_media, public.least_videos} == {0}


@pytest.mark.django_db
def test_where_the_card_says_nothing_the_servers_own_limits_hold(ayu_account: Account) -> None:
    ayu_account.limits = asdict(Limits(text=900, images=7, least_media=1))
    card = queries.card(ayu_account)
    assert card is not None
    assert (card.answer(direct=False).images, card.answer(direct=False).least_media) == (7, 0)


def test_every_network_that_answers_is_asked() -> None:
    assert answering() == sorted(MOST)
