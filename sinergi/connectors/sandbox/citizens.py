"""What invented citizens do about a post. Plain values in, plain values out, the same on a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

#: Handle and name. All are invented.
CITIZENS = (
    ("warga.melati", "Warga Melati"),
    ("ibu.kenanga", "Ibu Kenanga"),
    ("pak.rambutan", "Pak Rambutan"),
    ("karang.taruna", "Karang Taruna Mekar"),
    ("pedagang.pasar", "Pedagang Pasar"),
    ("siswa.angkasa", "Siswa Angkasa"),
    ("pengemudi.ojek", "Pengemudi Ojek"),
    ("rt.bambu", "Ketua RT Bambu"),
)

QUESTIONS = (
    "Buka sampai jam berapa, Min?",
    "Syaratnya apa saja ya?",
    "Apakah bisa diwakilkan?",
    "Kalau hari Sabtu apakah tetap dilayani?",
    "Lokasinya di mana persisnya?",
    "Apakah dipungut biaya?",
    "Bisa daftar lewat HP tidak?",
)
COMPLAINTS = (
    "Jalan di depan pasar masih berlubang, kapan diperbaiki?",
    "Sudah tiga hari sampah di gang kami belum diangkut.",
    "Lampu jalan dekat sekolah mati sejak minggu lalu.",
    "Saya antre dua jam dan loketnya hanya satu.",
)
PRAISE = (
    "Terima kasih infonya, Min. Sangat membantu!",
    "Mantap, semoga lancar.",
    "Petugasnya ramah, terima kasih.",
)

Act = Literal["like", "answer"]


@dataclass(frozen=True, slots=True)
class Plan:
    """One thing a citizen will do: ``after`` seconds from the post."""

    after: float
    act: Act
    handle: str
    name: str
    text: str = ""


def plans(seed: int, post_id: int) -> Iterator[Plan]:
    """Return what citizens will do about a post: mostly likes, some answers, often nothing."""
    chance = random.Random(f"{seed}:{post_id}")  # noqa: S311  # a pretend public, no secret
    for handle, name in CITIZENS:
        after = chance.uniform(5, 3600)
        mood = chance.random()
        if mood < 0.35:
            yield Plan(after, "like", handle, name)
        elif mood < 0.5:
            yield Plan(after, "answer", handle, name, _words(chance))


def _words(chance: random.Random) -> str:
    return chance.choice(chance.choice((QUESTIONS, QUESTIONS, COMPLAINTS, PRAISE)))
