"""Kabupaten Bogor: the regency, its 40 districts and its agencies, ready to be edited.

District names and codes: Kepmendagri 300.2.2-2138/2025. Agencies as of January 2026, from public
lists; the regency confirms them after installation, which is why all of them can be edited.
"""

from __future__ import annotations

from django.db import transaction

from sinergi.people.models import User
from sinergi.units import actions
from sinergi.units.models import Alias, FormerName, Unit

CODE = "32.01"

DISTRICTS = (
    "Cibinong",
    "Gunungputri",
    "Citeureup",
    "Sukaraja",
    "Babakan Madang",
    "Jonggol",
    "Cileungsi",
    "Cariu",
    "Sukamakmur",
    "Parung",
    "Gunungsindur",
    "Kemang",
    "Bojonggede",
    "Leuwiliang",
    "Ciampea",
    "Cibungbulang",
    "Pamijahan",
    "Rumpin",
    "Jasinga",
    "Parungpanjang",
    "Nanggung",
    "Cigudeg",
    "Tenjo",
    "Ciawi",
    "Cisarua",
    "Megamendung",
    "Caringin",
    "Cijeruk",
    "Ciomas",
    "Dramaga",
    "Tamansari",
    "Klapanunggal",
    "Ciseeng",
    "Rancabungur",
    "Sukajaya",
    "Tanjungsari",
    "Tajurhalang",
    "Cigombong",
    "Leuwisadeng",
    "Tenjolaya",
)

#: Other spellings people use, by district.
ALIASES = {
    "Gunungputri": ("Gunung Putri",),
    "Sukaraja": ("Suka Raja",),
    "Babakan Madang": ("Babakanmadang",),
    "Sukamakmur": ("Suka Makmur",),
    "Gunungsindur": ("Gunung Sindur",),
    "Bojonggede": ("Bojong Gede",),
    "Leuwiliang": ("Leuwi Liang",),
    "Parungpanjang": ("Parung Panjang",),
    "Megamendung": ("Mega Mendung",),
    "Dramaga": ("Darmaga",),
    "Tamansari": ("Taman Sari",),
    "Klapanunggal": ("Klapa Nunggal", "Kelapa Nunggal"),
    "Rancabungur": ("Ranca Bungur",),
    "Sukajaya": ("Suka Jaya",),
    "Tanjungsari": ("Tanjung Sari",),
    "Tajurhalang": ("Tajur Halang",),
    "Leuwisadeng": ("Leuwi Sadeng",),
}

#: Code, name, short name, kind, former name.
AGENCIES = (
    ("setda", "Sekretariat Daerah", "Setda", Unit.Kind.SECRETARIAT, ""),
    ("setwan", "Sekretariat DPRD", "Setwan", Unit.Kind.SECRETARIAT, ""),
    ("inspektorat", "Inspektorat Daerah", "Inspektorat", Unit.Kind.INSPECTORATE, ""),
    (
        "bapperida",
        "Badan Perencanaan Pembangunan, Riset dan Inovasi Daerah",
        "Bapperida",
        Unit.Kind.BOARD,
        "Badan Perencanaan Pembangunan Daerah, Penelitian dan Pengembangan (Bappedalitbang)",
    ),
    ("bpkad", "Badan Pengelolaan Keuangan dan Aset Daerah", "BPKAD", Unit.Kind.BOARD, ""),
    ("bappenda", "Badan Pengelolaan Pendapatan Daerah", "Bappenda", Unit.Kind.BOARD, ""),
    (
        "bkpsdm",
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        "BKPSDM",
        Unit.Kind.BOARD,
        "",
    ),
    ("bakesbangpol", "Badan Kesatuan Bangsa dan Politik", "Bakesbangpol", Unit.Kind.BOARD, ""),
    ("bpbd", "Badan Penanggulangan Bencana Daerah", "BPBD", Unit.Kind.BOARD, ""),
    ("satpolpp", "Satuan Polisi Pamong Praja", "Satpol PP", Unit.Kind.AGENCY, ""),
    ("disdik", "Dinas Pendidikan", "Disdik", Unit.Kind.AGENCY, ""),
    ("dinkes", "Dinas Kesehatan", "Dinkes", Unit.Kind.AGENCY, ""),
    (
        "dpu",
        "Dinas Pekerjaan Umum",
        "DPU",
        Unit.Kind.AGENCY,
        "Dinas Pekerjaan Umum dan Penataan Ruang (DPUPR)",
    ),
    (
        "dpkp",
        "Dinas Perumahan dan Kawasan Permukiman",
        "DPKP",
        Unit.Kind.AGENCY,
        "Dinas Perumahan, Kawasan Permukiman dan Pertanahan (DPKPP)",
    ),
    ("dptr", "Dinas Pertanahan dan Tata Ruang", "DPTR", Unit.Kind.AGENCY, ""),
    ("dinsos", "Dinas Sosial", "Dinsos", Unit.Kind.AGENCY, ""),
    ("disnaker", "Dinas Tenaga Kerja", "Disnaker", Unit.Kind.AGENCY, ""),
    (
        "dp3ap2kb",
        "Dinas Pemberdayaan Perempuan dan Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana",  # noqa: E501
        "DP3AP2KB",
        Unit.Kind.AGENCY,
        "",
    ),
    ("dkp", "Dinas Ketahanan Pangan", "DKP", Unit.Kind.AGENCY, ""),
    ("dlh", "Dinas Lingkungan Hidup", "DLH", Unit.Kind.AGENCY, ""),
    ("disdukcapil", "Dinas Kependudukan dan Pencatatan Sipil", "Disdukcapil", Unit.Kind.AGENCY, ""),
    ("dpmd", "Dinas Pemberdayaan Masyarakat dan Desa", "DPMD", Unit.Kind.AGENCY, ""),
    ("dishub", "Dinas Perhubungan", "Dishub", Unit.Kind.AGENCY, ""),
    ("diskominfo", "Dinas Komunikasi dan Informatika", "Diskominfo", Unit.Kind.COMMUNICATIONS, ""),
    ("diskopukm", "Dinas Koperasi, Usaha Kecil dan Menengah", "Diskop UKM", Unit.Kind.AGENCY, ""),
    (
        "dpmptsp",
        "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
        "DPMPTSP",
        Unit.Kind.AGENCY,
        "",
    ),
    ("dispora", "Dinas Pemuda dan Olahraga", "Dispora", Unit.Kind.AGENCY, ""),
    ("disbud", "Dinas Kebudayaan", "Disbud", Unit.Kind.AGENCY, ""),
    (
        "disparekraf",
        "Dinas Pariwisata dan Ekonomi Kreatif",
        "Disparekraf",
        Unit.Kind.AGENCY,
        "Dinas Kebudayaan dan Pariwisata (Disbudpar)",
    ),
    ("arpus", "Dinas Arsip dan Perpustakaan", "DAP", Unit.Kind.AGENCY, ""),
    ("diskannak", "Dinas Perikanan dan Peternakan", "Diskannak", Unit.Kind.AGENCY, ""),
    (
        "distanhorbun",
        "Dinas Tanaman Pangan, Hortikultura dan Perkebunan",
        "Distanhorbun",
        Unit.Kind.AGENCY,
        "",
    ),
    ("disdagin", "Dinas Perdagangan dan Perindustrian", "Disdagin", Unit.Kind.AGENCY, ""),
    (
        "damkarmat",
        "Dinas Pemadam Kebakaran dan Penyelamatan",
        "Damkarmat",
        Unit.Kind.AGENCY,
        "Dinas Pemadam Kebakaran",
    ),
    (
        "rsud_cibinong",
        "RSUD Bakti Pajajaran",
        "RSUD Bakti Pajajaran",
        Unit.Kind.HOSPITAL,
        "RSUD Cibinong",
    ),
    (
        "rsud_ciawi",
        "RSUD Dr. KH. Idham Chalid",
        "RSUD Idham Chalid",
        Unit.Kind.HOSPITAL,
        "RSUD Ciawi",
    ),
    (
        "rsud_leuwiliang",
        "RSUD R. Moh. Noh Nur",
        "RSUD Moh. Noh Nur",
        Unit.Kind.HOSPITAL,
        "RSUD Leuwiliang",
    ),
    ("rsud_cileungsi", "RSUD RH. Satibi", "RSUD RH. Satibi", Unit.Kind.HOSPITAL, "RSUD Cileungsi"),
)

#: Besides hospitals: disasters and fires keep no office hours (Perpres 21/2023 exempts shifts).
ALWAYS_OPEN = frozenset({"bpbd", "damkarmat"})


def create(actor: User | None = None) -> Unit:
    """Add the regency with its districts and agencies; return the regency. Twice is harmless."""
    with transaction.atomic():
        actions.hold_all()
        regency = _unit(actor, CODE, "Kabupaten Bogor", Unit.Kind.REGENCY)
        for code, name, short, kind, former in AGENCIES:
            unit = _unit(actor, code, name, kind, regency, short)
            if former:
                FormerName.objects.get_or_create(unit=unit, name=former)
        for number, name in enumerate(DISTRICTS, start=1):
            unit = _unit(
                actor, f"{CODE}.{number:02}", f"Kecamatan {name}", Unit.Kind.DISTRICT, regency, name
            )
            for alias in ALIASES.get(name, ()):
                Alias.objects.get_or_create(unit=unit, name=alias)
    return regency


def _unit(
    actor: User | None, code: str, name: str, kind: str, parent: Unit | None = None, short: str = ""
) -> Unit:
    known = Unit.objects.filter(code=code).first()
    if known:
        return known
    made = actions.add_unit(actor, code=code, name=name, kind=kind, parent=parent, short=short)
    if kind == Unit.Kind.HOSPITAL or code in ALWAYS_OPEN:
        actions.set_hours(actor, made, hours={}, always_open=True)
    return made
