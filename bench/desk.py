"""1,000,000 messages in 200,000 conversations of 500 offices, as quickly as databases take them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

from bench import stage

from django.core.management.color import no_style  # isort: skip
from django.db import connection, transaction  # isort: skip  # the stage sets Django up
from django.db.models import JSONField  # isort: skip
from django.utils import timezone  # isort: skip

from sinergi.inbox.models import Conversation, Message  # isort: skip
from sinergi.inbox.search import index  # isort: skip
from sinergi.networks.models import Account  # isort: skip
from sinergi.people.models import User  # isort: skip
from sinergi.units import actions as units  # isort: skip
from sinergi.units.models import Role, Unit  # isort: skip

CONVERSATIONS = 200_000
MESSAGES = 1_000_000
DISTRICTS, VILLAGES = 40, 11

SYLLABLES = [
    "ba",
    "da",
    "ga",
    "ka",
    "la",
    "ma",
    "na",
    "pa",
    "ra",
    "sa",
    "ta",
    "wa",
    "ca",
    "ja",
    "ya",
    "bu",
    "du",
    "gu",
    "ku",
    "lu",
    "mu",
    "nu",
    "pu",
    "ru",
    "su",
    "tu",
]
COMMON = [
    "jalan",
    "lampu",
    "air",
    "kantor",
    "warga",
    "desa",
    "layanan",
    "surat",
    "bantuan",
    "pasar",
    "sekolah",
    "jadwal",
    "buka",
    "tutup",
    "mati",
    "rusak",
    "kapan",
    "bisa",
    "belum",
    "sudah",
    "mohon",
    "tolong",
    "banjir",
    "sampah",
    "pajak",
]
TOPICS = ("jalan", "air", "sampah", "kependudukan", "bantuan-sosial", "kesehatan", "pajak", "")
MINUTES = 3


@dataclass(frozen=True, slots=True)
class Desk:
    """Who works at it: one who sees all, one of a district with its villages, one of an office; and
    where the two others work."""

    all: User
    district: User
    office: User
    district_unit: Unit
    office_unit: Unit


def fill(*, conversations: int = CONVERSATIONS, messages: int = MESSAGES) -> Desk:
    """Fill the database; return who works with it."""
    _, _, budi = stage.regency()
    tree = _tree(Unit.objects.get(code="32.01"))
    rani, ayu = _person("rani", tree[0], Role.ADMIN), _person("sari", tree[5], Role.ADMIN)
    accounts = [stage.account(ayu, unit, f"akun{unit.pk}", "http://127.0.0.1:9") for unit in tree]
    Account.objects.filter(pk__in=[a.pk for a in accounts[::3]]).update(network="mastodon")
    index.lift()
    people, chance = [rani.pk, ayu.pk, budi.pk], random.Random(6)
    with transaction.atomic():
        owners = [chance.choice(accounts) for _ in range(conversations)]
        _insert(Conversation, _conversations(owners, people, timezone.now()))
        _insert(Message, _messages(owners, messages, timezone.now()))
    index.rebuild()
    index.place()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for sql in connection.ops.sequence_reset_sql(no_style(), [Conversation, Message]):
                cursor.execute(sql)
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    return Desk(budi, rani, ayu, tree[0], tree[5])


def _tree(top: Unit) -> list[Unit]:
    """Return districts, each followed by its villages: 480 offices; with others, 500."""
    made = []
    for number in range(DISTRICTS):
        code = f"32.01.{number + 2:02}"
        district = units.add_unit(
            None, code=code, name=f"Kecamatan {number}", kind=Unit.Kind.DISTRICT, parent=top
        )
        made.append(district)
        made += [
            units.add_unit(
                None, code=f"{code}.{2001 + n}", name=f"Desa {number} {n}",
                kind=Unit.Kind.VILLAGE, parent=district,
            )
            for n in range(VILLAGES)
        ]  # fmt: skip
    made += [
        units.add_unit(None, code=f"opd{n}", name=f"Dinas {n}", kind=Unit.Kind.AGENCY, parent=top)
        for n in range(18)
    ]
    return made


def _person(name: str, unit: Unit, role: str) -> User:
    user = User(username=name, email=f"{name}@example.go.id", name=name.title())
    user.set_unusable_password()
    user.save()
    units.appoint(None, user=user, unit=unit, role=role, valid_from=timezone.localdate())
    return user


def _conversations(
    owners: Sequence[Account], people: Sequence[int], now: datetime
) -> Iterator[dict[str, Any]]:
    """Yield conversations, the oldest first: a fifth goes on, of the new ones most of it waits."""
    chance = random.Random(7)
    for number, account in enumerate(owners, start=1):
        at = now - timedelta(minutes=MINUTES * (len(owners) - number))
        new = number > len(owners) * 0.9
        going_on, waits = chance.random() < 0.2, chance.random() < (0.6 if new else 0.02)
        due = at + timedelta(hours=chance.randrange(1, 200))
        yield {
            "id": number, "account_id": account.pk, "unit_id": account.unit_id, "kind": "comment",
            "root": str(number), "handle": f"warga{number}", "name": f"Warga {number}",
            "state": chance.choice(("new", "working", "answered")) if going_on else "done",
            "open": going_on, "danger": chance.random() < 0.0005,
            "spam": chance.random() < 0.01,
            "matter": chance.choice(("question", "complaint", "other", "praise")),
            "topic": chance.choice(TOPICS), "place": f"32.01.{chance.randrange(40) + 2:02}",
            "assigned_to_id": people[number % 3] if chance.random() < 0.02 else None,
            "opened_at": at, "last_at": at, "waiting_since": at if going_on and waits else None,
            "due_at": due if going_on and waits else None,
            "soon_at": due - timedelta(hours=1) if going_on and waits else None,
            "last_text": f"pesan terakhir nomor {number} dari warga tentang layanan kantor",
        }  # fmt: skip


def _messages(owners: Sequence[Account], number: int, now: datetime) -> Iterator[dict[str, Any]]:
    chance = random.Random(8)
    vocabulary = [*COMMON, *("".join(chance.choices(SYLLABLES, k=3)) for _ in range(8_000))]
    weights = list(accumulate(1 / (place + 3) for place in range(len(vocabulary))))
    many = number // len(owners)
    for pk in range(1, number + 1):
        conversation = (pk - 1) // many + 1
        yield {
            "id": pk, "conversation_id": conversation, "account_id": owners[conversation - 1].pk,
            "direction": "in", "remote_id": f"c{pk}",
            "text": " ".join(chance.choices(vocabulary, cum_weights=weights, k=12)),
            "at": now - timedelta(minutes=MINUTES * (len(owners) - conversation)),
        }  # fmt: skip


def _insert(model: Any, rows: Iterator[dict[str, Any]]) -> None:
    """Write rows with the defaults of their model, by the fastest way a database has."""
    table, fields = model._meta.db_table, model._meta.concrete_fields  # noqa: SLF001  # public
    usual = {f.attname: f.get_db_prep_save(f.get_default(), connection) for f in fields}
    for field in fields:
        if isinstance(field, JSONField):  # the driver wraps it, COPY takes it as it is written
            usual[field.attname] = json.dumps(field.get_default())
    columns = ", ".join(f'"{field.column}"' for field in fields)
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        connection.connection.execute("PRAGMA cache_size=-256000")  # while it is filled
    if connection.vendor == "postgresql":
        sql = f"COPY {table} ({columns}) FROM STDIN"
        # The driver's own cursor: Django knows no COPY.
        with connection.connection.cursor() as cursor, cursor.copy(sql) as copy:
            for row in rows:
                copy.write_row([row.get(name, value) for name, value in usual.items()])
        return
    marks = ", ".join("?" * len(usual))
    connection.connection.executemany(
        f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({marks})",  # noqa: SLF001
        ([_plain(row.get(name, value)) for name, value in usual.items()] for row in rows),
    )


def _plain(value: Any) -> Any:
    """Return a value as SQLite keeps it: moments in UTC without their zone, as Django does."""
    if isinstance(value, datetime):
        return value.astimezone(tz=UTC).replace(tzinfo=None).isoformat(" ")
    return value
