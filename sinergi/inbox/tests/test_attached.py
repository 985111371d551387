"""What the public attached is fetched when somebody opens it, and never shown to Citra."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import httpx
import pytest
from django.test import Client
from django.urls import reverse

from sinergi.connectors.contract import About, Credentials, Fetched, Fetches, Identity, Limits
from sinergi.connectors.errors import Unavailable
from sinergi.inbox.models import Message
from sinergi.inbox.tests.conftest import Hear
from sinergi.networks import gateway
from sinergi.networks.models import Account
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


class Sealed(Fetches):
    """Opens what it named, with the account's access."""

    about: ClassVar[About] = About(slug="sealed", name="S", chip="S", limits=Limits(text=10))

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.token = credentials["token"]

    def identify(self) -> Identity:
        return Identity("s", "S", "")

    def fetch(self, attachment: str) -> Fetched:
        if attachment == "sealed:gone":
            raise Unavailable("{host} cannot be reached.", host="sealed.example")
        assert self.token
        return Fetched(attachment.partition(":")[2], b"<script>")


@pytest.fixture
def message(heard: Hear, ayu_account: Account) -> Iterator[Message]:
    gateway.enabled()["sealed"] = Sealed
    Account.objects.filter(pk=ayu_account.pk).update(network="sealed")
    made = heard().messages.get()
    made.attachments = ["sealed:image/jpeg", "sealed:text/html", "sealed:gone"]
    made.save(update_fields=["attachments"])
    yield made
    del gateway.enabled()["sealed"]


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(message: Message, number: int) -> str:
    return reverse("inbox:attachment", args=[message.conversation_id, message.pk, number])


def test_ayu_opens_a_picture_and_it_is_not_kept(message: Message, ayu: User) -> None:
    page = as_(ayu).get(reverse("inbox:conversation", args=[message.conversation_id]))
    assert address(message, 0) in page.content.decode()
    answer = as_(ayu).get(address(message, 0))
    assert (answer.content, answer["Content-Type"]) == (b"<script>", "image/jpeg")
    assert answer["Cache-Control"] == "private, no-store"


def test_what_could_run_is_handed_out_as_a_file(message: Message, ayu: User) -> None:
    answer = as_(ayu).get(address(message, 1))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == "attachment"


def test_a_network_that_is_away_is_said(message: Message, ayu: User) -> None:
    answer = as_(ayu).get(address(message, 2), follow=True)
    assert "sealed.example" in answer.content.decode()


def test_citra_and_odd_addresses_get_404(message: Message, ayu: User, citra: User) -> None:
    assert as_(citra).get(address(message, 0)).status_code == 404
    assert as_(ayu).get(address(message, 9)).status_code == 404
    Account.objects.update(network="sandbox")
    assert as_(ayu).get(address(message, 0)).status_code == 404
