"""A worker is killed with ``kill -9`` between the parts of a thread: each is out once, in order."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from sinergi.networks.models import Delivery
from sinergi.publishing import carried
from tests.support.practice import Practice
from tests.support.processes import die_at
from tests.survival.conftest import Approved, work_once
from tests.survival.test_kills import STEPS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real, pytest.mark.both]

WORDS = ["Layanan KTP keliling.", "Bawa KK asli.", "Gratis."]
TEXT = "\n\n---\n\n".join(WORDS)


def parts(head: Delivery) -> list[Delivery]:
    return list(Delivery.objects.filter(head=head).order_by("part"))


@pytest.mark.parametrize("keys", [True, False], ids=["with keys", "without keys"])
@pytest.mark.parametrize("step", STEPS)
def test_a_part_goes_out_once_whenever_its_worker_is_killed(
    step: str, keys: bool, network: Practice, approved: Approved, later: Callable[[], None]
) -> None:
    head = approved(TEXT)
    assert work_once(timezone.now()) == 1
    orders = ([] if keys else ["no-keys"]) + (["hang"] if step == "during the request" else [])
    network.faults.order(orders)
    die_at(step, network)
    later()
    assert network.visible("cibinong") == WORDS
    head.refresh_from_db()
    assert {head.state, *(row.state for row in parts(head))} == {Delivery.State.SENT}
    post = carried.post_of(head)
    assert post is not None
    assert post.state == "published"


@pytest.mark.parametrize("step", STEPS)
def test_nothing_of_a_thread_goes_out_before_its_first_part(
    step: str, network: Practice, approved: Approved, later: Callable[[], None]
) -> None:
    head = approved(TEXT)
    if step == "during the request":
        network.faults.order(["hang"])
    die_at(step, network)
    later()
    assert network.visible("cibinong") == WORDS
    head.refresh_from_db()
    assert [row.before_id for row in parts(head)] == [head.pk, parts(head)[0].pk]
