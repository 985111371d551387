"""The words of the demo regency. Everything is invented; no person in it lives."""

from __future__ import annotations

from dataclasses import dataclass

from sinergi.units.models import Role


@dataclass(frozen=True, slots=True)
class Person:
    """Who works in the demo. ``note`` stands beside the sign-in; empty: there is none.

    ``first``: serve prints it. The others are only in the file of sign-ins.
    """

    username: str
    name: str
    unit: str
    role: str
    note: str = ""
    first: bool = True


PEOPLE = (
    Person("ayu", "Ayu", "32.01.01", Role.ADMIN, "admin Kecamatan Cibinong"),
    Person("budi", "Budi", "32.01", Role.APPROVER, "penyetuju, Diskominfo"),
    Person("citra", "Citra", "32.01.29", Role.ADMIN, "admin Kecamatan Ciomas"),
    Person("dewi", "Dewi", "diskominfo", Role.ADMIN),
    Person("eka", "Eka", "32.01.25", Role.ADMIN),
    Person("fajar", "Fajar", "bpbd", Role.ADMIN),
    Person("hesti", "Hesti", "32.01", Role.COORDINATOR, "koordinator, Diskominfo", first=False),
)


@dataclass(frozen=True, slots=True)
class Account:
    """An official account on the practice network, and who looks after it."""

    handle: str
    name: str
    unit: str
    owner: str


ACCOUNTS = (
    Account("kecamatan.cibinong", "Kecamatan Cibinong", "32.01.01", "ayu"),
    Account("kabar.cibinong", "Kabar Cibinong", "32.01.01", "ayu"),
    Account("kecamatan.ciomas", "Kecamatan Ciomas", "32.01.29", "citra"),
    Account("diskominfo.bogor", "Diskominfo Kabupaten Bogor", "diskominfo", "dewi"),
    Account("kecamatan.cisarua", "Kecamatan Cisarua", "32.01.25", "eka"),
    Account("bpbd.bogor", "BPBD Kabupaten Bogor", "bpbd", "fajar"),
)

#: Title and text; {place} is the office's short name. At most 280 characters.
POSTS = (
    (
        "Layanan KTP keliling",
        (
            "Layanan perekaman KTP elektronik keliling hadir di halaman kantor {place}, Rabu pukul "
            "08.00 sampai 12.00. Bawa fotokopi kartu keluarga. Gratis, tanpa perantara."
        ),
    ),
    (
        "Imunisasi di posyandu",
        (
            "Jadwal imunisasi balita di {place} pekan ini: Selasa dan Kamis mulai pukul 08.30 di "
            "posyandu terdekat. Bawa buku KIA, ya, Ayah dan Ibu."
        ),
    ),
    (
        "Kerja bakti saluran air",
        (
            "Musim hujan sudah dekat. Sabtu pukul 07.00 mari bersihkan saluran air di lingkungan "
            "{place} bersama RT dan RW. Alat kebersihan kami siapkan."
        ),
    ),
    (
        "Bayar PBB tanpa antre",
        (
            "Warga {place}, pajak bumi dan bangunan bisa dibayar lewat kantor pos, bank, dan "
            "dompet digital. Simpan bukti bayarnya. Ada pertanyaan? Tulis di kolom balasan."
        ),
    ),
    (
        "Waspada hujan lebat",
        (
            "Hujan lebat diperkirakan sore hingga malam. Warga {place} di tepi sungai dan lereng "
            "diminta waspada. Keadaan darurat: hubungi 112, bebas pulsa."
        ),
    ),
    (
        "Pasar murah",
        (
            "Pasar murah hadir di lapangan {place}, Jumat pukul 08.00. Beras, minyak, dan telur "
            "tersedia selama persediaan masih ada. Bawa tas belanja sendiri, ya."
        ),
    ),
    (
        "Pelatihan UMKM",
        (
            "Pelatihan foto produk untuk pelaku usaha kecil di {place}, Kamis pukul 09.00. Kursi "
            "terbatas untuk 30 orang. Pendaftaran di kantor kami sampai Rabu siang."
        ),
    ),
    (
        "Perpustakaan keliling",
        (
            "Mobil perpustakaan keliling singgah di {place} Senin pukul 10.00. Anak-anak boleh "
            "meminjam dua buku. Tersedia juga buku bergambar untuk balita."
        ),
    ),
)

#: What citizens answer; handle, name, text. They are as invented as on the practice network.
ANSWERS = (
    ("warga.melati", "Warga Melati", "Kalau bawa anak yang umurnya pas 17 tahun, bisa ikut juga?"),
    ("ibu.kenanga", "Ibu Kenanga", "Terima kasih infonya, Min. Apakah perlu daftar dulu?"),
    ("pak.rambutan", "Pak Rambutan", "Lampu jalan dekat balai warga mati. Lapor ke mana?"),
    ("pedagang.pasar", "Pedagang Pasar", "Buka sampai jam berapa, Min?"),
    ("rt.bambu", "Ketua RT Bambu", "Sudah dua hari sampah di gang kami belum diangkut."),
    ("siswa.angkasa", "Siswa Angkasa", "Boleh datang sendiri tanpa orang tua?"),
)  # fmt: skip

REASONS = (
    "Tambahkan jam pelayanan dan tempatnya.",
    "Sebutkan nomor yang bisa dihubungi warga.",
    "Kalimat kedua terlalu panjang; pecah menjadi dua.",
)
