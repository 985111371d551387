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

IMPATIENCE = (
    "Sudah saya coba, tetapi tetap belum bisa.",
    "Jawabannya belum menjawab pertanyaan saya.",
    "Baik, saya tunggu. Mohon jangan terlalu lama.",
)

#: Seconds until the first and the last of them do something.
FIRST, LAST = 5.0, 3600.0

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
    chance = _chance(seed, post_id)
    for handle, name in CITIZENS:
        after, mood = _after(chance), chance.random()
        if mood < 0.35:
            yield Plan(after, "like", handle, name)
        elif mood < 0.5:
            yield Plan(after, "answer", handle, name, _words(chance))


def second_thoughts(seed: int, post_id: int, handle: str) -> Iterator[Plan]:
    """Return what a citizen does when an office has answered: thanks, asks on, or goes quiet."""
    chance, name = _chance(seed, post_id), dict(CITIZENS).get(handle)
    if name is None:
        return
    after, mood = _after(chance), chance.random()
    if mood < 0.3:
        yield Plan(after, "answer", handle, name, chance.choice(PRAISE))
    elif mood < 0.45:
        yield Plan(after, "answer", handle, name, chance.choice(QUESTIONS))
    elif mood < 0.55:
        yield Plan(after, "answer", handle, name, chance.choice(IMPATIENCE))


def _chance(seed: int, post_id: int) -> random.Random:
    return random.Random(f"{seed}:{post_id}")  # noqa: S311  # a pretend public, no secret


def _after(chance: random.Random) -> float:
    """Return seconds from 5 to an hour: half of them within about two minutes."""
    return float(FIRST * (LAST / FIRST) ** chance.random())


def _words(chance: random.Random) -> str:
    return chance.choice(chance.choice((QUESTIONS, QUESTIONS, COMPLAINTS, PRAISE)))
