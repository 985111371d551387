"""A worker is killed with ``kill -9`` while an answer with a picture goes out: it is there once."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from sinergi.inbox import actions
from sinergi.inbox.models import Conversation
from sinergi.inbox.tests.conftest import hear_items, incoming
from sinergi.lib.media.tests.made import photo
from sinergi.networks import attaching
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from tests.support.practice import Practice
from tests.support.processes import die_at
from tests.survival.test_kills import STEPS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real, pytest.mark.both]

WORDS = "Ini foto jalannya."


@pytest.fixture
def answered(network: Practice, ayu: User, cibinong: Account) -> Delivery:
    """An answer with a picture that Ayu gave to a citizen, due now."""
    asked, _ = network.store.publish("warga.melati", "Warga", "Jalan sudah rata?", plan=False)
    hear_items(cibinong, incoming(str(asked.id), "Jalan sudah rata?", kind="mention"))
    picture = attaching.brought(io.BytesIO(photo("PNG", size=(64, 48))), name="jalan.png")
    talk = Conversation.objects.get(messages__remote_id=str(asked.id))
    made = actions.reply(ayu, talk, text=WORDS, media=[{**picture, "alt": "Jalan rata"}])
    assert made.delivery is not None
    return made.delivery


def shown(network: Practice, delivery: Delivery) -> list[str]:
    """Return how the pictures of what went out are described there."""
    return [alt for _id, alt in network.store.media_of(int(delivery.remote_id))]


@pytest.mark.parametrize("keys", [True, False], ids=["with keys", "without keys"])
@pytest.mark.parametrize("step", STEPS)
def test_an_answer_with_a_picture_is_out_once_whenever_its_worker_is_killed(
    step: str,
    keys: bool,
    network: Practice,
    answered: Delivery,
    later: Callable[[], None],
) -> None:
    network.faults.order([] if keys else ["no-keys"])
    die_at("after it was stored", network)  # the picture is uploaded: nobody sees it yet
    if step == "during the request":
        network.faults.order([*([] if keys else ["no-keys"]), "hang"])
    die_at(step, network)
    later()
    answered.refresh_from_db()
    assert network.visible("cibinong") == [WORDS]
    assert answered.state == Delivery.State.SENT
    assert shown(network, answered) == ["Jalan rata"]
