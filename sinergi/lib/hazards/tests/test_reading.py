"""Official formats, and what only looks like them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from sinergi.lib.hazards import Unreadable, areas, read
from sinergi.lib.hazards.tests import official
from sinergi.lib.hazards.tests.official import SQUARE, WIB


def test_a_warning_has_its_times_its_words_and_its_polygons_longitude_first() -> None:
    (told,) = read(official.cap()).told
    assert (told.kind, told.act, told.source) == ("warning", "alert", "BMKG")
    assert told.event == "Hujan Lebat disertai Petir dan Angin Kencang"
    assert told.begins == datetime(2026, 11, 29, 17, tzinfo=WIB)
    assert told.ends - told.begins == timedelta(hours=3)
    assert told.rings == (SQUARE,)
    assert told.area == "Jawa Barat"
    assert told.web.startswith("https://nowcasting.example/")


def test_updates_and_cancels_name_what_they_replace() -> None:
    (told,) = read(official.cap("b", act="Update", replaces="a")).told
    assert (told.act, told.replaces) == ("update", ("a",))
    (told,) = read(official.cap("c", act="Cancel", replaces="b")).told
    assert (told.act, told.replaces) == ("cancel", ("b",))


@pytest.mark.parametrize("status", ["Exercise", "Test", "Draft", "System"])
def test_an_exercise_is_nobodys_warning(status: str) -> None:
    assert read(official.cap(status=status)).told == ()


def test_a_circle_is_a_shape_too() -> None:
    raw = official.cap(rings=[]).replace(
        b"<areaDesc>Jawa Barat</areaDesc>",
        b"<areaDesc>Jawa Barat</areaDesc><circle>-6.6,106.8 12.5</circle>",
    )
    (told,) = read(raw).told
    assert len(told.rings[0]) == 32


def test_a_list_names_its_warnings_the_oldest_first() -> None:
    raw = official.listing(("Baru", "https://a.example/2.xml"), ("Lama", "https://a.example/1.xml"))
    assert [(one.title, one.address) for one in read(raw).named] == [
        ("Lama", "https://a.example/1.xml"),
        ("Baru", "https://a.example/2.xml"),
    ]


def test_a_warning_changed_under_its_address_is_another() -> None:
    (before,) = read(official.listing(("Hujan", "https://a.example/1.xml"))).named
    raw = official.listing(("Hujan", "https://a.example/1.xml")).replace(b"10:00:00", b"10:05:00")
    (after,) = read(raw).named
    assert before.mark != after.mark


def test_an_earthquake_is_a_point_and_a_list_is_in_order() -> None:
    (told,) = read(official.quake()).told
    assert told.points == ((106.85, -6.45),)
    assert told.said == datetime(2026, 11, 29, 3, 15, 2, tzinfo=UTC)
    later = official.one_quake(DateTime="2026-11-29T05:00:00+00:00", Magnitude="3.1")
    raw = json.dumps({"Infogempa": {"gempa": [later, official.one_quake()]}}).encode()
    assert [one.event for one in read(raw).told] == ["Gempa bumi M4.2", "Gempa bumi M3.1"]


def test_a_revised_earthquake_is_the_same_with_news() -> None:
    (first,), (revised,) = read(official.quake()).told, read(official.quake(Magnitude="4.5")).told
    assert first.series == revised.series
    assert first.gist != revised.gist


def test_heavy_rain_and_strong_wind_are_told_by_the_day_and_the_place() -> None:
    day = [
        official.hour("2026-11-29 03:00:00"),
        official.hour("2026-11-29 06:00:00", "Hujan Lebat"),
        official.hour("2026-11-29 09:00:00", "Hujan Lebat", wind=50),
    ]
    calm = [official.hour("2026-11-30 03:00:00", "Hujan Petir")]
    bad, none = read(official.forecast(day, calm)).told
    assert (bad.act, bad.event, bad.codes) == (
        "alert",
        "Angin kencang dan Hujan Lebat",
        ("32.01.01.1001",),
    )
    assert bad.begins == datetime(2026, 11, 29, 6, tzinfo=UTC)
    assert bad.ends == datetime(2026, 11, 29, 12, tzinfo=UTC)
    assert (none.act, none.series) == ("cancel", "forecast:32.01.01.1001:2026-11-30")


def test_a_forecast_of_other_names_is_read_as_well() -> None:
    raw = json.loads(official.forecast([official.hour("2026-11-29 06:00:00", "Hujan Lebat")]))
    raw["lokasi"]["kabkota"] = raw["lokasi"].pop("kotkab")
    del raw["data"][0]["lokasi"]
    (told,) = read(json.dumps(raw).encode()).told
    assert told.area == "Cibinong, Bogor"


@pytest.mark.parametrize(
    ("status", "level"),
    [("Status : Siaga 1", 1), ("SIAGA II", 2), ("Siaga 3", 3), ("SIAGA IV ", 4), ("Normal", 4)],
)
def test_a_gate_tells_from_level_three_up(status: str, level: int) -> None:
    (told,) = read(official.gates(official.gate(status))).told
    assert told.severity == str(level)
    assert told.act == ("alert" if level < 4 else "cancel")
    assert told.said == datetime(2026, 11, 29, 10, 10, tzinfo=WIB)


def test_without_a_status_the_thresholds_decide_and_millimetres_are_not_believed() -> None:
    (told,) = read(official.gates(official.gate("", TINGGI_AIR="160"))).told
    assert told.severity == "2"
    assert read(official.gates(official.gate(TINGGI_AIR=2200))).told == ()
    assert read(official.gates(official.gate("", TINGGI_AIR=None))).told == ()


def test_the_newest_observation_of_a_gauge_counts() -> None:
    (told,) = read(official.gauges()).told
    assert (told.severity, told.points) == ("2", ((106.837, -6.633),))
    (told,) = read(official.gauges(transform=True)).told
    assert told.points == ()


def test_borders_come_from_geojson_longitude_first() -> None:
    ring = [list(corner) for corner in (*SQUARE, SQUARE[0])]
    polygon = {"type": "MultiPolygon", "coordinates": [[ring]]}
    feature = {"type": "Feature", "properties": {"code": "32.01.01"}, "geometry": polygon}
    raw = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    found = areas.read(raw)
    assert found == {"32.01.01": (SQUARE,)}
    assert areas.unspelled(areas.spelled(found["32.01.01"])) == (SQUARE,)
    for bad in (b"x", b"{}", b'{"features": []}', raw.replace(b"MultiPolygon", b"Point")):
        with pytest.raises(Unreadable):
            areas.read(bad)
