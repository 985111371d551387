"""100,000 posts and 100,000 conversations of forty offices, for measuring lists."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from bench import stage

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # isort: skip
from django.contrib.sessions.backends.db import SessionStore  # isort: skip
from django.conf import settings  # isort: skip
from django.db import connection  # isort: skip
from django.utils import timezone  # isort: skip

from sinergi.inbox.models import Conversation  # isort: skip
from sinergi.networks.models import Account  # isort: skip
from sinergi.people.models import User  # isort: skip
from sinergi.publishing.models import Post, Target  # isort: skip
from sinergi.units import actions as units  # isort: skip
from sinergi.units.models import Unit  # isort: skip

MANY = 100_000
OFFICES = 40
BATCH = 5_000
WORDS = [
    "jadwal", "layanan", "posyandu", "banjir", "imunisasi", "vaksin", "jalan", "perbaikan",
    "warga", "kecamatan", "kantor", "buka", "libur", "pasar", "tani", "gotong", "royong",
    "air", "bersih", "listrik", "padam", "surat", "pindah", "kartu", "keluarga", "bantuan",
]  # fmt: skip


def regency() -> User:
    """Fill the database; return somebody who sees all of it."""
    _, ayu, budi = stage.regency()
    top = Unit.objects.get(code="32.01")
    accounts = [account for n in range(OFFICES) for account in _accounts(ayu, top, n)]
    chance, now = random.Random(7), timezone.now()
    for start in range(0, MANY, BATCH):
        _posts(chance, ayu, accounts, now, start)
        _conversations(chance, ayu, accounts, now, start)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the database does by itself when it has time
    return budi


def cookie(user: User) -> str:
    """Return the Cookie header of a browser in which ``user`` has signed in and seen a page."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _accounts(owner: User, top: Unit, number: int) -> list[Account]:
    """Make an office with an account on each of two networks."""
    office = units.add_unit(
        None,
        code=f"32.01.{number + 2:02}",
        name=f"Kecamatan Nomor {number}",
        kind=Unit.Kind.DISTRICT,
        parent=top,
    )
    practice, real = (
        stage.account(owner, office, handle, "http://127.0.0.1:9")
        for handle in (f"kec{number}", f"@kec{number}@sosial.example")
    )
    real.network = "mastodon"
    real.save(update_fields=["network"])
    return [practice, real]


def _posts(
    chance: random.Random, author: User, accounts: list[Account], now: datetime, start: int
) -> None:
    states = list(Post.State)
    posts = Post.objects.bulk_create(
        Post(
            unit_id=accounts[2 * chance.randrange(OFFICES)].unit_id,
            author=author,
            title=sentence(chance, 5),
            text=sentence(chance, 30),
            state=chance.choice(states),
            created=now - timedelta(minutes=7 * n),
            changed=now - timedelta(minutes=7 * n),
        )
        for n in range(start, start + BATCH)
    )
    of = {account.unit_id: [] for account in accounts}
    for account in accounts:
        of[account.unit_id].append(account)
    Target.objects.bulk_create(Target(post=p, account=a) for p in posts for a in of[p.unit_id])


def _conversations(
    chance: random.Random, person: User, accounts: list[Account], now: datetime, start: int
) -> None:
    Conversation.objects.bulk_create(
        _conversation(chance, person, chance.choice(accounts), now - timedelta(minutes=5 * n), n)
        for n in range(start, start + BATCH)
    )


def _conversation(
    chance: random.Random, person: User, account: Account, at: datetime, number: int
) -> Conversation:
    waiting = chance.random() < 0.3
    going_on = waiting or chance.random() < 0.2
    return Conversation(
        account=account,
        unit_id=account.unit_id,
        kind=Conversation.Kind.COMMENT,
        root=str(number),
        handle=f"warga{number}",
        name=f"Warga {number}",
        state=Conversation.State.WORKING if going_on else Conversation.State.DONE,
        open=going_on,
        assigned_to=person if chance.random() < 0.5 else None,
        opened_at=at,
        waiting_since=at if waiting else None,
        last_at=at,
        last_text=sentence(chance, 12),
    )


def sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize()
