"""The practice network: pages for people, a small API for programs, and no fault on bad input."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit
from zoneinfo import ZoneInfo

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Refused
from sinergi.connectors.sandbox import Sandbox
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


# -- signing in ----------------------------------------------------------------------------------


def test_a_person_who_allows_it_is_sent_back_with_a_code(http: httpx.Client, store: Store) -> None:
    shown = http.get("/masuk", params={"redirect": BACK, "state": "s&<", "challenge": "c"})
    assert "s&amp;&lt;" in shown.text
    sent = http.post("/masuk", data=SIGN_IN)
    assert sent.status_code == 303
    target = urlsplit(sent.headers["Location"])
    assert target.path == "/kerja/akun/kembali"
    told = parse_qs(target.query)
    assert told["state"] == ["s&<"]
    assert store.take_code(told["code"][0]) == ("kecamatan.cibinong", BACK, "c")


@pytest.mark.parametrize(
    "redirect",
    [
        "",
        "https://penipu.example/",
        "//penipu.example/",
        "javascript:alert(1)",
        f"{HERE}/x\r\nSet-Cookie: a=b",
        f"{HERE}@penipu.example/",
        "http://[::1",
    ],
)
def test_nobody_is_sent_astray(http: httpx.Client, store: Store, redirect: str) -> None:
    sent = http.post("/masuk", data={**SIGN_IN, "redirect": redirect})
    assert sent.status_code == 400
    assert "Location" not in sent.headers


def test_a_practice_network_of_its_own_sends_people_elsewhere(store: Store) -> None:
    transport = httpx.WSGITransport(Application(store, elsewhere=True))
    with httpx.Client(transport=transport, base_url=HERE) as client:
        sent = client.post("/masuk", data={**SIGN_IN, "redirect": "https://sinergi.example/k"})
    assert sent.headers["Location"].startswith("https://sinergi.example/k?code=")


def test_a_code_is_worth_nothing_without_the_verifier(http: httpx.Client, store: Store) -> None:
    code = store.give_code("kecamatan.cibinong", BACK, "not-the-challenge")
    office = Sandbox({"server": HERE}, http)
    with pytest.raises(Refused, match="not valid"):
        office.finish(code=code, redirect=BACK, verifier="v", remembered={})


# -- pages ---------------------------------------------------------------------------------------


def test_pages_say_what_they_are_and_show_words_as_words(http: httpx.Client, store: Store) -> None:
    evil = "<script>alert(1)</script>"
    post, _ = store.publish("warga", evil, evil, plan=False)
    for path in ("/", f"/p/{post.id}", "/@warga", "/masuk"):
        shown = http.get(path, params={"state": evil, "redirect": evil})
        assert shown.status_code == 200
        assert "Bukan jaringan sungguhan" in shown.text
        assert "<script" not in shown.text
        assert "default-src 'none'" in shown.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/", "/p/{post}", "/@warga"])
def test_pages_tell_times_in_the_zone_of_the_installation(store: Store, path: str) -> None:
    post, _ = store.publish("warga", "Warga", "Halo", plan=False)
    there = httpx.WSGITransport(Application(store, zone=ZoneInfo("Asia/Jakarta")))
    with httpx.Client(transport=there, base_url=HERE) as client:
        shown = client.get(path.format(post=post.id)).text
    local = datetime.fromtimestamp(post.at, UTC) + timedelta(hours=7)
    assert local.strftime("%d-%m-%Y %H.%M WIB") in shown


def test_a_trainer_answers_as_a_citizen(
    http: httpx.Client, store: Store, bearer: dict[str, str]
) -> None:
    office = Sandbox({"server": HERE, "token": bearer["Authorization"][7:]}, http)
    post = office.publish(Draft("Layanan Sabtu"), key="k", progress={})
    said = http.post("/warga", data={"post": post.remote_id, "text": "Jam berapa?", "name": "Ibu"})
    assert said.headers["Location"] == f"{HERE}/p/{post.remote_id}"
    assert "Jam berapa?" in http.get(f"/p/{post.remote_id}").text
    (news,) = office.listen(None).items
    assert (news.text, news.author_name, news.kind) == ("Jam berapa?", "Ibu", "comment")


def test_who_has_another_name_is_another_citizen_and_never_an_office(
    http: httpx.Client, bearer: dict[str, str]
) -> None:
    office = Sandbox({"server": HERE, "token": bearer["Authorization"][7:]}, http)
    post = office.publish(Draft("Layanan Sabtu"), key="k", progress={})
    names = ("Ibu Kenanga", "Pak Rambutan", office.identify().handle, "😀", "")
    for name in names:
        http.post("/warga", data={"post": post.remote_id, "text": "Halo", "name": name})
    said = [one.author for one in office.listen(None).items]
    assert said == [
        "ibu.kenanga", "pak.rambutan", f"warga.{office.identify().handle}",
        "warga.melati", "warga.melati",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Antre lama", ""])
def test_a_trainer_rates_an_account_as_a_citizen(
    http: httpx.Client, bearer: dict[str, str], text: str
) -> None:
    office = Sandbox({"server": HERE, "token": bearer["Authorization"][7:]}, http)
    account = office.identify().handle
    assert f'name="account" value="{account}"' in http.get(f"/@{account}").text
    said = {"account": account, "stars": "2", "name": "Ibu", "text": text}
    assert http.post("/warga", data=said).status_code == 303
    (news,) = office.listen(None).items
    assert (news.kind, news.stars, news.text) == ("review", 2, text)


def test_a_picture_is_shown_with_its_description(
    http: httpx.Client, store: Store, bearer: dict[str, str]
) -> None:
    number = store.keep("image/png", 'Loket "A"', b"png")
    post, _ = store.publish("kecamatan.cibinong", "Cibinong", "Foto", media=(number,))
    assert f'/gambar/{number}" alt="Loket &quot;A&quot;"' in http.get(f"/p/{post.id}").text
    shown = http.get(f"/gambar/{number}")
    assert (shown.content, shown.headers["Content-Type"]) == (b"png", "image/png")


def test_while_it_is_still_citizens_wait_with_what_they_have_planned(store: Store) -> None:
    post, _ = store.publish("kecamatan.cibinong", "Cibinong", "Halo", at=0.0)
    network = Application(store, now=lambda: 10_000.0)
    with httpx.Client(transport=httpx.WSGITransport(network), base_url=HERE) as client:
        network.still = True
        client.get("/")
        assert [one.id for one in store.posts()] == [post.id]
        network.still = False
        client.get("/")
    assert len(store.posts()) > 1


@pytest.mark.parametrize("path", ["/p/999", "/p/x", "/gambar/999", "/nothing", "/p/" + "9" * 40])
def test_what_is_not_there_is_said_to_be_so(http: httpx.Client, path: str) -> None:
    assert http.get(path).status_code in {400, 404}


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=60,
    deadline=None,
)
@given(
    path=st.sampled_from(["masuk", "warga", "p/1", "@warga", "gambar/1", ""])
    | st.text(st.characters(codec="utf-8"), max_size=9),
    form=st.dictionaries(
        st.sampled_from([*SIGN_IN, "text", "post", "name", "stars", "account"]), st.text()
    ),
)
def test_no_form_is_a_fault_of_the_network(
    http: httpx.Client, path: str, form: dict[str, str]
) -> None:
    for method in ("GET", "POST"):
        answer = http.request(method, f"/{quote(path)}", data=form)
        assert answer.status_code < 500
