"""Messages of the public heard, read and triaged, beside a bare insert of the same rows.

20,000 messages of 8,000 people come in batches of 100 to a database that holds 50,000. After each
batch its rows (conversations, texts, messages, and who was told) are copied and inserted bare, by
Django's ``bulk_create`` with the same indexes, as those of another account whose conversations
began ten days before: they are no candidates for what comes next. ``BENCH_BATCHES`` and
``BENCH_HELD`` take fewer.

An index of words is merged every so many transactions: between two batches one more row comes in
or does not, counted to neither side, so that the merging falls now on one and now on the other.
What the copying leaves to the collector of cycles goes then, too.
"""

from __future__ import annotations

import gc
import os
import random
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from bench import calls, stage
from bench.figures import Figure, middle, tell

from django.db import transaction  # isort: skip  # the stage sets Django up
from django.db.models import Max  # isort: skip
from django.utils import timezone  # isort: skip

from sinergi.connectors.contract import Incoming  # isort: skip
from sinergi.inbox import hearing, receivers  # isort: skip
from sinergi.inbox.models import Conversation, Escalation, Message  # isort: skip
from sinergi.networks import actions as networks  # isort: skip
from sinergi.networks.calls import CallReader  # isort: skip
from sinergi.networks.models import Account, NetworkCall  # isort: skip
from sinergi.notices.models import Mail, Notice  # isort: skip
from sinergi.understanding.models import Text  # isort: skip
from sinergi.understanding.reading import TextReader  # isort: skip
from sinergi.understanding.signals import decided  # isort: skip

BATCHES = int(os.environ.get("BENCH_BATCHES", "200"))
BATCH, PEOPLE, POSTS = 100, 8_000, 20
HELD = int(os.environ.get("BENCH_HELD", "50000"))
CALLS = 200

WHAT = (
    "jalan rusak parah", "lampu jalan mati", "air PDAM tidak mengalir", "sampah menumpuk",
    "banjir lagi setinggi lutut", "loket KTP antre panjang", "bantuan sosial belum cair",
    "puskesmas tutup lebih awal", "pajak bumi dan bangunan salah hitung", "pohon tumbang",
    "got mampet dan bau", "guru sekolah dasar kurang", "terima kasih, pelayanannya cepat",
    "macet sekali setiap pagi", "buka jam berapa besok",
)  # fmt: skip
WHERE = ("depan pasar", "dekat terminal", "di Cibinong", "di Kampung Sawah", "samping masjid",
         "di Citeureup", "gang Melati", "belakang kantor desa", "di Bojonggede")  # fmt: skip
WHEN = ("sejak kemarin", "dari minggu lalu", "sudah sebulan", "tadi malam", "sejak hujan besar",
        "setiap hari", "sampai sekarang")  # fmt: skip
PLEA = ("mohon diperbaiki", "kapan ditangani", "tolong ya Min", "gimana ini pak bupati",
        "warga sudah lapor ke RT", "anak-anak jadi susah lewat", "terima kasih")  # fmt: skip


class Turns:
    """Seconds of all batches, heard and read and triaged, and of the same rows inserted bare."""

    def __init__(self) -> None:
        self.heard, self.read, self.stored, self.triage, self.bare = 0.0, 0.0, 0.0, 0.0, 0.0
        #: Of this process's CPU, which does not mind who else works here.
        self.cpu, self.bare_cpu = 0.0, 0.0

    def timed_triage(self, **told: Any) -> None:
        start = time.perf_counter()
        receivers.understood(**told)
        self.triage += time.perf_counter() - start

    @property
    def intake(self) -> float:
        return self.heard + self.read + self.stored


def main() -> None:
    stage.database()
    office, ayu, _ = stage.regency()
    mine, twin = (stage.account(ayu, office, name, "http://127.0.0.1:9") for name in ("a", "b"))
    items = incoming()
    turns = Turns()
    decided.disconnect(dispatch_uid="inbox")
    decided.connect(turns.timed_triage, dispatch_uid="inbox")
    fill(mine, twin, turns)
    gc.collect()
    gc.freeze()
    turns.__init__()  # type: ignore[misc]  # what filled it is not counted
    chance = random.Random(7)
    for number in range(BATCHES):
        take(mine, [next(items) for _ in range(BATCH)], turns)
        again(twin, BATCH, turns)
        gc.collect()
        if chance.random() < 0.5:
            again(twin, 1, Turns(), f"beside{number}.")
    tell(*figures(turns), *webhook(office, ayu))


def incoming() -> Iterator[Incoming]:
    """Yield comments on posts of people who write again and again, each in words of their own."""
    chance, number = random.Random(3), 0
    now = timezone.now()
    while True:
        number += 1
        who = chance.randrange(PEOPLE)
        words = [chance.choice(part) for part in (WHAT, WHERE, WHEN, PLEA)]
        text = f"{' '.join(words)} {chance.randrange(10_000)}"
        post = f"p{who % POSTS}"
        yield Incoming(f"c{number}", "comment", f"warga.{who}", f"Warga {who}", text,
                       now + timedelta(seconds=number / 10), in_reply_to=post)  # fmt: skip


def fill(mine: Account, twin: Account, turns: Turns) -> None:
    """Hear a batch, and insert its rows again and again until so many are held."""
    chance = random.Random(5)
    texts = [
        f"{chance.choice(WHAT)} {chance.choice(WHERE)} {chance.random():.4f}" for _ in range(BATCH)
    ]
    now = timezone.now() - timedelta(days=20)
    take(mine, [Incoming(f"f{n}", "comment", f"lama.{n}", "Lama", text, now)
                for n, text in enumerate(texts)], turns)  # fmt: skip
    for number in range(HELD // BATCH):
        again(twin, BATCH, turns, f"{number}.")


def take(account: Account, items: Sequence[Incoming], turns: Turns) -> None:
    """Hear a batch and have a worker read it."""
    begun = time.process_time()
    start = time.perf_counter()
    with transaction.atomic():
        hearing.take(account, items)
    turns.heard += time.perf_counter() - start
    source, now = TextReader(), timezone.now()
    start = time.perf_counter()
    jobs = source.claim(len(items), now=now, holder="bench")
    turns.stored += time.perf_counter() - start
    start = time.perf_counter()
    outcomes = [(job.id, job.work()) for job in jobs]
    turns.read += time.perf_counter() - start
    start = time.perf_counter()
    source.store(outcomes, now=now)
    turns.stored += time.perf_counter() - start
    turns.cpu += time.process_time() - begun


_copies: dict[tuple[int, str], Conversation] = {}


def again(twin: Account, most: int, turns: Turns, mark: str = "") -> None:
    """Insert the newest rows once more, bare, as those of another account."""
    own = Message.objects.exclude(account=twin).select_related("conversation", "understood")
    said = list(reversed(own.order_by("-id")[:most]))
    conversations, texts, messages = [], [], []
    for message in said:
        key = message.conversation_id, mark
        if key not in _copies:
            _copies[key] = copy = message.conversation
            copy.pk, copy.account, copy.handle = None, twin, mark + copy.handle
            copy.opened_at -= timedelta(days=10)
            conversations.append(copy)
        text = message.understood
        assert text is not None
        text.pk, text.origin = None, f"{mark}{text.origin}."
        message.pk, message.account, message.remote_id = None, twin, mark + message.remote_id
        message.conversation = _copies[key]
        texts.append(text)
        messages.append(message)
    notices, mails, rungs = ([], [], []) if mark else told(said)
    begun, start = time.process_time(), time.perf_counter()
    with transaction.atomic():
        Conversation.objects.bulk_create(conversations)
        Text.objects.bulk_create(texts)
        for message, text in zip(messages, texts, strict=True):
            message.understood = text
        Message.objects.bulk_create(messages)
        Notice.objects.bulk_create(notices)
        for mail in mails:
            mail.notice = mail.notice  # it has an id now
        Mail.objects.bulk_create(mails)
        for rung in rungs:
            rung.conversation = _copies[rung.conversation_id, mark]
        Escalation.objects.bulk_create(rungs)
    turns.bare += time.perf_counter() - start
    turns.bare_cpu += time.process_time() - begun
    for model in _newest:
        _newest[model] = model.objects.aggregate(last=Max("pk"))["last"] or 0


#: The newest rows of each that were copied, or are copies.
_newest: dict[Any, int] = {Notice: 0, Mail: 0, Escalation: 0}


def told(said: Sequence[Message]) -> tuple[list[Notice], list[Mail], list[Escalation]]:
    """Return copies of what else intake wrote for these messages: who was told, and called.

    Records of the log, each chained to the one before, are not among what is inserted bare.
    """
    among = {message.conversation_id for message in said}
    notices = list(Notice.objects.filter(pk__gt=_newest[Notice]).order_by("pk"))
    copies = {notice.pk: notice for notice in notices}
    mails = [mail for mail in Mail.objects.filter(pk__gt=_newest[Mail])
             if mail.notice_id in copies]  # fmt: skip
    rungs = list(Escalation.objects.filter(pk__gt=_newest[Escalation], conversation__in=among))
    for mail in mails:
        mail.notice = copies[mail.notice_id]
    for one in (*notices, *mails, *rungs):
        one.pk = None
    return notices, mails, rungs


def figures(turns: Turns) -> Iterator[Figure]:
    number, on = BATCHES * BATCH, f"({stage.DATABASE})"
    parts = {"heard": turns.heard, "words read": turns.read, "triaged": turns.triage,
             "claimed and stored": turns.stored - turns.triage}  # fmt: skip
    for name, seconds in parts.items():
        yield Figure(f"of intake: {name} {on}", 1000 * seconds / number, "ms")
    yield Figure(f"messages inserted bare {on}", number / turns.bare, "/s")
    yield Figure(f"messages taken in {on}", number / turns.intake, "/s")
    yield Figure(f"taken in / bare {on}", turns.bare / turns.intake, "×", 0.3, least=True)
    yield Figure(f"taken in / bare, CPU of this process {on}", turns.bare_cpu / turns.cpu, "×")
    yield Figure(f"triage, share of intake {on}", turns.triage / turns.intake, "×", 0.5)


def webhook(office: Any, ayu: Any) -> Iterator[Figure]:
    """One call of a network, from its row to its triaged conversation, as the worker does it."""
    networks.register_app(None, calls.NETWORK, {"app_id": "990011", "app_secret": calls.SECRET})
    account = stage.account(ayu, office, "halaman", "http://127.0.0.1:9")
    Account.objects.filter(pk=account.pk).update(network=calls.NETWORK, remote_id="1045")
    times, cpu = [], []
    for number in range(CALLS):
        now = timezone.now()
        NetworkCall.objects.create(
            network=calls.NETWORK, body=calls.spelled(number), received=now, next_try=now
        )
        start, begun = time.perf_counter(), time.process_time()
        for source in (CallReader(), TextReader()):
            jobs = source.claim(10, now=timezone.now(), holder="bench")
            source.store([(job.id, job.work()) for job in jobs], now=timezone.now())
        times.append(1000 * (time.perf_counter() - start))
        cpu.append(1000 * (time.process_time() - begun))
    assert Message.objects.filter(account=account).count() == CALLS
    name = f"one webhook, end to end in the worker ({stage.DATABASE})"
    yield Figure(name, middle(times), "ms", 20)
    yield Figure(f"{name}: CPU of this process", middle(cpu), "ms")


if __name__ == "__main__":
    main()
