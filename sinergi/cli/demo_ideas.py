"""Ideas and a practice warning for the demo. Everything is invented, and the warning says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sinergi.lib.hazards import Told
from sinergi.people.models import User
from sinergi.publishing.alerts import sources, taking
from sinergi.publishing.ideas import actions, moving
from sinergi.units.models import Unit

#: Who has it, of which office: title, words, pillar, for whom, what for.
IDEAS = (
    (
        "ayu",
        "32.01.01",
        "Jalan pintas ke loket kelurahan",
        "Satu gambar: dari gerbang ke loket, mana yang ramah kursi roda.",
        "Informasi",
        "Lansia dan penyandang disabilitas",
        "Datang langsung ke loket yang benar",
    ),
    (
        "ayu",
        "32.01.01",
        "Lapak UMKM Jumat pagi",
        "Tiga lapak, tiga cerita, satu jadwal.",
        "UMKM",
        "Warga sekitar alun-alun",
        "Mampir pada Jumat pagi",
    ),
    (
        "dewi",
        "diskominfo",
        "Cara memeriksa akun resmi",
        "Dua langkah di halaman daftar akun resmi.",
        "Informasi",
        "Orang tua murid",
        "Tidak menjawab akun tiruan",
    ),
)
PLAN = {
    "objective": "Warga menemukan loket tanpa bertanya dua kali.",
    "audience": "Lansia; mereka diantar anak yang mencari petunjuk di ponsel.",
    "strategy": "Satu gambar jalan, dibagikan sehari sebelum layanan keliling.",
    "implementation": "Ayu memotret, satu hari.",
    "scoring": "Pertanyaan “di mana loketnya” berkurang dalam dua minggu.",
}


def fill(people: Mapping[str, User], offices: Mapping[str, Unit], now: datetime) -> None:
    """Put ideas on the boards, add the official addresses (off), and warn one district."""
    made = [
        actions.write(
            people[who], offices[unit], title=title, text=text, pillar=pillar,
            audience=audience, goal=goal,
        )
        for who, unit, title, text, pillar, audience, goal in IDEAS
    ]  # fmt: skip
    first, second, _ = made
    actions.edit(
        people["ayu"], first, seen=first.changed, title=first.title, text=first.text,
        pillar=first.pillar, audience=first.audience, goal=first.goal, sheet=PLAN,
    )  # fmt: skip
    moving.park(people["ayu"], second, "Menunggu jadwal lapak dari pengelola alun-alun.")
    sources.add_official(people["hesti"], offices["32.01"])
    taking.take(offices["32.01"], _practice(now), now=now)


def _practice(now: datetime) -> Told:
    """Return a warning for practice, by the official code of a village of Cisarua."""
    return Told(
        identifier="latihan:1",
        kind="warning",
        act="alert",
        event="LATIHAN: Hujan Lebat dan Angin Kencang",
        said=now,
        begins=now,
        ends=now + timedelta(days=3),
        text="Ini latihan, bukan peringatan sungguhan.",
        area="Cisarua",
        source="Jaringan Latihan",
        codes=("32.01.25.2001",),
    )
