"""Answers to people: words and files."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from sinergi.connectors.contract import Draft, Media
from sinergi.connectors.errors import (
    Refused,
)
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.whatsapp import WhatsApp
from sinergi.connectors.whatsapp.tests.house import ASKED, file, prepared, send
from sinergi.connectors.whatsapp.tests.network import Network
from sinergi.connectors.whatsapp.tests.standin import StandIn
from sinergi.connectors.whatsapp.tests.world import WARGA


def test_an_answer_goes_to_the_person_and_names_their_message(
    office: WhatsApp, stand_in: StandIn, network: Network
) -> None:
    sent = send(office, stand_in.answer("Buka sampai pukul 15.", ASKED))
    (said,) = network.sent.values()
    assert said["context"] == {"message_id": "wamid.warga1"}
    assert said["biz_opaque_callback_data"] == "kunci"
    assert sent.remote_id.startswith(f"{WARGA}/wamid.")
    assert sent.url == office.thread_url(sent.remote_id) == f"https://wa.me/{WARGA}"


def test_the_person_sees_that_their_message_was_read(
    office: WhatsApp, stand_in: StandIn, network: Network
) -> None:
    draft = stand_in.answer("Ya", ASKED)
    kept = prepared(office, draft)
    office.prepare(draft, key="kunci", progress=kept, keep=kept.__setitem__)
    assert network.read == ["wamid.warga1"]


def test_an_answer_does_not_wait_for_the_blue_marks(stand_in: StandIn) -> None:
    wire = faults.Wire(stand_in.transport())
    wire.fault = faults.says(500)
    with httpx.Client(transport=wire) as http:
        office = WhatsApp(stand_in.credentials, http)
        assert prepared(office, stand_in.answer("Ya", ASKED)) == {"read": "1"}


def test_what_is_for_nobody_in_particular_is_refused_in_words(office: WhatsApp) -> None:
    for do in (prepared, send):
        with pytest.raises(Refused, match="WhatsApp has no posts"):
            do(office, Draft("Kepada seluruh warga"))
    with pytest.raises(Refused, match="WhatsApp has no posts"):
        office.publish(Draft("Kepada seluruh warga"), key="k", progress={})


def test_links_are_shown_with_a_preview(
    office: WhatsApp, stand_in: StandIn, network: Network
) -> None:
    send(office, stand_in.draft("Lihat https://bogorkab.example"))
    send(office, stand_in.draft("Tanpa tautan"))
    assert [said["text"]["preview_url"] for said in network.sent.values()] == [True, False]


@pytest.mark.parametrize(
    ("media", "kind"),
    [
        (file(), "image"),
        (file("video/mp4", "a.mp4"), "video"),
        (file("application/pdf", "formulir.pdf"), "document"),
    ],
)
def test_a_file_is_uploaded_first_and_sent_with_its_words(
    office: WhatsApp, stand_in: StandIn, network: Network, media: Media, kind: str
) -> None:
    draft = replace(stand_in.draft("Ini berkasnya"), media=(media,))
    kept = prepared(office, draft)
    office.prepare(draft, key="kunci", progress=kept, keep=kept.__setitem__)
    office.publish(draft, key="kunci", progress=kept)
    (said,) = network.sent.values()
    assert (said["type"], said[kind]["caption"]) == (kind, "Ini berkasnya")
    assert network.media == {said[kind]["id"]: b"isi"}
    assert said[kind].get("filename") == ("formulir.pdf" if kind == "document" else None)


def test_two_files_are_refused_before_one_is_uploaded(
    office: WhatsApp, stand_in: StandIn, network: Network
) -> None:
    with pytest.raises(Refused, match="one file"):
        prepared(office, replace(stand_in.draft("Dua"), media=(file(), file())))
    assert not network.media
