"""Connectors are found by their entry points; one that is broken keeps no other away."""

from __future__ import annotations

import logging
from importlib.metadata import EntryPoint

import pytest

from sinergi.connectors import registry
from sinergi.connectors.mastodon import Mastodon
from sinergi.connectors.sandbox import Sandbox


def entry(name: str, value: str) -> EntryPoint:
    return EntryPoint(name=name, value=value, group=registry.GROUP)


def test_what_comes_with_the_house_is_installed() -> None:
    assert registry.installed().items() >= {"mastodon": Mastodon, "sandbox": Sandbox}.items()


def test_installed_is_not_enabled() -> None:
    assert registry.enabled([]) == {}
    assert registry.enabled(["sandbox"]) == {"sandbox": Sandbox}


def test_a_network_that_is_not_installed_is_named_with_what_is_there() -> None:
    with pytest.raises(registry.Unknown, match=r"'nowhere'; installed are: .*mastodon"):
        registry.enabled(["sandbox", "nowhere"])


@pytest.mark.parametrize(
    "value",
    [
        "no_such_package:Network",
        "sinergi.connectors.sandbox:NoSuchClass",
        "sinergi.connectors.sandbox.citizens:CITIZENS",
        "sinergi.connectors.errors:Refused",
    ],
)
def test_a_broken_connector_is_logged_and_left_out(
    value: str, caplog: pytest.LogCaptureFixture
) -> None:
    entries = [entry("broken", value), entry("sandbox", "sinergi.connectors.sandbox:Sandbox")]
    with caplog.at_level(logging.ERROR):
        assert registry.collected(entries) == {"sandbox": Sandbox}
    assert "broken" in caplog.text


def test_two_connectors_with_one_name_stop_the_start() -> None:
    entries = [entry(name, "sinergi.connectors.sandbox:Sandbox") for name in ("one", "two")]
    with pytest.raises(registry.Unknown, match="'sandbox'"):
        registry.collected(entries)
