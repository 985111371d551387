"""A request that is sent twice acts once."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import cast

import pytest
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.networks.models import Account
from sinergi.people.models import ApiToken, User
from sinergi.publishing.models import Approval, Post
from sinergi.web import forgetting
from sinergi.web.api import idempotency
from sinergi.web.api.auth import Asked
from sinergi.web.api.problems import Refused
from sinergi.web.api.shapes import Ref
from sinergi.web.models import IdempotencyRecord
from tests.api.conftest import Json, Program


@pytest.fixture
def body(ayu_account: Account) -> Json:
    return {"unit": ayu_account.unit_id, "text": "Halo", "targets": [{"account": ayu_account.pk}]}


def test_the_same_request_is_answered_the_same_and_done_once(as_ayu: Program, body: Json) -> None:
    first = as_ayu.post("/posts", body, key="satu")
    again = as_ayu.post("/posts", body, key="satu")
    assert (again.status_code, again.content) == (first.status_code, first.content) != (200, b"")
    assert first.status_code == 201
    assert again["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first
    assert Post.objects.count() == 1


def test_an_answer_looks_the_same_with_and_without_a_key(as_ayu: Program, body: Json) -> None:
    made = as_ayu.post("/posts", body, key="satu").json()
    plain = as_ayu.get(f"/posts/{made['id']}")
    assert plain.json() == made
    assert plain["Content-Type"] == "application/json; charset=utf-8"


def test_a_key_belongs_to_one_request(as_ayu: Program, body: Json) -> None:
    as_ayu.post("/posts", body, key="satu")
    other = as_ayu.post("/posts", body | {"text": "Lain"}, key="satu")
    assert other.status_code == 422
    assert other.json()["type"] == "urn:sinergi:problem:key-reused"
    assert as_ayu.post("/posts/1/cancel", key="satu").status_code == 422
    assert Post.objects.count() == 1


def test_keys_of_two_people_are_strangers(as_ayu: Program, as_citra: Program, body: Json) -> None:
    as_ayu.post("/posts", body, key="satu")
    answer = as_citra.post("/posts", body, key="satu")
    assert answer.status_code == 404
    assert "Idempotent-Replayed" not in answer


def test_a_refusal_gives_the_key_back(as_ayu: Program, body: Json) -> None:
    made = as_ayu.post("/posts", body | {"targets": []}).json()
    asks = f"/posts/{made['id']}/approvals"
    assert as_ayu.post(asks, {}, key="tanya").status_code == 422
    assert not IdempotencyRecord.objects.exists()
    as_ayu.put(f"/posts/{made['id']}", {"version": 1, "text": "Halo", "targets": body["targets"]})
    assert as_ayu.post(asks, {}, key="tanya").status_code == 201
    assert Approval.objects.count() == 1


def test_a_request_that_is_being_worked_on_is_told_so(
    as_ayu: Program, ayu: User, body: Json
) -> None:
    as_ayu.post("/posts", body, key="satu")
    IdempotencyRecord.objects.update(status=None, answer="")
    answer = as_ayu.post("/posts", body, key="satu")
    assert answer.status_code == 409
    assert answer.json()["type"] == "urn:sinergi:problem:key-in-use"
    assert answer["Retry-After"] == "1"
    assert Post.objects.count() == 1


def test_the_key_of_a_dead_request_is_taken_over(as_ayu: Program, body: Json) -> None:
    as_ayu.post("/posts", body, key="satu")
    gone = timezone.now() - timedelta(seconds=1)
    IdempotencyRecord.objects.update(status=None, answer="", lease=gone)
    assert as_ayu.post("/posts", body, key="satu").status_code == 201
    assert IdempotencyRecord.objects.get().status == 201


def test_an_act_falls_with_its_answer(
    as_ayu: Program, ayu: User, body: Json, rf: RequestFactory
) -> None:
    """A request that took so long that another took its key leaves nothing behind."""
    token = ApiToken.objects.get(user=ayu)

    def slow(request: Asked) -> Ref:
        as_ayu.post("/posts", body)
        IdempotencyRecord.objects.update(holder="another")
        return Ref(id=1, name="")

    request = cast("Asked", rf.post("/api/v1/posts", headers={"Idempotency-Key": "satu"}))
    request.auth = token
    with pytest.raises(Refused) as refused:
        idempotency.honoured(slow)(request)
    assert refused.value.kind == "key-in-use"
    assert not Post.objects.exists()
    assert not Entry.objects.filter(verb="post.written").exists()


@pytest.mark.parametrize("key", [" ", "a b", "a" * 256, "é"])
def test_a_key_that_is_none_is_refused(as_ayu: Program, body: Json, key: str) -> None:
    assert as_ayu.post("/posts", body, key=key).status_code == 422
    assert not Post.objects.exists()


def test_answers_are_forgotten_after_a_while(as_ayu: Program, body: Json) -> None:
    as_ayu.post("/posts", body, key="satu")
    now = timezone.now()
    assert forgetting.forget(now) == 0
    assert forgetting.forget(now + forgetting.KEPT + timedelta(seconds=1)) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("outside", [False, True])
def test_while_a_network_is_asked_no_transaction_is_open(
    as_ayu: Program, ayu: User, rf: RequestFactory, outside: bool
) -> None:
    seen: list[bool] = []

    def act(request: Asked) -> Ref:
        seen.append(connection.in_atomic_block)
        return Ref(id=len(seen), name="")

    view = idempotency.honoured(idempotency.outside(act) if outside else act)
    request = cast("Asked", rf.post("/api/v1/accounts", headers={"Idempotency-Key": "satu"}))
    request.auth = ApiToken.objects.get(user=ayu)
    first, again = view(request), view(request)
    assert seen == [not outside]
    assert again.content == first.content


@pytest.mark.django_db(transaction=True)
def test_of_many_requests_at_once_one_acts(as_ayu: Program, body: Json) -> None:
    statuses: list[int] = []
    start = threading.Barrier(6)

    def ask() -> None:
        start.wait()
        try:
            statuses.append(as_ayu.post("/posts", body, key="satu").status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(statuses) == 6
    assert set(statuses) <= {201, 409}
    assert 201 in statuses
    assert Post.objects.count() == 1
    assert Entry.objects.filter(verb="post.written").count() == 1
