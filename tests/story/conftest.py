"""The stage of the story: two servers, the practice network, people at their desks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from sinergi.conftest import person
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units.models import Role, Unit
from tests.servers.snac import Snac
from tests.support.practice import Practice, practice


@dataclass(frozen=True, slots=True)
class Desk:
    """A person at the desk, working with forms alone as a browser without JavaScript does."""

    client: Client

    def page(self, url: str) -> str:
        answer = self.client.get(url)
        assert answer.status_code == 200, f"{url}: {answer.status_code}"
        return answer.content.decode()

    def send(self, url: str, **values: object) -> str:
        """Send a form and return the page it leads to; fail when it kept a mistake."""
        answer = self.client.post(url, values, follow=True)
        said = answer.content.decode()
        assert answer.status_code == 200, f"{url}: {answer.status_code}"
        assert 'id="errors"' not in said, re.findall(r"(?s)<ul>(.*?)</ul>", said)
        return said

    def status(self, url: str, method: str = "get") -> int:
        return int(getattr(self.client, method)(url).status_code)


def at_desk(user: User) -> Desk:
    """Sign a person in with the password, as a browser does."""
    client = Client()
    sent = client.post(
        reverse("account_login"), {"login": user.username, "password": "kata-sandi-uji"}
    )
    assert sent.status_code == 302, sent.content.decode()
    return Desk(client)


def link(page: str, holding: str) -> str:
    """Return the first address on a page that holds some words."""
    for found in re.findall(r'href="([^"]+)"', page):
        if holding in found:
            return html.unescape(found)
    raise AssertionError(f"no link with {holding!r}")


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Snac, Snac]]:
    """The office's server and a citizen's, federating on loopback addresses."""
    with Snac.pair(tmp_path_factory.mktemp("snac")) as pair:
        yield pair


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Practice]:
    with practice(tmp_path) as served:
        yield served


@pytest.fixture
def dewi(tree: dict[str, Unit]) -> User:
    """The coordinator, who connects accounts."""
    return person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)


def connect_by_sign_in(desk: Desk, unit: Unit, server: Snac, name: str) -> Account:
    """Connect an account on the network's own sign-in page, through our screens."""
    if name not in server.passwords:
        server.add_user(name)
    url = reverse("networks:connect", args=[unit.pk, "mastodon"])
    leaving = desk.send(url, server=server.url)
    back = f"http://127.0.0.1:8000{reverse('networks:sign-in-return')}"
    arrived = server.approve(link(leaving, server.host), name, back)
    assert desk.client.get(arrived.removeprefix("http://127.0.0.1:8000")).status_code == 302
    return Account.objects.get(network="mastodon", unit=unit, state="connected")


def connect_by_token(desk: Desk, unit: Unit, network: Practice, name: str) -> Account:
    url = reverse("networks:connect", args=[unit.pk, "sandbox"])
    desk.send(url, **network.join(name))
    return Account.objects.get(network="sandbox", unit=unit, state="connected")
