"""What the offices of the demo use again: fields, templates, snippets, hashtags. All invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.units.models import Unit

FIELDS = {
    "kontak": "pesan langsung akun ini",
    "situs": "bogorkab.go.id",
    "darurat": "112",
}
TEMPLATES = {
    "Jadwal layanan": (
        "Layanan {{layanan}} di {{nama_kantor}} buka {{jam_layanan}}. Gratis.\n\n"
        "Bawa KTP dan KK. Tanya lewat {{kontak}}."
    ),
    "Gangguan layanan": (
        "Layanan {{layanan}} di {{nama_kantor}} berhenti sementara karena perbaikan. "
        "Kami mengabari begitu layanan buka lagi. Kabar terbaru: {{situs}}."
    ),
}
#: What goes out under each post that begins with a template.
COMMENT = "#BogorMelayani"
SNIPPETS = {
    "Kontak": "Tanya lewat {{kontak}}.",
    "Darurat": "Ada bahaya bagi jiwa? Telepon {{darurat}}: gratis, siang dan malam.",
}
#: Hashtag, what it is for, and in how many days it ends (none: it holds on).
HASHTAGS = (
    ("BogorMelayani", "Layanan kepada warga", None),
    ("SiagaHujanBogor", "Musim hujan", 90),
    ("BogorSehatBersama", "Pekan imunisasi yang sudah lewat", -10),
)


def prepare(people: Mapping[str, User], offices: Mapping[str, Unit], now: datetime) -> None:
    """Write down what all offices of the regency use, and what one district adds."""
    hesti, ayu = people["hesti"], people["ayu"]
    regency, district = offices["32.01"], offices["32.01.01"]
    actions.set_fields(hesti, regency, FIELDS)
    for kind, told in (("template", TEMPLATES), ("snippet", SNIPPETS)):
        for name, text in told.items():
            comment = COMMENT if kind == "template" else ""
            actions.keep_wording(hesti, regency, kind=kind, name=name, text=text, comment=comment)
    today = now.date()
    for tag, about, days in HASHTAGS:
        until = None if days is None else today + timedelta(days=days)
        actions.keep_hashtag(hesti, regency, tag=tag, owner=hesti, about=about, until=until)
    salam = "Wargi Cibinong, {{nama_kantor}} aya kabar kanggo anjeun."
    actions.keep_wording(ayu, district, kind="snippet", name="Salam", text=salam)
    actions.keep_hashtag(ayu, district, tag="KabarCibinong", owner=ayu, about="Kabar kecamatan")
