"""A media library for the demo: pictures that are drawn here, of places that are nowhere."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from PIL import Image

from sinergi.cli.demo_pictures import (
    POSTER,
    Size,
    bridge,
    counter,
    frame,
    garden,
    market,
    poster,
    queue,
)
from sinergi.lib.media import images
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions, intake
from sinergi.publishing.library import keeping
from sinergi.publishing.library.aiming import Aim
from sinergi.publishing.library.rules import Consent, Licence, Said
from sinergi.publishing.models import LibraryFile
from sinergi.publishing.pictures import Picture, described
from sinergi.units.models import Unit

Draw = Callable[[Size], Image.Image]


def fill(
    people: Mapping[str, User],
    offices: Mapping[str, Unit],
    accounts: Sequence[Account],
    now: datetime,
) -> None:
    """Put pictures into the libraries of the regency and of a district; a draft uses one."""
    hesti, ayu = people["hesti"], people["ayu"]
    regency, district = offices["32.01"], offices["32.01.01"]
    today = now.date()
    for draw, size, name, said in shared(today):
        _bring(hesti, regency, draw, size, name, said)
    made = [_bring(ayu, district, *told) for told in own(today)]
    keeping.crop(ayu, made[0], (40, 60), {"square": Aim(30, 60, 90), "tall": Aim(65, 60)})
    keeping.withdraw(ayu, made[-1], "Jembatannya sudah diganti; foto ini menyesatkan.")
    picture = described(_taken(market, (1600, 1000), "pasar-pagi.jpg"), made[0].description)
    mine = [account for account in accounts if account.unit_id == district.pk]
    text = "Pasar pagi buka lebih awal, pukul 05.30, setiap Sabtu sampai akhir tahun."
    actions.write(ayu, district, title="Pasar pagi", text=text, accounts=mine[:1], media=[picture])


def shared(today: date) -> list[tuple[Draw, Size, str, Said]]:
    """What the regency gives to all."""
    facts = "Poster: " + ", ".join(POSTER)
    return [
        (
            frame, (1080, 1080), "bingkai-kabupaten.png",
            Said(title="Bingkai kabupaten", description="Bingkai hijau dengan nama kabupaten",
                 tags=("bingkai", "identitas"), licence=Licence.OWN, consent=Consent.NOBODY,
                 maker="Diskominfo", shared=True, poster=False),
        ),
        (
            poster, (1080, 1350), "poster-pasar-murah.png",
            Said(title="Poster pasar murah", description=facts, tags=("pasar murah", "pangan"),
                 licence=Licence.OWN, consent=Consent.NOBODY, maker="Diskominfo", shared=True,
                 until=today + timedelta(days=21), poster=True),
        ),
    ]  # fmt: skip


def own(today: date) -> list[tuple[Draw, Size, str, Said]]:
    """What a district has."""
    note = "Map persetujuan 2026, nomor 14; ditandatangani orang tua"
    return [
        (
            market, (1600, 1000), "pasar-pagi.jpg",
            Said(title="Pasar pagi Cibinong", description="Deretan kios sayur dan buah di pasar",
                 descriptions={"en": "A row of stalls with vegetables and fruit"},
                 tags=("pasar", "UMKM"), licence=Licence.OWN, consent=Consent.CROWD, maker="Ayu"),
        ),
        (
            counter, (1500, 1000), "loket-baru.jpg",
            Said(title="Loket pelayanan", description="Tiga loket pelayanan yang baru dicat",
                 tags=("loket", "layanan"), licence=Licence.LICENSED, maker="Studio Rancabungur",
                 licence_until=today + timedelta(days=18), consent=Consent.NOBODY),
        ),
        (
            garden, (1600, 900), "kebun.jpg",
            Said(title="Kebun di kaki gunung", description="Pohon-pohon di lereng hijau",
                 tags=("alam", "wisata"), licence=Licence.CC, consent=Consent.NOBODY,
                 attribution="Foto: Komunitas Lensa Puncak, CC BY 4.0",
                 source="arsip komunitas"),
        ),
        (
            queue, (1080, 1620), "imunisasi.jpg",
            Said(title="Antrean imunisasi", description="Anak dan orang tua antre imunisasi",
                 tags=("kesehatan", "imunisasi"), licence=Licence.LETTER, maker="Puskesmas",
                 letter="400.7/112/2026, 3 November 2026", consent=Consent.GIVEN,
                 consent_note=note, minor=True),
        ),
        (
            bridge, (1600, 1000), "jembatan.jpg",
            Said(title="Jembatan lama", description="Jembatan bata di atas sungai",
                 tags=("jalan",), licence=Licence.OWN, consent=Consent.NOBODY, maker="Ayu"),
        ),
    ]  # fmt: skip


def _bring(actor: User, unit: Unit, draw: Draw, size: Size, name: str, said: Said) -> LibraryFile:
    return keeping.bring(actor, unit, _taken(draw, size, name), said)


def _taken(draw: Draw, size: Size, name: str) -> Picture:
    out = io.BytesIO()
    draw(size).save(out, "PNG" if name.endswith("png") else "JPEG", quality=images.QUALITIES[0])
    return intake.store(out, name=name)
