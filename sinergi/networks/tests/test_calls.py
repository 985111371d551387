"""What a network says by calling us: proven at the door, kept once, read later."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, ClassVar

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sinergi.connectors.contract import (
    About,
    Call,
    Credentials,
    Event,
    Field,
    Hooked,
    Identity,
    Incoming,
    Limits,
    Receipt,
)
from sinergi.inbox.models import Message
from sinergi.networks import actions, calls, gateway
from sinergi.networks.calls import CallReader
from sinergi.networks.models import Account, Delivery, NetworkApp, NetworkCall
from sinergi.networks.tests.conftest import Queue
from sinergi.people.models import User
from sinergi.understanding.reading import TextReader
from sinergi.work.loop import Crashed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

URL = "/kerja/kait/calling/"
SECRET = "rahasia-aplikasi"


class Calling(Hooked):
    """A network that calls, and signs with the secret of our app."""

    own_address: ClassVar[bool] = False
    about: ClassVar[About] = About(
        slug="calling",
        name="C",
        chip="C",
        limits=Limits(text=10),
        app=(Field("app_id", "Id"), Field("app_secret", "Secret", secret=True)),
    )

    def __init__(self, credentials: Credentials, http: object) -> None:
        self.secret = credentials.get("app_secret", SECRET)

    def identify(self) -> Identity:
        return Identity("c", "C", "")

    def challenge(self, call: Call) -> str | None:
        return call.query.get("challenge")

    def genuine(self, call: Call) -> bool:
        return hmac.compare_digest(call.headers.get("x-signature", ""), signed(call.body))

    def events(self, body: bytes) -> list[Event]:
        told = json.loads(body)
        items = [
            Incoming(i, "comment", "warga", "Warga", "Jam berapa?", timezone.now())
            for i in told.get("items", [])
        ]
        receipts = [Receipt(**r) for r in told.get("receipts", [])]
        return [Event(told["account"], items, receipts)]


class CallingEach(Calling):
    own_address: ClassVar[bool] = True


def signed(body: bytes) -> str:
    return hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()


@pytest.fixture
def account(ayu_account: Account) -> Iterator[Account]:
    gateway.enabled()["calling"] = Calling
    Account.objects.update(network="calling", remote_id="42", next_listen=None)
    ayu_account.refresh_from_db()
    yield ayu_account
    del gateway.enabled()["calling"]


def told_of(number: int) -> int:
    """Have one message of the same person come in by a call; return what it cost in questions, from
    its row to its triaged conversation."""
    assert call({"account": "42", "items": [f"m{number}"]}) == 200
    with CaptureQueriesContext(connection) as asked:
        for source in (CallReader(), TextReader()):
            jobs = source.claim(10, now=timezone.now(), holder="w1")
            source.store([(job.id, job.work()) for job in jobs], now=timezone.now())
    return len(asked)


def call(told: dict[str, Any], *, signature: str | None = None, url: str = URL) -> int:
    body = json.dumps(told).encode()
    given = signed(body) if signature is None else signature
    answer = Client().post(
        url, body, content_type="application/json", headers={"x-signature": given}
    )
    return answer.status_code


def read(at: datetime | None = None) -> None:
    now = at or timezone.now()
    reader = CallReader()
    jobs = reader.claim(10, now=now, holder="w1")
    reader.store([(job.id, job.work()) for job in jobs], now=now)


def test_a_call_becomes_a_message_once_however_often_it_comes(account: Account) -> None:
    for _ in range(3):
        assert call({"account": "42", "items": ["m1"]}) == 200
    assert not Message.objects.exists()
    read()
    assert Message.objects.get().account == account
    assert not NetworkCall.objects.exists()


def test_a_call_costs_few_questions_until_its_conversation_is_triaged(account: Account) -> None:
    told_of(1)  # what is prepared once in the life of a process
    costs = [told_of(number) for number in (2, 3)]
    assert Message.objects.filter(understood__read_at__isnull=False).count() == 3
    assert max(costs) <= 47, costs


@pytest.mark.parametrize("signature", ["", "0" * 64, "☃"])
def test_a_forged_call_is_turned_away(account: Account, signature: str) -> None:
    assert call({"account": "42", "items": ["m1"]}, signature=signature.encode().hex()) == 403
    assert not NetworkCall.objects.exists()


def test_the_network_may_check_whose_address_it_is(account: Account) -> None:
    answer = Client().get(URL, {"challenge": "13"})
    assert (answer.status_code, answer.content) == (200, b"13")
    assert not NetworkCall.objects.exists()


def test_nobody_is_called_by_a_network_that_does_not_call(account: Account) -> None:
    assert call({"account": "42"}, url="/kerja/kait/sandbox/") == 403
    assert call({"account": "42"}, url="/kerja/kait/unknown/") == 403


def test_a_call_for_an_account_we_do_not_have_is_read_and_forgotten(account: Account) -> None:
    assert call({"account": "43", "items": ["m1"]}) == 200
    read()
    assert not Message.objects.exists()
    assert not NetworkCall.objects.exists()


def test_news_without_words_makes_us_listen_at_once(account: Account) -> None:
    later = timezone.now() + timedelta(hours=1)
    Account.objects.update(next_listen=later)
    call({"account": "42"})
    read()
    account.refresh_from_db()
    assert account.next_listen is not None
    assert account.next_listen < later


def test_news_without_words_of_an_account_nobody_listens_to_is_looked_after(
    account: Account,
) -> None:
    call({"account": "42"})
    read()
    account.refresh_from_db()
    assert account.next_listen is None
    assert account.next_care is not None


def test_a_call_that_cannot_be_read_is_tried_again_and_then_kept(account: Account) -> None:
    NetworkCall.objects.create(
        network="calling", body=b"[", received=timezone.now(), next_try=timezone.now()
    )
    reader, now = CallReader(), timezone.now()
    for _ in range(calls.TRIES + 2):
        for job in reader.claim(10, now=now, holder="w1"):
            with pytest.raises(ValueError):  # noqa: PT011  # whatever a connector may raise
                job.work()
            reader.store([(job.id, Crashed("ValueError"))], now=now)
        now += timedelta(minutes=5)
    row = NetworkCall.objects.get()
    assert (row.attempts, row.next_try) == (calls.TRIES, None)


def test_a_receipt_settles_what_we_were_not_sure_of(account: Account, queue: Queue) -> None:
    delivery = queue(account=account)
    Delivery.objects.update(state="unsure", committed_at=timezone.now())
    told = {"remote_id": "w1", "state": "sent", "key": str(delivery.key)}
    call({"account": "42", "receipts": [told]})
    call({"account": "42", "receipts": [{"remote_id": "w1", "state": "read"}]})
    read()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.remote_id) == ("sent", "w1")
    assert set(delivery.receipts) == {"sent", "read"}


def test_a_receipt_may_say_where_it_is_seen(account: Account, queue: Queue) -> None:
    queue(account=account)
    Delivery.objects.update(state="sent", sent_at=timezone.now(), remote_id="w1")
    for url in ("https://c.example/1", "https://c.example/2"):
        call({"account": "42", "receipts": [{"remote_id": "w1", "state": "sent", "url": url}]})
        read()
    assert Delivery.objects.get().url == "https://c.example/1"


def test_a_receipt_may_say_that_it_never_arrived(account: Account, queue: Queue) -> None:
    delivery = queue(account=account)
    Delivery.objects.update(state="sent", sent_at=timezone.now(), remote_id="w1")
    failed = {"remote_id": "w1", "state": "failed", "reason": "Nomor tidak dikenal"}
    call({"account": "42", "receipts": [failed]})
    read()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.problem["facts"]["reason"]) == ("failed", failed["reason"])


def test_an_account_with_its_own_address_is_called_there_alone(account: Account) -> None:
    gateway.enabled()["calling"] = CallingEach
    own = calls.address("calling", account).partition("/kerja/")[2]
    assert call({"account": "", "items": ["m1"]}, url=f"/kerja/{own}") == 200
    assert call({"account": "", "items": ["m2"]}, url=f"/kerja/{own[:-3]}xx/") == 404
    assert call({"account": "42", "items": ["m3"]}) == 403
    read()
    assert [m.remote_id for m in Message.objects.all()] == ["m1"]


def test_the_secrets_of_an_app_are_kept_encrypted(ayu: User) -> None:
    gateway.enabled()["calling"] = Calling
    actions.register_app(ayu, "calling", {"app_secret": "sangat-rahasia"})
    actions.register_app(ayu, "calling", {"app_id": "7", "app_secret": ""})
    kept = bytes(NetworkApp.objects.get().answers)
    assert b"sangat-rahasia" not in kept
    assert gateway.unlock(kept) == {"app_secret": "sangat-rahasia", "app_id": "7"}
    del gateway.enabled()["calling"]
