"""The API of the practice network: no fault on bad input."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sinergi.connectors.sandbox.server import Application
from sinergi.connectors.sandbox.store import Store

HERE = "http://latihan.example"
BACK = f"{HERE}/kerja/akun/kembali"
SIGN_IN = {"redirect": BACK, "state": "s&<", "challenge": "c", "handle": "Kecamatan Cibinong"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "sandbox.sqlite3", seed=1, durable=False)


@pytest.fixture
def http(store: Store) -> Iterator[httpx.Client]:
    transport = httpx.WSGITransport(Application(store))
    with httpx.Client(transport=transport, base_url=HERE) as client:
        yield client


@pytest.fixture
def bearer(store: Store) -> dict[str, str]:
    token = store.join("kecamatan.cibinong", "Kecamatan Cibinong")
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic YTpi"])
def test_nobody_reads_without_a_token(http: httpx.Client, token: str) -> None:
    for path in ("/api/me", "/api/posts", "/api/news", "/api/posts/1/numbers"):
        assert http.get(path, headers={"Authorization": token}).status_code == 401


def test_a_text_that_is_too_long_is_refused(http: httpx.Client, bearer: dict[str, str]) -> None:
    told = http.post("/api/posts", headers=bearer, json={"text": "a" * 281})
    assert told.status_code == 422
    assert "280" in told.json()["error"]


def test_an_answer_to_what_is_gone_is_refused(http: httpx.Client, bearer: dict[str, str]) -> None:
    told = http.post("/api/posts", headers=bearer, json={"text": "a", "reply_to": "999"})
    assert told.status_code == 404


def test_a_body_that_is_too_large_is_not_read(http: httpx.Client, bearer: dict[str, str]) -> None:
    told = http.post("/api/media", headers=bearer, content=b"x" * 10_000_001)
    assert told.status_code == 413


def test_a_citizens_words_are_liked_once(
    http: httpx.Client, bearer: dict[str, str], store: Store
) -> None:
    post = http.post("/api/posts", headers=bearer, json={"text": "Loket buka"}).json()["id"]
    said = http.post("/api/citizen", json={"post": post, "text": "Terima kasih"}).json()["id"]
    for method, likes in (("PUT", 1), ("PUT", 1), ("DELETE", 0), ("DELETE", 0)):
        assert http.request(method, f"/api/posts/{said}/like", headers=bearer).status_code == 200
        assert store.posts("id = ?", (int(said),))[0].likes == likes
    assert http.put("/api/posts/999/like", headers=bearer).status_code == 404
    assert http.put(f"/api/posts/{said}/like").status_code == 401


def test_only_what_stands_under_an_own_post_is_deleted(
    http: httpx.Client, bearer: dict[str, str], store: Store
) -> None:
    post = http.post("/api/posts", headers=bearer, json={"text": "Loket buka"}).json()["id"]
    rude = http.post("/api/citizen", json={"post": post, "text": "kasar"}).json()["id"]
    below = http.post("/api/citizen", json={"post": rude, "text": "lebih kasar"}).json()["id"]
    alone = http.post("/api/citizen", json={"text": "sendiri"}).json()["id"]
    other = {"Authorization": f"Bearer {store.join('kecamatan.ciomas', 'Ciomas')}"}
    assert http.delete(f"/api/comments/{rude}", headers=other).status_code == 403
    assert http.delete(f"/api/comments/{alone}", headers=bearer).status_code == 403
    assert http.delete(f"/api/comments/{post}", headers=bearer).status_code == 403
    for gone in (below, rude, rude):
        assert http.delete(f"/api/comments/{gone}", headers=bearer).status_code == 200
    assert [str(one.id) for one in store.posts()] == [alone, post]


def test_a_review_has_stars_and_reaches_its_account(
    http: httpx.Client, bearer: dict[str, str]
) -> None:
    asked = {"text": "Antre dua jam", "account": "kecamatan.cibinong", "stars": 2}
    assert http.post("/api/citizen", json=asked).status_code == 200
    assert http.post("/api/citizen", json={**asked, "text": ""}).status_code == 200
    for wrong in ({**asked, "stars": 6}, {**asked, "account": ""}):
        assert http.post("/api/citizen", json=wrong).status_code == 400
    items = http.get("/api/news", headers=bearer).json()["items"]
    assert [(i["kind"], i["stars"], i["text"]) for i in items] == [
        ("review", 2, "Antre dua jam"),
        ("review", 2, ""),
    ]


VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text())


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=80,
    deadline=None,
)
@given(
    path=st.sampled_from(["token", "posts", "media", "citizen", "faults", "posts/1/numbers", ""]),
    method=st.sampled_from(["GET", "POST", "DELETE", "PUT"]),
    told=st.dictionaries(
        st.sampled_from(
            ["text", "reply_to", "key", "media", "code", "verifier", "redirect", "post"]
        ),
        VALUES,
    )
    | VALUES,
    query=st.dictionaries(st.sampled_from(["after", "most", "mine", "alt"]), st.text()),
)
def test_no_input_is_a_fault_of_the_network(
    http: httpx.Client,
    bearer: dict[str, str],
    path: str,
    method: str,
    told: object,
    query: dict[str, str],
) -> None:
    body = json.dumps(told)
    answer = http.request(method, f"/api/{path}", headers=bearer, content=body, params=query)
    assert answer.status_code < 500
    assert answer.json() is not None
