"""Invented hazards in the shapes in which official sources send theirs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

WIB = timezone(timedelta(hours=7))

#: A square around a place that does not exist, as (longitude, latitude).
SQUARE = ((106.80, -6.50), (106.90, -6.50), (106.90, -6.40), (106.80, -6.40))

CAP = """<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>{identifier}</identifier>
  <sender>info@bmkg.go.id</sender>
  <sent>{sent}</sent>
  <status>{status}</status>
  <msgType>{act}</msgType>
  <scope>Public</scope>
  {references}
  <info>
    <language>en</language>
    <category>Met</category>
    <event>Thunderstorm</event>
    <urgency>Immediate</urgency><severity>Moderate</severity><certainty>Observed</certainty>
    <headline>Thunderstorm in Jawa Barat</headline>
  </info>
  <info>
    <language>id</language>
    <category>Met</category>
    <event>{event}</event>
    <urgency>Immediate</urgency><severity>Moderate</severity><certainty>Observed</certainty>
    <effective>{begins}</effective>
    <expires>{ends}</expires>
    <senderName>Badan Meteorologi, Klimatologi, dan Geofisika</senderName>
    <headline>{event} di Jawa Barat</headline>
    <description>Peringatan dini cuaca Jawa Barat tanggal 29 November 2026.
      Wilayah: Cisarua, Ciawi, Caringin.</description>
    <web>https://nowcasting.example/infografis/CJB/2026/11/29/infografis.jpg</web>
    <area><areaDesc>Jawa Barat</areaDesc>{polygons}</area>
  </info>
</alert>"""


def cap(
    identifier: str = "2.49.0.1.360.0.2026.11.29.10.5.1",
    *,
    act: str = "Alert",
    status: str = "Actual",
    event: str = "Hujan Lebat disertai Petir dan Angin Kencang",
    sent: datetime = datetime(2026, 11, 29, 17, 0, tzinfo=WIB),
    hours: float = 3,
    rings: Sequence[Sequence[tuple[float, float]]] = (SQUARE,),
    replaces: str = "",
) -> bytes:
    """Return a warning as BMKG words and shapes it: latitude comes first in a polygon."""
    polygons = "".join(
        "<polygon>" + " ".join(f"{y},{x}" for x, y in (*ring, ring[0])) + "</polygon>"
        for ring in rings
    )
    told = f"<references>info@bmkg.go.id,{replaces},{sent.isoformat()}</references>"
    return CAP.format(
        identifier=identifier,
        sent=sent.isoformat(),
        begins=sent.isoformat(),
        ends=(sent + timedelta(hours=hours)).isoformat(),
        act=act,
        status=status,
        event=event,
        references=told if replaces else "",
        polygons=polygons,
    ).encode()


def listing(*items: tuple[str, str]) -> bytes:
    """Return the list of warnings (title, address), the newest on top."""
    rows = "".join(
        f"<item><title>{title}</title><link>{link}</link><description>x</description>"
        f"<guid>{link}</guid><pubDate>Sun, 29 Nov 2026 10:00:00 +0000</pubDate></item>"
        for title, link in items
    )
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Peringatan Dini Cuaca</title>'
        f"<link>https://www.bmkg.go.id</link><description>x</description>{rows}</channel></rss>"
    ).encode()


def quake(**facts: str) -> bytes:
    return json.dumps({"Infogempa": {"gempa": one_quake(**facts)}}).encode()


def one_quake(**facts: str) -> dict[str, str]:
    return {
        "Tanggal": "29 Nov 2026",
        "Jam": "10:15:02 WIB",
        "DateTime": "2026-11-29T03:15:02+00:00",
        "Coordinates": "-6.45,106.85",
        "Lintang": "6.45 LS",
        "Bujur": "106.85 BT",
        "Magnitude": "4.2",
        "Kedalaman": "10 km",
        "Wilayah": "Pusat gempa berada di darat 12 km tenggara Kota Contoh",
        "Potensi": "Gempa ini dirasakan untuk diteruskan pada masyarakat",
        "Dirasakan": "III Kabupaten Bogor, II Depok",
        "Shakemap": "20261129101502.mmi.jpg",
        **facts,
    }


def hour(utc: str, sky: str = "Berawan", wind: float = 8.0) -> dict[str, Any]:
    return {
        "utc_datetime": utc,
        "local_datetime": utc,
        "t": 27,
        "hu": 88,
        "weather_desc": sky,
        "weather_desc_en": "Cloudy",
        "ws": wind,
        "wd": "SW",
        "tcc": 90,
        "vs_text": "< 10 km",
        "analysis_date": "2026-11-29T00:00:00",
    }


def forecast(*days: list[dict[str, Any]], code: str = "32.01.01.1001") -> bytes:
    place = {
        "adm1": "32", "adm2": "32.01", "adm3": "32.01.01", "adm4": code,
        "desa": "Desa Contoh", "kecamatan": "Cibinong", "kotkab": "Bogor", "provinsi": "Jawa Barat",
        "lat": -6.48, "lon": 106.85, "timezone": "Asia/Jakarta",
    }  # fmt: skip
    return json.dumps({"lokasi": place, "data": [{"lokasi": place, "cuaca": list(days)}]}).encode()


def gate(status: str = "Status : Siaga 3", **facts: Any) -> dict[str, Any]:
    return {
        "ID_PINTU_AIR": "1",
        "NAMA_PINTU_AIR": "Katulampa (Hulu)",
        "TINGGI_AIR": 110,
        "TINGGI_AIR_SEBELUMNYA": 60,
        "TANGGAL": "2026-11-29 10:10:00.0",
        "STATUS_SIAGA": status,
        "SIAGA1": 200,
        "SIAGA2": 150,
        "SIAGA3": 80,
        "SIAGA4": 0,
        "LATITUDE": "-6.6333",
        "LONGITUDE": "106.8370",
        **facts,
    }


def gates(*rows: dict[str, Any]) -> bytes:
    return json.dumps(rows).encode()


def gauges(level: str = "SIAGA II", *, transform: bool = False) -> bytes:
    older = {"f1": "2026-11-29T02:00:00+00:00", "f2": 40, "f3": 4, "f4": "SIAGA IV "}
    newer = {"f1": "2026-11-29T03:00:00+00:00", "f2": 170, "f3": 2, "f4": level}
    facts = {
        "gaugeid": "TMA00001",
        "gaugenameid": "Bendung Katulampa",
        "observations": [newer, older],
    }
    there = {"type": "Point", "coordinates": [106.837, -6.633], "properties": facts}
    result: dict[str, Any] = {"objects": {"output": {"geometries": [there]}}}
    if transform:
        result["transform"] = {"scale": [1, 1], "translate": [0, 0]}
    return json.dumps({"statusCode": 200, "result": result}).encode()
