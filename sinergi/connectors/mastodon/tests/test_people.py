"""Answering and hearing people, on a server that answers as Mastodon's documentation says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Refused, SignedOut
from sinergi.connectors.mastodon import Mastodon
from sinergi.connectors.mastodon.tests.pretend import ME, WARGA, Pretend

NOTHING: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("theirs", "wished", "becomes"),
    [
        ("public", "public", "public"),
        ("public", "unlisted", "unlisted"),
        ("unlisted", "public", "unlisted"),
        ("private", "public", "private"),
        ("direct", "public", "direct"),
        ("direct", "unlisted", "direct"),
    ],
)
def test_an_answer_is_never_more_public_than_what_it_answers(
    office: Mastodon, network: Pretend, theirs: str, wished: str, becomes: str
) -> None:
    asked = network.speak("@cibinong KTP saya", {"visibility": theirs}, WARGA)["id"]
    draft = Draft("Baik.", reply_to=asked, options={"visibility": wished})
    answer = network.statuses[office.publish(draft, key="k", progress={}).remote_id]
    assert answer["visibility"] == becomes


def test_an_answer_names_its_person_once(office: Mastodon, network: Pretend) -> None:
    asked = network.speak("@cibinong Buka?", {}, WARGA)["id"]
    for text in ("Ya", "@warga@desa.example Ya", "Halo @Warga@desa.example"):
        answer = office.publish(Draft(text, reply_to=asked), key=text, progress={})
        shown = network.statuses[answer.remote_id]["content"]
        assert shown.casefold().count("<span>warga</span>") == 1


def test_a_name_that_only_begins_alike_is_not_the_persons(
    office: Mastodon, network: Pretend
) -> None:
    asked = network.speak("@cibinong Buka?", {}, {**WARGA, "acct": "budi"})["id"]
    answer = office.publish(Draft("Tanya @budiman", reply_to=asked), key="k", progress={})
    assert "<span>budi</span>" in network.statuses[answer.remote_id]["content"]


def test_what_somebody_wrote_is_liked_and_no_longer(office: Mastodon, network: Pretend) -> None:
    said = network.speak("@cibinong terima kasih", {}, WARGA)
    for liked in (True, True, False, False):
        office.like(said["id"], liked=liked)
        assert said["favourited"] is liked
    del network.statuses[said["id"]]
    office.like(said["id"], liked=False)
    with pytest.raises(Refused):
        office.like(said["id"], liked=True)


def test_a_like_without_its_right_says_so(office: Mastodon, network: Pretend) -> None:
    network.may_favour = False
    said = network.speak("@cibinong terima kasih", {}, WARGA)
    with pytest.raises(Refused, match="outside the authorized scopes"):
        office.like(said["id"], liked=True)
    assert "write:favourites" in office.about.needs


# -- listening -----------------------------------------------------------------------------------


def test_more_news_than_one_page_arrives_in_order_and_once(
    office: Mastodon, network: Pretend
) -> None:
    network.speak("@cibinong lama", {}, WARGA)
    cursor = office.listen(None).cursor
    for number in range(95):
        network.speak(f"@cibinong nomor {number}", {}, WARGA)
    heard: list[str] = []
    more = True
    while more:
        page = office.listen(cursor)
        heard += [item.text for item in page.items]
        cursor, more = page.cursor, page.more
    assert heard == [f"@cibinong nomor {number}" for number in range(95)]


def test_what_is_no_mention_is_left_to_others(office: Mastodon, network: Pretend) -> None:
    network.notify("favourite", network.speak("@cibinong ya", {}, ME))
    network.notify("follow", None)
    assert list(office.listen(None).items) == []


@pytest.mark.parametrize(
    "change", [{"id": None}, {"account": None}, {"created_at": "kemarin"}, {"account": {}}]
)
def test_one_message_that_cannot_be_read_keeps_no_other_away(
    office: Mastodon, network: Pretend, change: dict[str, Any]
) -> None:
    network.speak("@cibinong satu", {}, WARGA)
    broken = network.speak("@cibinong dua", {}, WARGA)
    network.speak("@cibinong tiga", {}, WARGA)
    broken.update(change)
    assert [item.text for item in office.listen(None).items] == ["@cibinong satu", "@cibinong tiga"]


def test_access_that_was_taken_away_is_said_to_be_so(network: Pretend) -> None:
    with httpx.Client(transport=httpx.WSGITransport(network)) as client:
        stranger = Mastodon({"server": "sosial.example", "token": "old"}, client)
        with pytest.raises(SignedOut):
            stranger.listen(None)


def test_earlier_days_are_read_page_by_page_back_to_a_moment(
    office: Mastodon, network: Pretend
) -> None:
    for number in range(60):
        network.speak(f"@cibinong Pertanyaan {number}", {}, WARGA)
    since = datetime.now(UTC) - timedelta(days=1)
    pages = [office.recall(since, None)]
    while pages[-1].more:
        pages.append(office.recall(since, pages[-1].cursor))
    heard = [item.remote_id for page in pages for item in page.items]
    assert len(heard) == len(set(heard)) == 60
    late = office.recall(datetime.now(UTC) + timedelta(hours=1), None)
    assert not late.more


def test_figures_a_server_does_not_tell_are_absent(office: Mastodon) -> None:
    assert list(office.measure_account()) == []


def test_a_warning_stands_before_the_post(office: Mastodon, network: Pretend) -> None:
    draft = Draft("Foto korban", options={"warning": "Gambar kecelakaan"})
    sent = office.publish(draft, key="k", progress={})
    assert network.statuses[sent.remote_id]["spoiler_text"] == "Gambar kecelakaan"
