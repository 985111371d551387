"""The Mastodon connector against a real server of the fediverse, and a citizen on a second one."""

from __future__ import annotations

import io
import secrets
import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from sinergi.connectors.contract import Credentials, Draft, Incoming, Media, Published
from sinergi.connectors.errors import Refused, SignedOut, Unavailable, Unconfirmed
from sinergi.connectors.mastodon import Mastodon
from sinergi.connectors.mastodon.tests.standin import film
from sinergi.networks import guard
from tests.servers import plain
from tests.servers.snac import Citizen, Snac, code_of, until

pytestmark = pytest.mark.real

BACK = "http://127.0.0.1:9/kerja/akun/kembali"
NOTHING: frozenset[str] = frozenset()
Pair = tuple[Snac, Snac]


class AnswerLost(httpx.BaseTransport):
    """The real way out, except that the answer to a write never arrives."""

    def __init__(self, inner: httpx.BaseTransport) -> None:
        self.inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self.inner.handle_request(request)
        if request.method == "POST":
            answer.read()
            raise httpx.ReadError("Connection reset by peer", request=request)
        return answer


def sign_in(server: Snac, name: str, http: httpx.Client) -> Credentials:
    connector = Mastodon({"server": server.url}, http)
    step = connector.begin(redirect=BACK, state="a-state", verifier="v" * 64)
    arrived = server.approve(step.url, name, BACK)
    given = connector.finish(
        code=code_of(arrived), redirect=BACK, verifier="v" * 64, remembered=step.remember
    )
    return given.credentials


@pytest.fixture(scope="module")
def credentials(servers: Pair) -> Credentials:
    servers[0].add_user("cibinong")
    with guard.client(["127.0.0.0/8"]) as client:
        return sign_in(servers[0], "cibinong", client)


@pytest.fixture
def office(credentials: Credentials, http: httpx.Client) -> Mastodon:
    return Mastodon(credentials, http)


@pytest.fixture
def cut_off(credentials: Credentials) -> Iterator[Mastodon]:
    transport = AnswerLost(guard.client(["127.0.0.0/8"])._transport)
    with httpx.Client(transport=transport, headers={"Connection": "close"}) as client:
        yield Mastodon(credentials, client)


@pytest.fixture(scope="module")
def warga(servers: Pair) -> Citizen:
    return servers[1].citizen("warga")


def words() -> str:
    """Return a text no other test has sent."""
    return f"Layanan Sabtu tetap buka, loket {secrets.token_hex(4)}. https://bogorkab.example/a_b"


def publish(office: Mastodon, draft: Draft) -> Published:
    return office.publish(draft, key=secrets.token_hex(16), progress={})


def find(office: Mastodon, draft: Draft, known: frozenset[str] = NOTHING) -> Published | None:
    since = datetime.now(UTC) - timedelta(minutes=1)
    return office.find(draft, key="-", progress={}, since=since, known=known)


def heard(office: Mastodon, holding: str) -> Incoming:
    """Listen as the house does, page after page, until the words have arrived."""
    cursor: str | None = None

    def look() -> Incoming | None:
        nonlocal cursor
        page = office.listen(cursor)
        cursor = page.cursor
        return next((item for item in page.items if holding in item.text), None)

    return until(look, 60, f"never heard: {holding}")


# -- signing in ----------------------------------------------------------------------------------


def test_an_office_signs_in_on_the_servers_own_page(servers: Pair, http: httpx.Client) -> None:
    server = servers[0]
    server.add_user("ciomas")
    connector = Mastodon({"server": server.url}, http)
    step = connector.begin(redirect=BACK, state="a-state", verifier="v" * 64)
    arrived = server.approve(step.url, "ciomas", BACK)
    assert parse_qs(urlsplit(arrived).query)["state"] == ["a-state"]
    given = connector.finish(
        code=code_of(arrived), redirect=BACK, verifier="v" * 64, remembered=step.remember
    )
    me = Mastodon(given.credentials, http).identify()
    assert me.handle == f"@ciomas@{server.host}"
    assert me.url == f"{server.url}/ciomas"


def test_a_code_that_was_never_given_signs_nobody_in(servers: Pair, http: httpx.Client) -> None:
    connector = Mastodon({"server": servers[0].url}, http)
    step = connector.begin(redirect=BACK, state="s", verifier="v" * 64)
    with pytest.raises((Refused, SignedOut)):  # this server hands out a token that opens nothing
        Mastodon(
            connector.finish(
                code="never-given", redirect=BACK, verifier="v" * 64, remembered=step.remember
            ).credentials,
            http,
        ).identify()


def test_a_token_that_no_longer_works_is_said_to_be_so(servers: Pair, http: httpx.Client) -> None:
    stranger = Mastodon({"server": servers[0].url, "token": "0" * 32}, http)
    with pytest.raises(SignedOut):
        stranger.identify()
    with pytest.raises(SignedOut):
        stranger.listen(None)
    with pytest.raises(SignedOut):
        publish(stranger, Draft(words()))


def test_the_servers_own_limits_are_told(office: Mastodon) -> None:
    limits = office.limits()
    assert limits.text > 0
    assert limits.images > 0
    assert limits.image_types


# -- publishing ----------------------------------------------------------------------------------


def test_a_post_goes_out_and_is_found_again(office: Mastodon) -> None:
    draft = Draft(words())
    published = publish(office, draft)
    assert draft.text.split(".")[0] in plain.ask("GET", published.url).text
    assert find(office, draft) == published
    assert find(office, draft, known=frozenset({published.remote_id})) is None
    assert find(office, Draft(words())) is None
    assert office.thread_url(published.remote_id) == published.url


def test_what_went_out_before_is_not_taken_for_what_was_sent_now(office: Mastodon) -> None:
    draft = Draft(words())
    publish(office, draft)
    later = datetime.now(UTC) + timedelta(minutes=5)
    assert office.find(draft, key="-", progress={}, since=later, known=NOTHING) is None


@pytest.mark.parametrize(
    "text",
    [
        "Dua baris\n\ndan *bintang*, _garis_, `kode`, ~~coret~~ & <tag> \"kutip\" 'satu'",
        "Menyebut @warga dan #Bogor dan #LayananPublik, 100% gratis 🙏🏽",
        "https://bogorkab.example/a/b?c=d&e=f#g dan https://lain.example/_x_/",
        "> kutipan\n- butir [tautan](https://b.example) <b>tebal</b> &amp; 1 < 2 <3",
    ],
)
def test_whatever_the_server_makes_of_marks_the_post_is_found(office: Mastodon, text: str) -> None:
    draft = Draft(f"{text} {secrets.token_hex(4)}")
    assert find(office, draft) is None
    published = publish(office, draft)
    assert find(office, draft) == published


def test_a_post_with_a_picture_keeps_its_description(servers: Pair, office: Mastodon) -> None:
    kept: dict[str, str] = {}
    draft = Draft(words(), media=(picture(),))
    office.prepare(draft, key="k", progress={}, keep=kept.__setitem__)
    assert set(kept) == {"media0", "ready0", "until0"}
    again: dict[str, str] = {}
    office.prepare(draft, key="k", progress=kept, keep=again.__setitem__)
    assert not again  # nothing is left to do
    published = office.publish(draft, key="k", progress=kept)
    status = office.api.get(f"/api/v1/statuses/{published.remote_id}")
    assert [m["description"] for m in status["media_attachments"]] == ["Loket layanan"]
    assert find(office, draft) == published
    assert find(office, replace(draft, media=())) is None


def test_a_video_behind_a_warning_goes_to_whom_it_is_for(office: Mastodon) -> None:
    kept: dict[str, str] = {}
    asked = {"warning": "Banjir", "visibility": "unlisted"}
    draft = Draft(words(), media=(film(),), options=asked)
    office.prepare(draft, key="k", progress={}, keep=kept.__setitem__)
    published = office.publish(draft, key="k", progress=kept)
    status = office.api.get(f"/api/v1/statuses/{published.remote_id}")
    (shown,) = status["media_attachments"]
    assert (shown["type"], shown["description"]) == ("video", "Pasar pagi")
    assert (status["spoiler_text"], status["sensitive"]) == ("Banjir", True)
    assert status["visibility"] == "unlisted"
    assert find(office, draft) == published


def test_an_answer_that_is_lost_leaves_one_post_and_it_is_found(
    office: Mastodon, cut_off: Mastodon
) -> None:
    draft = Draft(words())
    with pytest.raises(Unconfirmed):
        publish(cut_off, draft)
    found = find(office, draft)
    assert found is not None
    assert find(office, draft, known=frozenset({found.remote_id})) is None


def test_this_server_forgets_keys_so_a_write_is_never_repeated_blindly(office: Mastodon) -> None:
    draft = Draft(words())
    first = office.publish(draft, key="the-same", progress={})
    second = office.publish(draft, key="the-same", progress={})
    assert first.remote_id != second.remote_id
    assert not Mastodon.about.key_repeats


def test_a_post_that_is_withdrawn_is_gone_and_withdrawing_it_again_is_no_error(
    office: Mastodon,
) -> None:
    draft = Draft(words())
    published = publish(office, draft)
    office.withdraw(published.remote_id)
    assert find(office, draft) is None
    office.withdraw(published.remote_id)


# -- a citizen on another server -----------------------------------------------------------------


def test_a_citizen_answers_from_another_server_and_reads_our_answer(
    office: Mastodon, warga: Citizen
) -> None:
    published = publish(office, Draft(words()))
    question = f"Buka sampai jam berapa? {secrets.token_hex(3)}"
    warga.reply(published.url, question)
    news = heard(office, question)
    assert news.kind == "comment"
    assert news.author == f"warga@{warga.host}"
    assert news.in_reply_to == published.remote_id
    assert datetime.now(UTC) - news.at < timedelta(minutes=5)
    answer = Draft(f"Sampai pukul 15.00. {secrets.token_hex(3)}", reply_to=news.remote_id)
    replied = publish(office, answer)
    assert find(office, answer) == replied
    told = warga.awaits_mention(answer.text)
    assert told["account"]["acct"].startswith("cibinong@")
    assert told["in_reply_to_id"]


def test_what_was_heard_is_not_heard_again_after_the_cursor(
    office: Mastodon, warga: Citizen
) -> None:
    published = publish(office, Draft(words()))
    first, second = f"Satu {secrets.token_hex(3)}", f"Dua {secrets.token_hex(3)}"
    warga.reply(published.url, first)
    heard(office, first)
    cursor = office.listen(None).cursor
    assert cursor
    assert list(office.listen(cursor).items) == []
    warga.reply(published.url, second)
    page = until(lambda: p if (p := office.listen(cursor)).items else None, 60, "nothing came")
    assert [second in item.text for item in page.items] == [True]


def test_a_mention_and_a_direct_message_arrive_as_what_they_are(
    servers: Pair, office: Mastodon, warga: Citizen
) -> None:
    me = f"@cibinong@{servers[0].host}"
    mark = secrets.token_hex(3)
    warga.say(f"{me} jalan rusak {mark}")
    assert heard(office, f"jalan rusak {mark}").kind == "mention"
    warga.say(f"{me} rahasia {mark}", visibility="direct")
    assert heard(office, f"rahasia {mark}").kind == "direct"


def test_an_answer_to_a_direct_message_is_not_made_public(
    servers: Pair, office: Mastodon, warga: Citizen
) -> None:
    mark = secrets.token_hex(3)
    warga.say(f"@cibinong@{servers[0].host} KTP saya {mark}", visibility="direct")
    news = heard(office, f"KTP saya {mark}")
    answer = Draft(f"Baik, kami periksa {mark}.", reply_to=news.remote_id)
    replied = publish(office, answer)
    told = office.api.get(f"/api/v1/statuses/{replied.remote_id}")
    assert told["visibility"] == "direct"
    assert warga.awaits_mention(answer.text)["visibility"] == "direct"
    assert find(office, answer) == replied


def test_likes_of_citizens_are_counted(office: Mastodon, warga: Citizen) -> None:
    published = publish(office, Draft(words()))
    warga.like(published.url)

    def likes() -> int | None:
        samples = office.measure([published.remote_id])
        return next((s.value for s in samples if s.metric == "likes" and s.value), None)

    assert until(likes, 60, "the like never came") == 1


# -- errors --------------------------------------------------------------------------------------


def test_an_answer_to_a_post_that_is_gone_is_refused(office: Mastodon) -> None:
    with pytest.raises(Refused):
        publish(office, Draft(words(), reply_to="1234567890abcdef"))
    assert list(office.measure(["1234567890abcdef"])) == []


def test_a_server_that_is_down_did_nothing_and_comes_back_with_all_it_had(
    servers: Pair, office: Mastodon
) -> None:
    before = publish(office, Draft(words()))
    servers[0].stop()
    with pytest.raises(Unavailable):
        publish(office, Draft(words()))
    with pytest.raises(Unavailable):
        office.listen(None)
    servers[0].restart()
    assert office.thread_url(before.remote_id) == before.url


def picture() -> Media:
    content = png()
    return Media(
        "loket.png", "image/png", len(content), lambda: io.BytesIO(content), "Loket layanan"
    )


def png() -> bytes:
    """Return a picture of one grey pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    size = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n"
    return (
        start
        + chunk(b"IHDR", size)
        + chunk(b"IDAT", zlib.compress(b"\x00\x80"))
        + chunk(b"IEND", b"")
    )
