"""Answers on X: under a post, and as private messages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import (
    ConnectorError,
    Refused,
)
from sinergi.connectors.x import X
from sinergi.connectors.x.tests.archive import WARGA
from sinergi.connectors.x.tests.office import find
from sinergi.connectors.x.tests.standin import StandInX


def test_an_answer_is_found_in_its_thread_only(office: X, network: StandInX) -> None:
    asked = network.archive.write(WARGA["id"], "@kec_cibinong Buka?")
    draft = Draft("Ya, sampai 15.00", reply_to=asked.id, to=WARGA["id"])
    published = office.publish(draft, key="k", progress={})
    assert network.public() == ["@warga_bogor Ya, sampai 15.00"]
    assert find(office, draft, {}) == published
    assert find(office, Draft("Ya, sampai 15.00"), {}) is None
    assert find(office, Draft("Ya, sampai 15.00", reply_to="77"), {}) is None


def test_a_private_answer_is_a_private_message(office: X, network: StandInX) -> None:
    draft = Draft("Nomor antrean Anda 7 & loket 2", reply_to="dm/5", to=WARGA["id"], direct=True)
    published = office.publish(draft, key="k", progress={})
    assert published.remote_id.startswith("dm/")
    assert network.public() == []
    assert find(office, draft, {}) == published
    office.withdraw(published.remote_id)
    office.withdraw(published.remote_id)
    assert find(office, draft, {}) is None


def test_a_private_answer_to_nobody_is_refused(office: X, network: StandInX) -> None:
    for act in (office.publish, lambda d, **k: find(office, d, {})):
        assert isinstance(_error(act), Refused)
    assert network.asked == ["GET /2/users/me"]


def _error(act: Callable[..., object]) -> ConnectorError:
    with pytest.raises(ConnectorError) as raised:
        act(Draft("Ya", reply_to="dm/5"), key="k", progress={})
    return raised.value
