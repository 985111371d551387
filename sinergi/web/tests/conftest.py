"""A desk in full use: lists of fifty rows, each with other words."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sinergi.conftest import CAST, HOMES
from sinergi.inbox.models import Conversation, Message
from sinergi.networks.models import Account
from sinergi.notices import actions as notices
from sinergi.people.models import User
from sinergi.publishing.models import Post

WORDS = (
    "pak bu min mohon info jadwal layanan kapan buka sabtu kantor kecamatan rekam ktp anak sekolah"
    " syarat fotokopi kartu keluarga antre pagi sudah belum bisa diwakilkan lampu jalan mati rusak"
    " saluran air mampet sampah menumpuk sejak kemarin warga rt rw desa tolong ditindaklanjuti"
    " terima kasih imunisasi posyandu balita bantuan beras pajak bumi bangunan bayar online gagal"
)
NAMES = ("Melati", "Kenanga", "Rambutan", "Angkasa", "Pasar", "Seruni", "Cempaka", "Bougenvil")
NUMBER = 60


def sentence(chance: random.Random, least: int, most: int) -> str:
    words = [chance.choice(WORDS.split()) for _ in range(chance.randint(least, most))]
    return " ".join(words).capitalize() + chance.choice(".?")


@pytest.fixture
def browser(ayu: User) -> Client:
    client = Client()
    client.force_login(ayu)
    return client


@pytest.fixture
def busy(ayu: User, ayu_account: Account) -> int:
    return CAST.of("busy") or _filled(ayu, ayu_account)


def _filled(ayu: User, ayu_account: Account) -> int:
    """Fill Ayu's lists; return with how many of each."""
    chance, now = random.Random(7), timezone.now()
    for number in range(NUMBER):
        at = now - timedelta(minutes=7 * number)
        _conversation(ayu_account, number, sentence(chance, 6, 24), at)
        text = sentence(chance, 20, 35)
        Post.objects.create(
            unit=ayu_account.unit, author=ayu, text=text, created=at, changed=at,
            state=list(Post.State)[number % 10],
        )  # fmt: skip
        facts = {"account": ayu_account.handle, "text": text[:80]}
        said = "A citizen writes to {account}: {text}"
        notices.tell(ayu, "conversation.arrived", said, url="/kerja/", facts=facts, email=False)
    return NUMBER


CAST.also("busy", _filled, ("ayu", "ayu_account"))
HOMES.add(__name__)


def _conversation(account: Account, number: int, text: str, at: datetime) -> None:
    name = f"{NAMES[number % len(NAMES)]} {NAMES[number // len(NAMES)]}"
    made = Conversation.objects.create(
        account=account, unit=account.unit, kind="comment", root=f"p{number}", name=name,
        handle=name.lower().replace(" ", "."), opened_at=at, waiting_since=at, last_at=at,
        last_text=text[:200],
    )  # fmt: skip
    Message.objects.create(
        conversation=made, account=account, direction="in", remote_id=f"c{number}", text=text, at=at
    )
