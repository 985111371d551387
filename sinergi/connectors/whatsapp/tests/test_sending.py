"""Answers to people: free within a day, a template after that, and what can go wrong."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from sinergi.connectors.contract import Draft, Media, Published
from sinergi.connectors.errors import (
    ConnectorError,
    Refused,
    SignedOut,
    Unavailable,
    Unconfirmed,
)
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.whatsapp import WhatsApp
from sinergi.connectors.whatsapp.tests.network import DAY, TEMPLATE, WARGA, Network, No
from sinergi.connectors.whatsapp.tests.standin import StandIn

ASKED = f"{WARGA}/wamid.warga1"
TOLD = "Yth. Sari, laporan Anda nomor 17 sudah selesai."
LATE = Draft(
    TOLD,
    to=WARGA,
    direct=True,
    options={"template": "jawaban_laporan:id", "parameters": "Sari\n17\n"},
)


def file(mime: str = "image/jpeg", name: str = "a.jpg") -> Media:
    return Media(name, mime, 3, lambda: io.BytesIO(b"isi"))


def prepared(office: WhatsApp, draft: Draft) -> dict[str, str]:
    kept: dict[str, str] = {}
    office.prepare(draft, key="kunci", progress={}, keep=kept.__setitem__)
    return kept


def send(office: WhatsApp, draft: Draft) -> Published:
    return office.publish(draft, key="kunci", progress=prepared(office, draft))


# -- an answer -----------------------------------------------------------------------------------


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


# -- templates -----------------------------------------------------------------------------------


def test_after_a_day_a_free_answer_is_refused_and_a_template_goes_out(
    office: WhatsApp, stand_in: StandIn, network: Network
) -> None:
    network.wrote -= DAY + 1
    with pytest.raises(Refused, match="Only a template"):
        send(office, stand_in.draft("Terlambat"))
    send(office, LATE)
    assert list(stand_in.public()) == [TOLD]


def test_a_template_says_exactly_what_was_approved_here(
    office: WhatsApp, stand_in: StandIn
) -> None:
    with pytest.raises(Refused, match=r"Write exactly: Yth\. Sari, laporan Anda nomor 17"):
        prepared(office, replace(LATE, text="Laporan Anda ditolak."))
    assert list(stand_in.public()) == []


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"template": "jawaban_laporan:id", "parameters": "Sari"}, "2 places to fill in, and 1"),
        ({"template": "jawaban_laporan:en", "parameters": "Sari\n17"}, "no approved template"),
        ({"template": "tidak_ada:id"}, "no approved template"),
        ({"template": "tanpa bahasa"}, "name and language"),
    ],
)
def test_a_template_that_does_not_fit_is_refused_before_it_is_sent(
    office: WhatsApp, options: dict[str, str], reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        prepared(office, replace(LATE, options=options))


def test_a_template_takes_no_files(office: WhatsApp) -> None:
    with pytest.raises(Refused, match="no files"):
        prepared(office, replace(LATE, media=(file(),)))


def test_approved_templates_that_words_can_fill_are_offered(
    office: WhatsApp, network: Network
) -> None:
    def other(name: str, **change: object) -> dict[str, object]:
        return {**TEMPLATE, "name": name, **change}

    body = {"type": "BODY", "text": "Halo {{1}}"}
    network.templates += [
        other("ditolak", status="REJECTED"),
        other("bernama", components=[{"type": "BODY", "text": "Halo {{nama}}"}]),
        other("bergambar", components=[body, {"type": "HEADER", "format": "IMAGE"}]),
        other(
            "bertautan",
            components=[
                body,
                {"type": "BUTTONS", "buttons": [{"type": "URL", "url": "https://a.example/{{1}}"}]},
            ],
        ),
        other("rusak", components=[{"text": "tanpa jenis"}]),
        other("singkat", components=[body]),
    ]
    template, parameters = office.options()
    assert [c.value for c in template.choices] == ["", "jawaban_laporan:id", "singkat:id"]
    assert template.choices[2].label == "singkat (id): Halo {{1}}"
    assert parameters.lines


# -- what can go wrong ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trouble", "error", "wait"),
    [
        ("rate limit as 400", Unavailable, 15 * 60),
        ("too many at once", Unavailable, 60),
        ("too many to one person", Unavailable, 60),
        ("number restricted", Unavailable, 3600),
        ("window closed", Refused, None),
        ("person unreachable", Refused, None),
        ("token revoked", SignedOut, None),
    ],
)
def test_each_trouble_is_the_right_error_and_sends_nothing(
    office: WhatsApp,
    stand_in: StandIn,
    trouble: str,
    error: type[ConnectorError],
    wait: int | None,
) -> None:
    stand_in.troubles[trouble]()
    with pytest.raises(error) as raised:
        send(office, stand_in.draft("Halo"))
    asked = getattr(raised.value, "retry_after", None)
    assert asked == (timedelta(seconds=wait) if wait else None)
    assert list(stand_in.public()) == []
    send(office, stand_in.draft("Halo"))
    assert list(stand_in.public()) == ["Halo"]


@pytest.mark.parametrize("code", [2, 131000, 131016])
def test_a_fault_of_theirs_is_a_doubt_for_a_message(
    office: WhatsApp, stand_in: StandIn, network: Network, code: int
) -> None:
    network.armed.append(No(400 if code != 2 else 500, code, "Something went wrong"))
    with pytest.raises(Unconfirmed):
        send(office, stand_in.draft("Halo"))


def test_a_no_is_told_with_its_details(office: WhatsApp, stand_in: StandIn) -> None:
    with pytest.raises(Refused, match="at most 4096 long"):
        send(office, stand_in.draft("a" * 4097))


@pytest.mark.parametrize("fault", [faults.lost, faults.cut_answering, faults.broken_after])
def test_after_a_doubt_the_message_is_there_once_and_a_receipt_settles_it(
    fault: faults.Fault, stand_in: StandIn, network: Network
) -> None:
    wire = faults.Wire(stand_in.transport())
    with httpx.Client(transport=wire) as http:
        office, draft = WhatsApp(stand_in.credentials, http), stand_in.draft("Sekali saja")
        wire.fault = fault
        with pytest.raises(Unconfirmed):
            office.publish(draft, key="kunci", progress={})
        wire.fault = None
        now = datetime.now(UTC)
        assert office.find(draft, key="kunci", progress={}, since=now, known=frozenset()) is None
    assert list(stand_in.public()) == ["Sekali saja"]
    assert [said["biz_opaque_callback_data"] for said in network.sent.values()] == ["kunci"]


def test_a_request_nobody_took_leaves_nothing_behind(stand_in: StandIn) -> None:
    wire = faults.Wire(stand_in.transport())
    wire.fault = faults.unreachable
    with httpx.Client(transport=wire) as http, pytest.raises(Unavailable):
        WhatsApp(stand_in.credentials, http).publish(stand_in.draft("a"), key="k", progress={})
    assert list(stand_in.public()) == []


# -- the account ---------------------------------------------------------------------------------


def test_an_account_is_its_number(office: WhatsApp) -> None:
    me = office.identify()
    assert (me.handle, me.name) == ("+62 811-0000-1111", "Kecamatan Cibinong")
    assert (me.url, me.remote_id) == ("https://wa.me/6281100001111", "106540352242922")


def test_an_account_that_has_all_misses_nothing(office: WhatsApp) -> None:
    assert office.missing() == []


def test_what_is_missing_is_said(stand_in: StandIn, network: Network) -> None:
    network.subscribed, network.quality, network.name_status = [], "RED", "DECLINED"
    told = [missing.what for missing in bare(stand_in).missing()]
    assert [what.split(":")[0] for what in told] == [
        "WhatsApp does not call us",
        "Many people have blocked or reported this number; it may be barred soon.",
        "WhatsApp does not show the name of this number",
    ]


def bare(stand_in: StandIn) -> WhatsApp:
    return WhatsApp(stand_in.credentials, httpx.Client(transport=stand_in.transport()))


def test_without_the_apps_secret_that_is_what_is_missing() -> None:
    def answered(request: httpx.Request) -> httpx.Response:
        assert "appsecret_proof" not in request.url.params
        return httpx.Response(200, content=json.dumps({"data": [{"id": "1"}]}))

    with httpx.Client(transport=httpx.MockTransport(answered)) as http:
        office = WhatsApp({"token": "t", "phone": "1", "business": "2"}, http)
        (missing,) = office.missing()
    assert "cannot be believed" in missing.what


@pytest.mark.parametrize("node", ["", "+62811", "12/../34", "١"])
def test_an_id_that_is_none_is_never_put_into_an_address(node: str, stand_in: StandIn) -> None:
    with httpx.Client(transport=stand_in.transport()) as http, pytest.raises(Refused):
        WhatsApp({**stand_in.credentials, "phone": node}, http).identify()
    assert not stand_in.network.asked
