"""A comment is hidden at our wish, once the network has said so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from sinergi.connectors.contract import Hides
from sinergi.connectors.errors import ConnectorError, Unavailable
from sinergi.inbox import hiding
from sinergi.inbox.models import Conversation, Message
from sinergi.inbox.tests.conftest import Hear
from sinergi.lib.text import No
from sinergi.networks import gateway
from sinergi.networks.tests.conftest import Network
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


class Hiding(Network, Hides):
    def __init__(self) -> None:
        super().__init__()
        self.hidden: set[str] = set()
        self.trouble: list[ConnectorError] = []

    def hide(self, remote_id: str, *, hidden: bool) -> None:
        if self.trouble:
            raise self.trouble.pop(0)
        (self.hidden.add if hidden else self.hidden.discard)(remote_id)


@pytest.fixture
def network() -> Hiding:
    return Hiding()


@pytest.fixture
def comment(heard: Hear) -> Iterator[Message]:
    conversation = heard("c1")
    Conversation.objects.update(kind="comment")
    before = gateway.enabled()[conversation.account.network]
    gateway.enabled()[conversation.account.network] = Hiding
    yield Message.objects.select_related("conversation__account").get()
    gateway.enabled()[conversation.account.network] = before


def now(message: Message) -> str:
    message.refresh_from_db()
    return message.hiding


def test_a_comment_is_hidden_and_shown_again(comment: Message, ayu: User, network: Hiding) -> None:
    hiding.ask(ayu, comment, hidden=True)
    assert now(comment) == "hiding"
    hiding.carry_out(comment.pk, lambda _: network)
    assert (now(comment), network.hidden) == ("hidden", {comment.remote_id})
    hiding.ask(ayu, comment, hidden=False)
    hiding.carry_out(comment.pk, lambda _: network)
    assert (now(comment), network.hidden) == ("", set())


def test_what_the_network_does_not_do_is_said(comment: Message, ayu: User, network: Hiding) -> None:
    network.trouble = [Unavailable("{host} cannot be reached.", host="x")]
    hiding.ask(ayu, comment, hidden=True)
    hiding.carry_out(comment.pk, lambda _: network)
    assert now(comment) == ""
    assert comment.problem["facts"] == {"host": "x"}


def test_a_private_message_is_not_hidden(comment: Message, ayu: User) -> None:
    Conversation.objects.update(kind="direct")
    comment.conversation.refresh_from_db()
    with pytest.raises(No):
        hiding.ask(ayu, comment, hidden=True)


def test_ayu_hides_on_the_page_and_citra_cannot(comment: Message, ayu: User, citra: User) -> None:
    url = reverse("inbox:hide", args=[comment.conversation_id, comment.pk])
    for user, status in ((citra, 404), (ayu, 302)):
        client = Client()
        client.force_login(user)
        assert client.post(url, {"do": "hide"}).status_code == status
    assert now(comment) == "hiding"
    page = client.get(reverse("inbox:conversation", args=[comment.conversation_id]))
    assert page.status_code == 200
