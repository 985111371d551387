"""What a service post answers: what, for whom, where, when, cost, conditions, contact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from sinergi.language.findings import Severity
from sinergi.language.writing.attention import SERVICE, is_service
from sinergi.language.writing.reading import Reading
from sinergi.language.writing.rule import Hit, Rule
from sinergi.lib.text import say

MONTHS = (
    "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|"
    "jan|feb|mar|apr|jun|jul|agu|agt|sep|sept|okt|nov|des"
)
#: What is missing, and the words that answer it.
ANSWERS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        say("Say which service it is."): SERVICE,
        say("Say for whom it is."): re.compile(
            r"\b(?:warga|masyarakat|untuk|bagi|khusus|peserta|pemohon|pelajar|siswa|mahasiswa|anak|"
            r"balita|bayi|lansia|ibu hamil|ibu|pelaku usaha|pedagang|petani|pencari kerja|penduduk|"
            r"keluarga|orang tua|penyandang|pemilik|calon|wajib pajak|semua|umum|kamu|anda)\b",
            re.IGNORECASE,
        ),
        say("Say where: a place with its address, or a link."): re.compile(
            r"https?://|www\.|\b(?:kantor|balai|aula|gedung|lapangan|alun-alun|loket|halaman|lokasi|"
            r"tempat|alamat|puskesmas|posyandu|rsud|rumah sakit|mal|mall|pasar|sekolah|masjid|jl|"
            r"jalan|desa|kelurahan|kecamatan|online|daring|aplikasi|situs|website|internet|taman)\b",
            re.IGNORECASE,
        ),
        say("Say when: day, date and hours."): re.compile(
            rf"\b(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu|besok|hari ini|lusa|setiap hari|"
            rf"tiap hari|24 jam|pukul|jam\s+\d|tanggal|hari kerja|\d{{1,2}}\s+(?:{MONTHS}))\b|"
            r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}[.:]\d{2}\b",
            re.IGNORECASE,
        ),
        say("Say what it costs, or that it is free."): re.compile(
            r"\b(?:gratis|biaya|rp|tarif|bayar|cuma-cuma|tanpa dipungut|tidak dipungut|harga|"
            r"retribusi|berbayar|free)\b|\brp\s?\d",
            re.IGNORECASE,
        ),
        say("Say what one must bring or fulfil."): re.compile(
            r"\b(?:syarat(?:nya)?|persyaratan|bawa|membawa|lampirkan|melampirkan|fotokopi|siapkan|"
            r"wajib|cukup|ketentuan|dokumen|berkas|tanpa syarat|usia|umur|minimal|maksimal|harus|"
            r"berusia|ktp|kk)\b",
            re.IGNORECASE,
        ),
        say("Say where one can ask: a number or an account of the office."): re.compile(
            r"\b(?:hubungi|kontak|narahubung|telepon|telp|wa|whatsapp|call center|hotline|surel|"
            r"email|e-mail|dm|tanya|tanyakan|informasi lebih lanjut|info lebih lanjut|112)\b|"
            r"\b\d{3,4}[ -]?\d{3,4}[ -]?\d{3,5}\b|@\w",
            re.IGNORECASE,
        ),
    }
)


def facts(reading: Reading) -> Iterator[Hit]:
    if not reading.words or not is_service(reading):
        return
    for what, answer in ANSWERS.items():
        if not answer.search(reading.text):
            yield Hit(0, 0, what)


RULES = (
    Rule(
        "service-facts",
        Severity.WARNING,
        say("Whoever lacks one fact must ask, or comes in vain."),
        facts,
    ),
)
