"""Connectors are found by their entry points; one that is broken keeps no other away."""

from __future__ import annotations

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
    ("value", "why"),
    [
        ("no_such_package:Network", "ModuleNotFoundError: No module named 'no_such_package'"),
        ("sinergi.connectors.sandbox:NoSuchClass", "AttributeError: "),
        ("sinergi.connectors.sandbox.citizens:CITIZENS", "it has no card about itself"),
        ("sinergi.connectors.errors:Refused", "it has no card about itself"),
        ("sinergi.connectors.mastodon:Mastodon", "its card is of 'mastodon'"),
    ],
)
def test_a_broken_connector_keeps_no_other_away_and_is_told_when_it_is_to_be_used(
    value: str, why: str
) -> None:
    entries = [entry("broken", value), entry("sandbox", "sinergi.connectors.sandbox:Sandbox")]
    shelf = registry.collected(entries)
    assert shelf.found == {"sandbox": Sandbox}
    assert shelf.broken["broken"].startswith(why)
    assert registry.enabled(["sandbox"], shelf) == {"sandbox": Sandbox}
    with pytest.raises(registry.Unknown, match=r"'broken' cannot be loaded .*SINERGI_NETWORKS"):
        registry.enabled(["sandbox", "broken"], shelf)


def test_two_connectors_with_one_name_stop_the_start() -> None:
    with pytest.raises(registry.Unknown, match="'sandbox'"):
        registry.collected([entry("sandbox", "sinergi.connectors.sandbox:Sandbox")] * 2)
