"""Programs connect accounts as the page does: with fields, by an address to sign in at, by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.conftest import person
from sinergi.networks import gateway, practice
from sinergi.networks.models import Account, SignInAttempt
from sinergi.networks.tests.test_sign_in import allow
from sinergi.people.models import User
from sinergi.units.models import Role, Unit
from sinergi.web.models import IdempotencyRecord
from tests.api.conftest import Answer, Json, Program, program_of


@pytest.fixture
def dewi(tree: dict[str, Unit]) -> User:
    """The coordinator of Ayu's district: who may connect its accounts."""
    return person("dewi", "Dewi", tree["cibinong"], Role.COORDINATOR)


@pytest.fixture
def as_dewi(dewi: User) -> Program:
    return program_of(dewi)


@pytest.fixture(autouse=True)
def latihan() -> Iterator[None]:
    """The practice network, fresh."""
    practice.application.cache_clear()
    (settings.HOME / "sandbox.sqlite3").unlink(missing_ok=True)
    yield
    practice.application.cache_clear()


@pytest.fixture
def token() -> str:
    """What the practice network gave for an account."""
    return practice.application().store.join("camat", "Pak Camat")


def on_practice(unit: Unit, **answers: str) -> Json:
    server = f"{settings.SITE_URL}{practice.PREFIX}"
    return {"unit": unit.pk, "network": "sandbox", "answers": {"server": server, **answers}}


def problem(answer: Answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix("urn:sinergi:problem:")


def test_a_token_connects_at_once_and_is_never_shown(
    as_dewi: Program, dewi: User, tree: dict[str, Unit], token: str
) -> None:
    answer = as_dewi.post("/accounts", on_practice(tree["cibinong"], token=token))
    assert answer.status_code == 201, answer.content
    account = Account.objects.get()
    assert (account.handle, account.owner, account.unit) == ("camat", dewi, tree["cibinong"])
    assert gateway.unlock(bytes(account.credentials))["token"] == token
    assert (answer.json()["id"], answer.json()["state"]) == (account.pk, "connected")
    shown = answer.content + as_dewi.get(f"/accounts/{account.pk}").content
    assert token.encode() not in shown
    entry = Entry.objects.get(verb="account.connected")
    assert (entry.actor_id, entry.door) == (dewi.pk, "api")
    assert token not in str(entry.data)


def test_with_a_key_it_is_connected_once_and_no_secret_is_stored_beside_it(
    as_dewi: Program, tree: dict[str, Unit], token: str
) -> None:
    body = on_practice(tree["cibinong"], token=token)
    first, again = (as_dewi.post("/accounts", body, key="satu") for _ in range(2))
    assert (first.status_code, again.content) == (201, first.content)
    assert again["Idempotent-Replayed"] == "true"
    assert Entry.objects.filter(verb="account.connected").count() == 1
    assert token not in repr(IdempotencyRecord.objects.values().get())


def test_where_a_person_signs_in_the_answer_is_an_address(
    as_dewi: Program, dewi: User, tree: dict[str, Unit]
) -> None:
    answer = as_dewi.post("/accounts", on_practice(tree["cibinong"]))
    assert answer.status_code == 202, answer.content
    told = answer.json()
    assert told["address"].startswith(f"{settings.SITE_URL}{practice.PREFIX}/masuk?")
    assert told["until"] > timezone.now().isoformat()
    assert not Account.objects.exists()
    browser = Client()
    browser.force_login(dewi)
    browser.get(allow(told["address"]))
    assert Account.objects.get().unit == tree["cibinong"]
    assert not SignInAttempt.objects.exists()


def test_an_account_is_kept_by_hand(as_dewi: Program, tree: dict[str, Unit]) -> None:
    body: Json = {"unit": tree["cibinong"].pk, "network": "tiktok"}
    kept = {"handle": "@cibinong", "url": "https://www.tiktok.com/@cibinong"}
    assert as_dewi.post("/accounts", body | {"by_hand": kept}).status_code == 201
    account = Account.objects.get()
    assert (account.handle, account.by_hand) == ("@cibinong", True)
    wrong = as_dewi.post("/accounts", body | {"by_hand": {**kept, "url": "javascript:alert(1)"}})
    assert problem(wrong) == (422, "invalid")
    assert "by_hand/url" in wrong.json()["detail"]


@pytest.mark.parametrize(
    ("body", "kind", "says"),
    [
        ({"network": "sandbox", "answers": {"server": "x", "age": "7"}}, "invalid", "answers/age"),
        ({"network": "telegram", "answers": {"chat": "@a"}}, "invalid", "answers/token"),
        ({"network": "nowhere"}, "invalid", "nowhere"),
        ({"network": "facebook"}, "refused", "Facebook"),
        ({"network": "whatsappchannel"}, "refused", "Saluran WhatsApp"),
        ({"network": "tiktok", "by_hand": {"handle": " "}}, "invalid", "by_hand/handle"),
    ],
)
def test_what_does_not_connect_is_refused_in_words(
    as_dewi: Program, tree: dict[str, Unit], body: Json, kind: str, says: str
) -> None:
    answer = as_dewi.post("/accounts", {"unit": tree["cibinong"].pk, **body})
    assert problem(answer) == (422, kind), answer.content
    assert says in answer.json()["detail"]
    assert not Account.objects.exists()


def test_a_secret_that_is_refused_is_not_said_again(
    as_dewi: Program, tree: dict[str, Unit]
) -> None:
    answer = as_dewi.post("/accounts", on_practice(tree["cibinong"], token="rahasia-salah"))
    assert problem(answer) == (422, "refused")
    long = as_dewi.post("/accounts", on_practice(tree["cibinong"], token="rahasia" * 400))
    assert problem(long) == (422, "invalid")
    assert b"rahasia" not in answer.content + long.content


def test_a_network_that_is_not_there_may_be_asked_again(
    as_dewi: Program, tree: dict[str, Unit]
) -> None:
    answers = {"server": "http://127.0.0.1:9", "token": "rahasia-uji"}
    body = {"unit": tree["cibinong"].pk, "network": "mastodon", "answers": answers}
    answer = as_dewi.post("/accounts", body, key="satu")
    assert problem(answer) == (503, "unavailable")
    assert not IdempotencyRecord.objects.exists()


def test_only_who_may_connect_there_connects(
    as_ayu: Program, as_citra: Program, tree: dict[str, Unit], token: str
) -> None:
    hadi = program_of(person("hadi", "Hadi", tree["ciomas"], Role.COORDINATOR))
    for program in (as_ayu, as_citra, hadi):
        answer = program.post("/accounts", on_practice(tree["cibinong"], token=token))
        assert problem(answer) == (403, "forbidden")
    assert not Account.objects.exists()


def test_a_token_that_only_reads_does_not_connect(dewi: User, tree: dict[str, Unit]) -> None:
    reading = program_of(dewi, ["accounts:read"])
    assert problem(reading.post("/accounts", on_practice(tree["cibinong"]))) == (403, "scope")


def test_networks_say_how_they_are_connected(as_ayu: Program) -> None:
    known = {item["network"]: item for item in as_ayu.get("/networks").json()["items"]}
    assert known["telegram"]["ways"] == ["fields", "by-hand"]
    assert known["mastodon"]["ways"] == ["fields", "sign-in", "by-hand"]
    assert known["threads"]["ways"] == ["sign-in", "by-hand"]
    assert known["whatsappchannel"]["ways"] == ["by-hand"]
    assert (known["facebook"]["ready"], known["telegram"]["ready"]) == (False, True)
    asked = {field["name"]: field for field in known["telegram"]["asks"]}
    assert (asked["token"]["secret"], asked["token"]["required"]) == (True, True)
