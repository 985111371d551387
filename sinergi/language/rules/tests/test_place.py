"""Names that several places bear, and places that are not ours."""

from __future__ import annotations

import pytest

from sinergi.language.rules import Unreadable, bogor, from_csv, place_of
from sinergi.language.rules.gazetteer import FOREIGN, Gazetteer

#: Villages with made-up codes. Names are as they occur: two of one name, one named as its district.
VILLAGES = """\
code,name,level,parent,aliases
32.01.01.9001,Pabuaran,kelurahan,32.01.01,
32.01.09.9001,Pabuaran,desa,32.01.09,
32.01.10.9001,Parung,desa,,
32.01.24.9001,Bendungan,desa,32.01.24,~Bendungan
32.01.24.9002,Banjar Sari,desa,32.01.24,Banjarsari Ciawi|Bansar
"""


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return bogor().joined(from_csv(VILLAGES))


def test_spaces_do_not_matter() -> None:
    for text in ("Bojong Gede", "bojonggede", "BOJONG-GEDE"):
        assert place_of(f"macet di {text}").label == "32.01.13"


def test_a_longer_name_is_meant_where_it_stands() -> None:
    assert place_of("jalan Parung Panjang rusak").label == "32.01.20"
    assert place_of("jalan Parung rusak").label == "32.01.10"


def test_kota_bogor_is_another_government() -> None:
    found = place_of("Trotoar Kota Bogor rusak")
    assert bogor().places[found.label].kind == FOREIGN
    assert not found.abstained
    assert place_of("Trotoar di Bogor rusak").abstained


@pytest.mark.parametrize("name", ["Sukaraja", "Ciawi", "Cisarua", "Caringin", "Tanjungsari"])
def test_a_name_that_is_borne_elsewhere_is_not_believed_alone(name: str) -> None:
    alone = place_of(f"jalan di {name} longsor")
    assert alone.abstained
    code = place_of(f"jalan di Kec. {name} Kab. Bogor longsor").label
    assert bogor().places[code].name == name


def test_the_district_of_the_account_decides() -> None:
    assert place_of("macet di Ciawi").abstained
    near = place_of("macet di Ciawi", near="32.01.24")
    assert (near.label, near.abstained) == ("32.01.24", False)


def test_a_government_beside_it_decides() -> None:
    assert place_of("jembatan di Ciawi Tasikmalaya putus").label == "32.06"
    assert place_of("Tanjungsari, Sumedang").label == "32.11"


@pytest.mark.parametrize("text", ["nanggung banget", "beli kemang sekilo"])
def test_a_word_is_no_place(text: str) -> None:
    assert place_of(text).label == "none"


def test_two_villages_of_one_name_are_told_apart_by_what_is_around(places: Gazetteer) -> None:
    assert place_of("banjir di Pabuaran", places).abstained
    told = place_of("banjir di Pabuaran, Cibinong", places)
    assert (told.label, told.abstained) == ("32.01.01.9001", False)
    near = place_of("banjir di Pabuaran", places, near="32.01.09")
    assert (near.label, near.abstained) == ("32.01.09.9001", False)
    assert places.name(near.label) == "Pabuaran, Sukamakmur"


def test_a_village_named_as_its_district_is_told_apart_by_its_designation(
    places: Gazetteer,
) -> None:
    assert place_of("jalan di Desa Parung rusak", places).label == "32.01.10.9001"
    assert place_of("kantor Kec. Parung tutup", places).label == "32.01.10"
    assert place_of("jalan di Parung rusak", places).label == "32.01.10"
    assert place_of("warga Parung, kec parung", places).label == "32.01.10"


def test_a_village_whose_name_is_a_word_needs_its_designation(places: Gazetteer) -> None:
    assert place_of("ada bendungan di sana", places).label == "none"
    assert place_of("Desa Bendungan kebanjiran", places).label == "32.01.24.9001"


def test_a_village_is_found_by_its_other_name(places: Gazetteer) -> None:
    assert place_of("lampu di bansar mati", places).label == "32.01.24.9002"


def test_the_words_are_the_names() -> None:
    assert place_of("Macet di Cibinong").words[0][0] == "Cibinong"


def test_wrong_rows_are_named() -> None:
    with pytest.raises(Unreadable) as wrong:
        from_csv("code,name,kind\n1,A,planet\n,B,desa\n")
    assert [problem.line for problem in wrong.value.problems] == [2, 3]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ini kabupaten Bogor min, bukan kota Bogor", "32.01"),
        ("bukan di Cibinong tapi Citeureup", "32.01.03"),
        ("sanes Cibinong, di Parung Panjang", "32.01.20"),
        ("bukan Cibinong saja yang macet", "32.01.01"),
        ("bukan main macetnya Cibinong", "32.01.01"),
    ],
)
def test_a_place_that_it_is_not_is_none(text: str, code: str) -> None:
    assert place_of(text).label == code


def test_a_district_of_another_government_is_that_government() -> None:
    assert place_of("Kecamatan Tanah Sareal gelap").label == "32.71"
    assert place_of("kec. Bogor Utara").label == "32.71"
    assert place_of("desa Depok").label == "none"


def test_a_way_between_two_places_is_left_to_a_person() -> None:
    assert place_of("dari Cibinong ke Depok angkot ngetem").abstained
    assert place_of("macet Bojonggede sampai Depok").abstained
    assert place_of("Kemang di Jakarta").label == "31"
    assert place_of("Cibinong, Purwakarta").label == "32.14"


@pytest.mark.parametrize("name", ["Gn. Putri", "gn putri", "Gn Sindur"])
def test_a_shortened_mountain_is_one(name: str) -> None:
    assert place_of(f"{name} macet").label in {"32.01.02", "32.01.11"}
