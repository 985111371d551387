"""Official addresses that a regency around Bogor may read, with what is known of each.

They are added switched off. BMKG allows 60 requests a minute and asks to be named as the source;
the lists of levels of water have no published terms: ask their owners before turning them on.
"""

from __future__ import annotations

from dataclasses import dataclass

BMKG = "https://data.bmkg.go.id/DataMKG/TEWS/"


@dataclass(frozen=True, slots=True)
class Official:
    name: str
    address: str
    minutes: int
    only: tuple[str, ...] = ()
    names_us: bool = False
    #: A forecast is asked for by village: one of each district stands for it.
    by_village: bool = False


OFFICIAL = (
    Official(
        "BMKG: peringatan dini cuaca",
        "https://www.bmkg.go.id/alerts/nowcast/id",
        3,
        ("Jawa Barat",),
    ),
    Official("BMKG: gempa dirasakan", f"{BMKG}gempadirasakan.json", 5, ("Bogor",), True),
    Official("BMKG: gempa terbaru", f"{BMKG}autogempa.json", 3, ("Bogor",), True),
    Official(
        "BMKG: prakiraan cuaca",
        "https://api.bmkg.go.id/publik/prakiraan-cuaca?adm4={code}",
        360,
        by_village=True,
    ),
    Official(
        "Posko Banjir DKI Jakarta: tinggi muka air",
        "https://poskobanjir.dsdadki.web.id/datatmalaststatus.json",
        10,
        ("Katulampa",),
        True,
    ),
    Official(
        "PetaBencana.id: tinggi muka air",
        "https://data.petabencana.id/floodgauges?admin=ID-JK",
        10,
        ("Katulampa",),
        True,
    ),
)
