"""Which tests one process runs together, and how long each may take."""

from __future__ import annotations

import pytest
from hypothesis import settings

from sinergi.testing import together_with


@pytest.mark.parametrize(
    "nodeid",
    [
        "sinergi/connectors/telegram/tests/test_exam.py::test_the_connector_passes[a-b]",
        "tests/faults/test_faults.py::test_whatever_fails[telegram: photo]",
    ],
)
def test_what_is_about_one_connector_belongs_to_it(nodeid: str) -> None:
    assert together_with(nodeid) == "sinergi/connectors/telegram"


def test_what_meets_a_network_that_takes_long_to_start_belongs_together() -> None:
    files = ("test_bluesky_atproto.py", "test_desk_atproto.py")
    assert {together_with(f"tests/real/{name}::test_x") for name in files} == {"atproto"}


@pytest.mark.parametrize(
    "nodeid",
    [
        "sinergi/connectors/tests/test_exam.py::test_the_connector_passes[mastodon-a]",
        "tests/faults/test_faults.py::test_every_network_that_publishes_is_played",
        "sinergi/inbox/tests/test_hearing.py::test_x",
    ],
)
def test_what_is_about_no_single_connector_stays_with_its_file(nodeid: str) -> None:
    assert together_with(nodeid) == ""


def test_all_rules_of_the_house_read_its_code_in_one_process() -> None:
    assert {together_with(f"tests/house/{name}::test_x") for name in ("a.py", "b.py")} == {
        "tests/house"
    }


def test_what_holds_for_all_values_is_not_timed() -> None:
    """Two cores may have much to do."""
    assert settings.default is not None
    assert settings.default.deadline is None
