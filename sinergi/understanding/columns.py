"""Columns of files of labels, and words in them, by the names people give them."""

from __future__ import annotations

from collections.abc import Mapping

#: Columns of one's own file, by the names people give them.
OWN: Mapping[str, tuple[str, ...]] = {
    "text": ("teks", "text", "pesan", "message", "komentar", "comment"),
    "topic": ("topik", "topic", "label"),
    "kind": ("jenis", "kind"),
    "sentiment": ("sentimen", "sentiment"),
    "urgency": ("urgensi", "urgency"),
    "language": ("bahasa", "language"),
    "place": ("tempat", "place"),
    "spam": ("spam", "judol"),
}

#: Columns of an export of SP4N-LAPOR!; the last version of a report counts.
LAPOR: Mapping[str, tuple[str, ...]] = {
    "id": ("tracking id",),
    "title": ("judul laporan",),
    "text": ("isi laporan akhir",),
    "first": ("isi laporan awal", "isi laporan"),
    "topic": ("kategori",),
    "class": ("klasifikasi laporan",),
    "place": ("kecamatan",),
}

#: How SP4N-LAPOR! classifies a report → our kind of message.
CLASSES: Mapping[str, str] = {
    "pengaduan": "complaint",
    "pengaduan berkadar pengawasan": "complaint",
    "pengaduan tidak berkadar pengawasan": "complaint",
    "berkadar pengawasan": "complaint",
    "tidak berkadar pengawasan": "complaint",
    "aspirasi": "other",
    "permintaan informasi": "question",
}

#: What people write in their own files → our labels.
WORDS: Mapping[str, Mapping[str, str]] = {
    "sentiment": {"negatif": "negative", "netral": "neutral", "positif": "positive"},
    "kind": {
        "pertanyaan": "question", "pengaduan": "complaint", "keluhan": "complaint",
        "pujian": "praise", "apresiasi": "praise", "lainnya": "other",
    },
    "urgency": {"bahaya": "danger", "biasa": "normal"},
    "language": {"indonesia": "ind", "sunda": "sun", "jawa": "jav", "betawi": "bew",
                 "inggris": "eng"},
    "spam": {"ya": "judol", "tidak": "normal", "bukan": "normal"},
}  # fmt: skip
