"""Templates: what goes out when nobody has written for a day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sinergi.connectors.errors import (
    Refused,
)
from sinergi.connectors.whatsapp import WhatsApp
from sinergi.connectors.whatsapp.tests.house import LATE, TOLD, file, prepared, send
from sinergi.connectors.whatsapp.tests.network import Network
from sinergi.connectors.whatsapp.tests.standin import StandIn
from sinergi.connectors.whatsapp.tests.world import DAY, TEMPLATE


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
