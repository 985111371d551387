"""The Bluesky connector against the reference network: its own server, its own sign-in pages."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import httpx
import pytest
from django.db import connections
from django.utils import timezone

from sinergi.connectors import exam
from sinergi.connectors.bluesky import Bluesky
from sinergi.connectors.contract import Draft, Published
from sinergi.connectors.errors import Refused, SignedOut, Unavailable, Unconfirmed
from sinergi.connectors.exam import Candidate, Question, shapes
from sinergi.connectors.exam.wire import Wire, lost
from sinergi.networks import gateway
from sinergi.networks.caring import Carer
from sinergi.networks.models import Account
from tests.real.bluesky_office import Office, approved, connector, film, picture, signed_in, words
from tests.servers.atproto import PASSWORD, Network, Person, until

#: The first time, the network is installed: some minutes.
pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def office(network: Network) -> Office:
    """A district that signed in with an app password, as the house does it."""
    person = network.join("cibinong")
    typed = {
        "server": network.url,
        "identifier": f"@{person.handle}",
        "password": person.app_password(),
    }
    return Office(network, person, connector(network, typed).renew().credentials)


@pytest.fixture(scope="module")
def warga(network: Network) -> Person:
    return network.join("warga")


@pytest.fixture(scope="module")
def candidate(office: Office, warga: Person) -> Candidate:
    def speak(remote_id: str) -> str:
        said = f"Buka sampai jam berapa? {secrets.token_hex(4)}"
        warga.reply(remote_id, said)
        return said

    return Candidate(
        Bluesky,
        office.credentials,
        office.transport,
        answers={"server": office.network.url},
        speak=speak,
        approve=lambda page: approved(page, office.person),
        patience=20,
    )


#: Thousands of misshapen answers need no real server: the one in memory gives them faster.
QUESTIONS = [question for question in exam.QUESTIONS if question not in shapes.QUESTIONS]


@pytest.mark.parametrize("question", QUESTIONS, ids=exam.name)
def test_the_connector_passes(question: Question, candidate: Candidate) -> None:
    question(candidate)


# -- what is shown -------------------------------------------------------------------------------


def test_links_tags_and_people_are_marked_where_they_stand(office: Office, warga: Person) -> None:
    text = "📣 Pasar murah @warga.test @tidak.ada https://bogorkab.example/a?b=1. #BogorMaju"
    record = office.seen(office.publish(Draft(text)))["record"]
    marked = {
        text.encode()[f["index"]["byteStart"] : f["index"]["byteEnd"]].decode(): f["features"][0]
        for f in record["facets"]
    }
    assert set(marked) == {"@warga.test", "https://bogorkab.example/a?b=1", "#BogorMaju"}
    assert marked["@warga.test"]["did"] == warga.did
    assert record["langs"] == ["id"]
    until(lambda: warga.told("mention") or None, 60, "the person was not told")


def test_pictures_are_shown_with_what_they_show(office: Office) -> None:
    files = [picture(f"Loket {number}") for number in range(4)]
    shown = office.seen(office.publish(Draft(words(), files)))["embed"]
    assert shown["$type"] == "app.bsky.embed.images#view"
    assert [image["alt"] for image in shown["images"]] == [file.alt for file in files]
    assert shown["images"][0]["aspectRatio"] == {"width": 64, "height": 48}


def test_more_than_four_pictures_make_a_gallery(office: Office) -> None:
    post = office.publish(Draft(words(), [picture(f"Loket {number}") for number in range(6)]))
    record = office.seen(post)["record"]
    assert record["embed"]["$type"] == "app.bsky.embed.gallery"
    assert len(record["embed"]["items"]) == 6


def test_a_video_goes_straight_to_a_server_that_no_video_service_knows(office: Office) -> None:
    shown = office.seen(office.publish(Draft(words(), [film()])))["embed"]
    assert shown["$type"] == "app.bsky.embed.video#view"
    assert shown["alt"] == "Pasar pagi"
    assert shown["aspectRatio"] == {"width": 1280, "height": 720}


def test_the_first_link_becomes_a_card(office: Office) -> None:
    thumb = picture("").open().read()
    page = b"<title>Pasar</title><meta property=og:description content='Sabtu pagi'>"
    page += b"<meta property='og:image' content='/loket.png'>"
    there = {
        "/pasar": httpx.Response(200, content=page, headers={"Content-Type": "text/html"}),
        "/loket.png": httpx.Response(200, content=thumb, headers={"Content-Type": "image/png"}),
    }

    class Web(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            if request.url.host == "bogorkab.example":
                return there[request.url.path]
            return inner.handle_request(request)

    inner, kept = office.transport(), dict[str, str]()
    network = office.connector(Web())
    draft = Draft(f"{words()} https://bogorkab.example/pasar")
    network.prepare(draft, key="k", progress={}, keep=kept.__setitem__)
    card = office.seen(network.publish(draft, key="k", progress=kept))["embed"]["external"]
    assert (card["title"], card["description"]) == ("Pasar", "Sabtu pagi")
    assert card["thumb"]


# -- once ----------------------------------------------------------------------------------------


def test_eight_workers_at_one_row_make_one_post(office: Office) -> None:
    draft = Draft(words())
    kept = office.prepared(draft)

    def send(_: int) -> Published:
        return office.connector().publish(draft, key="k", progress=kept)

    with ThreadPoolExecutor(8) as workers:
        posts = set(workers.map(send, range(8)))
    assert len(posts) == 1
    texts = [record["value"]["text"] for record in office.person.posts()]
    assert texts.count(draft.text) == 1


def test_an_answer_lost_on_the_way_is_found_and_the_post_is_there_once(office: Office) -> None:
    draft = Draft(words(), [picture("Loket")])
    kept = office.prepared(draft)
    wire = Wire(office.transport())
    wire.fault, wire.writes_only = lost, True
    with pytest.raises(Unconfirmed):
        office.connector(wire).publish(draft, key="k", progress=kept)
    found = office.find(kept)
    assert found is not None
    assert office.connector().publish(draft, key="k", progress=kept) == found
    texts = [record["value"]["text"] for record in office.person.posts()]
    assert texts.count(draft.text) == 1


def test_a_post_that_is_there_is_never_changed_by_a_second_one(office: Office) -> None:
    draft = Draft(words())
    kept = office.prepared(draft)
    first = office.connector().publish(draft, key="k", progress=kept)
    other = {**kept, "record": kept["record"].replace("Sabtu", "Minggu")}
    assert office.connector().publish(draft, key="k", progress=other) == first
    assert office.seen(first)["record"]["text"] == draft.text


def test_a_picture_thrown_away_meanwhile_is_uploaded_again(office: Office) -> None:
    draft = Draft(words(), [picture("Loket yang dibuang")])
    first = office.publish(draft)
    kept = office.prepared(draft)
    office.connector().withdraw(first.remote_id)  # the last post that named the picture
    with pytest.raises(Unavailable) as later:
        office.connector().publish(draft, key="k", progress=kept)
    assert later.value.retry_after is not None
    long_ago = (datetime.now(UTC) - timedelta(minutes=2)).isoformat()
    at = kept["blob0"].partition('"at": "')[2].rstrip('"}')
    kept["blob0"] = kept["blob0"].replace(at, long_ago)
    office.connector().prepare(draft, key="k", progress=kept, keep=kept.__setitem__)
    again = office.connector().publish(draft, key="k", progress=kept)
    assert office.seen(again)["embed"]["images"]


# -- people --------------------------------------------------------------------------------------


def test_a_citizen_is_heard_and_reads_our_answer(office: Office, warga: Person) -> None:
    post = office.publish(Draft(words()))
    question = f"Buka sampai jam berapa? {secrets.token_hex(3)}"
    asked = warga.reply(post.remote_id, question)
    news = office.heard(question)
    assert (news.kind, news.author, news.author_id) == ("comment", "warga.test", warga.did)
    assert (news.remote_id, news.in_reply_to) == (asked["uri"], post.remote_id)
    answer = Draft(f"Sampai pukul 15.00. {secrets.token_hex(3)}", reply_to=news.remote_id)
    record = office.seen(office.publish(answer))["record"]
    assert record["reply"]["parent"]["uri"] == news.remote_id
    assert record["reply"]["root"]["uri"] == post.remote_id

    def told() -> bool | None:
        return any(n["record"]["text"] == answer.text for n in warga.told("reply")) or None

    until(told, 60, "the citizen was not told")


def test_mentions_and_quotes_arrive_as_mentions(office: Office, warga: Person) -> None:
    post = office.publish(Draft(words()))
    named = f"@{office.person.handle}"
    mark = secrets.token_hex(3)
    feature = {"$type": "app.bsky.richtext.facet#mention", "did": office.person.did}
    facet = {"index": {"byteStart": 0, "byteEnd": len(named)}, "features": [feature]}
    warga.say(f"{named} jalan rusak {mark}", facets=[facet])
    cid = office.seen(post)["cid"]
    quoted = {"$type": "app.bsky.embed.record", "record": {"uri": post.remote_id, "cid": cid}}
    warga.say(f"lihat ini {mark}", embed=quoted)
    assert office.heard(f"jalan rusak {mark}").kind == "mention"
    quote = office.heard(f"lihat ini {mark}")
    assert (quote.kind, quote.in_reply_to) == ("mention", post.remote_id)


def test_likes_and_followers_are_counted(office: Office, warga: Person) -> None:
    post = office.publish(Draft(words()))
    warga.like(post.remote_id)

    def likes() -> int | None:
        samples = office.connector().measure([post.remote_id])
        return next((s.value for s in samples if s.metric == "likes" and s.value), None)

    assert until(likes, 60, "the like never came") == 1
    figures = {s.metric: s.value for s in office.connector().measure_account()}
    assert figures["followers"] == 0
    assert figures["posts"] > 0


def test_an_answer_to_what_is_gone_is_refused(office: Office) -> None:
    gone = f"at://{office.person.did}/app.bsky.feed.post/3jzfcijpj2z2a"
    with pytest.raises(Refused, match="no longer there"):
        office.prepared(Draft(words(), reply_to=gone))


# -- access --------------------------------------------------------------------------------------


def test_an_office_signs_in_on_its_servers_page_and_posts(network: Network) -> None:
    ciomas = network.join("ciomas")
    office = Office(network, ciomas, signed_in(network, ciomas))
    me = office.connector().identify()
    assert (me.handle, me.remote_id) == ("@ciomas.test", ciomas.did)
    for file in (picture("Loket"), film()):
        post = office.publish(Draft(words(), [file]))
        assert office.seen(post)["embed"]
    assert office.seen(post)["author"]["did"] == ciomas.did
    assert office.connector().listen(None).items == []
    office.connector().withdraw(post.remote_id)


def test_a_refresh_token_used_twice_ends_the_whole_access(network: Network) -> None:
    old = signed_in(network, network.join("dramaga"))
    fresh = connector(network, old).renew().credentials
    assert connector(network, fresh).identify().handle == "@dramaga.test"
    with pytest.raises(SignedOut):
        connector(network, old).renew()
    with pytest.raises(SignedOut):
        connector(network, fresh).renew()


def test_an_app_password_that_was_taken_away_signs_out(network: Network) -> None:
    person = network.join("caringin")
    typed = {"server": network.url, "identifier": person.handle, "password": "salah-sekali"}
    with pytest.raises(SignedOut):
        connector(network, typed).identify()
    typed["password"] = person.app_password()
    session = connector(network, typed).renew()
    assert session.expires is not None
    said = [missing.what for missing in connector(network, session.credentials).missing()]
    assert said == ["The e-mail address of the account is not confirmed: no videos."]
    person.take_away()
    with pytest.raises(SignedOut):
        connector(network, session.credentials).renew()


def test_the_main_password_is_pointed_out(network: Network) -> None:
    person = network.join("leuwiliang")
    typed = {"server": network.url, "identifier": person.did, "password": PASSWORD}
    said = [missing.what for missing in connector(network, typed).missing()]
    assert any("main password" in what for what in said)


@pytest.fixture
def enabled() -> Iterator[None]:
    """Bluesky is among the networks of this installation."""
    before = gateway.enabled().get("bluesky")
    gateway.enabled()["bluesky"] = Bluesky
    yield
    if before is None:
        del gateway.enabled()["bluesky"]


@pytest.mark.usefixtures("enabled")
@pytest.mark.django_db(transaction=True)
def test_eight_workers_renew_one_access_once_and_it_lives(
    network: Network, ayu_account: Account
) -> None:
    """Twice would end the whole access: the house lets one worker at a time look after it."""
    old = signed_in(network, network.join("parung"))
    now = timezone.now()
    Account.objects.filter(pk=ayu_account.pk).update(
        network="bluesky", credentials=gateway.lock(old), renew_at=now, next_care=now
    )
    start = Barrier(8)

    def work(number: int) -> int:
        try:
            carer = Carer()
            start.wait()
            jobs = carer.claim(10, now=now, holder=f"w{number}")
            carer.store([(job.id, job.work()) for job in jobs], now=now)
            return len(jobs)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as workers:
        assert sum(workers.map(work, range(8))) == 1
    ayu_account.refresh_from_db()
    fresh = gateway.unlock(ayu_account.credentials)
    assert fresh["refresh"] != old["refresh"]
    assert ayu_account.renew_at is not None
    assert ayu_account.renew_at > now
    assert connector(network, fresh).identify().handle == "@parung.test"
    assert connector(network, fresh).renew().expires is not None


def test_too_many_sign_ins_are_told_to_wait(network: Network) -> None:
    typed = {"server": network.url, "identifier": "sukaraja.test", "password": "salah-sekali"}

    def knock(_: int) -> Exception | None:
        try:
            connector(network, typed).renew()
        except (SignedOut, Unavailable) as e:
            return e
        return None

    with ThreadPoolExecutor(4) as hands:
        said = list(hands.map(knock, range(34)))
    slow = [e for e in said if isinstance(e, Unavailable)]
    assert slow
    assert slow[0].retry_after is not None
    assert timedelta(0) < slow[0].retry_after <= timedelta(minutes=5)
