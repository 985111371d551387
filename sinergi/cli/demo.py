"""Fill an empty installation with a demo regency on the built-in practice network.

Everything in it is invented and the same on a seed. Only the passwords are not: they are new for
each installation, and written to demo-sign-ins.txt in SINERGI_HOME, readable by its owner.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import random
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.cli import (
    archive,
    demo_answers,
    demo_approval,
    demo_deeds,
    demo_desk,
    demo_further,
    demo_ideas,
    demo_library,
    demo_planning,
    demo_wording,
    demo_words,
)
from sinergi.cli.problems import Problem
from sinergi.connectors.sandbox.store import Store
from sinergi.inbox.deadlines import ladder
from sinergi.inbox.figures import judging
from sinergi.inbox.models import Conversation
from sinergi.knowledge.actions import ending
from sinergi.knowledge.models import Version
from sinergi.networks import actions as networks
from sinergi.networks import practice
from sinergi.networks.listening import Listener
from sinergi.networks.models import Account, Delivery
from sinergi.networks.sending import Sender
from sinergi.notices import actions as notices
from sinergi.notices import queries as told_of
from sinergi.notices import reading
from sinergi.people.models import User
from sinergi.publishing import actions as publishing
from sinergi.publishing.library import ending as files_that_end
from sinergi.publishing.models import Post
from sinergi.understanding.reading import TextReader
from sinergi.units import actions as units
from sinergi.units import preset
from sinergi.units.models import Unit

#: So many notices are new to each person when the demo begins.
NEW = 8

#: Stands in SINERGI_HOME while the demo is being filled, which is more than one transaction.
UNFINISHED = "demo-unfinished"

#: What becomes of the posts of each account, one after the other.
FATES = ("published", "published", "scheduled", "waiting", "draft", "sent_back")


def arguments(parser: argparse.ArgumentParser) -> None:
    about = "the same seed, the same demo"
    parser.add_argument("--seed", type=int, default=1, metavar="N", help=about)
    about = "do nothing where there are offices"
    parser.add_argument("--if-empty", action="store_true", help=about)


def run(args: argparse.Namespace) -> int:
    unfinished = settings.HOME / UNFINISHED
    if Unit.objects.exists() or User.objects.exists():
        if unfinished.exists():
            raise Problem(_half(unfinished))
        if args.if_empty:
            return 0
        raise Problem("This installation is not empty; the demo needs an empty one.")
    if "sandbox" not in settings.NETWORKS:
        raise Problem("The demo lives on the practice network: add sandbox to SINERGI_NETWORKS.")
    with unfinished.open("w") as mark, practice.still():
        fcntl.flock(mark, fcntl.LOCK_EX)  # the kernel lets go when we end, however we end
        accounts = _made(args.seed)
        unfinished.unlink()
    told = f"{Post.objects.count()} posts and {Conversation.objects.count()} conversations"
    print(f"Demo ready: {told} of {accounts} accounts.")
    return 0


def _half(unfinished: Path) -> str:
    """Say why the demo is not whole: it is being filled, or whoever filled it was interrupted."""
    with unfinished.open() as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return "The demo is being filled by another process just now. Wait until it is done."
    return (
        "The demo was interrupted while it was being filled, and is not whole. Remove "
        f"{settings.HOME} (and empty the database of DATABASE_URL, where that is set), "
        "then start again."
    )


def _made(seed: int) -> int:
    """Make the demo of a seed and return of how many accounts it is."""
    chance = random.Random(seed)  # noqa: S311  # invented content, no secret
    now = timezone.now().replace(second=0, microsecond=0)
    store = Store(settings.HOME / archive.PRACTICE, seed)
    with transaction.atomic():
        preset.create(None)
        people = _people(now)
        offices = {unit.code: unit for unit in Unit.objects.all()}
        desk = demo_desk.Desk(people, offices, _answers(people, offices))
        demo_desk.prepare(desk, now)
        demo_approval.prepare(people, offices)
        demo_wording.prepare(people, offices, now)
    accounts = _accounts(store, people)
    demo_ideas.fill(people, offices, now)
    demo_library.fill(people, offices, accounts, now)
    _talk(desk, store)
    _posts(chance, people, accounts, now)
    demo_approval.fill(people, accounts, lambda: _work_through(Sender()))
    _work_through(Sender())
    _answer(chance, store)
    demo_desk.speak_again(store)
    demo_deeds.comment(store)
    demo_further.fill(people, accounts, now, lambda: _work_through(Sender()))
    _hear()
    demo_deeds.moderate(people)
    demo_planning.fill(chance, people, offices, accounts, now)
    _remind(timezone.now())
    notices.forget_waiting_mail()
    _have_read(people.values())
    return len(accounts)


def _remind(now: datetime) -> None:
    """Do with what is invented what the clock would: remind of it, so that it is not sent as mail,
    and draw answers to be judged."""
    ladder.climb(now)
    ending.remind(now)
    files_that_end.remind(now)
    judging.draw(now + timedelta(days=7))  # what is answered this week, as next Monday would


def _have_read(people: Iterable[User]) -> None:
    """Leave to each person as many new notices as a morning brings: the last they were told."""
    for person in people:
        held = told_of.notices_of(person).filter(read=None).order_by("-pk")
        older = held.values_list("pk", flat=True)[NEW:].first()
        if older is not None:
            reading.mark_read(person, upto=older)


def _people(now: datetime) -> dict[str, User]:
    """Make the people and write the sign-ins of those who have one."""
    people: dict[str, User] = {}
    first: list[str] = []
    others: list[str] = []
    for person in demo_words.PEOPLE:
        user = User(
            username=person.username, email=f"{person.username}@example.go.id", name=person.name
        )
        user.set_unusable_password()
        if person.note:
            password = "-".join(secrets.token_hex(2) for _ in range(4))
            user.set_password(password)
            notes = first if person.first else others
            notes.append(f"{person.username:<6} {password}   {person.name}, {person.note}\n")
        user.save(force_insert=True)
        audit.record(None, "person.added", on=user)
        unit = Unit.objects.get(code=person.unit)
        units.appoint(
            None, user=user, unit=unit, role=person.role, valid_from=timezone.localdate(now)
        )
        people[person.username] = user
    _write_sign_ins("".join([*first, "\n", *others]))
    return people


def _write_sign_ins(words: str) -> None:
    path = settings.HOME / archive.SIGN_INS
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as note:
        note.write(words)


def _answers(people: dict[str, User], offices: dict[str, Unit]) -> dict[str, Version]:
    """Fill in verified answers and return what they say, by key."""
    writers = {"": people["dewi"], "32.01.01": people["ayu"], "32.01.29": people["citra"]}
    made = dict(demo_answers.fill(writers, people["budi"], offices))
    held = {row.answer_id: row for row in Version.objects.filter(holds=True)}
    return {key: held[answer.pk] for key, answer in made.items() if answer.pk in held}


def _accounts(store: Store, people: dict[str, User]) -> list[Account]:
    server = practice.address()
    return [
        networks.connect(
            people[account.owner],
            Unit.objects.get(code=account.unit),
            "sandbox",
            {"server": server, "token": store.join(account.handle, account.name)},
            deputy=people["budi"] if account.owner != "dewi" else None,
        )
        for account in demo_words.ACCOUNTS
    ]


def _posts(
    chance: random.Random, people: dict[str, User], accounts: list[Account], now: datetime
) -> None:
    for account in accounts:
        words = chance.sample(demo_words.POSTS, len(FATES))
        for fate, (title, text) in zip(FATES, words, strict=True):
            place = account.unit.short or account.unit.name
            post = publishing.write(
                account.owner,
                account.unit,
                title=title,
                text=text.format(place=place),
                accounts=[account],
            )
            hours = chance.randrange(3, 120)
            _go_on(fate, post, people["budi"], now + timedelta(hours=hours), chance)


def _go_on(fate: str, post: Post, budi: User, due: datetime, chance: random.Random) -> None:
    if fate == "draft":
        return
    asked = publishing.ask_approval(post.author, post, wish=None if fate == "published" else due)
    match fate:
        case "published":
            publishing.approve(budi, asked, due=None)
        case "scheduled":
            publishing.approve(budi, asked, due=due)
        case "sent_back":
            publishing.send_back(budi, asked, reason=chance.choice(demo_words.REASONS))


def _talk(desk: demo_desk.Desk, store: Store) -> None:
    """Let citizens write to the offices, and colleagues do something about it."""
    demo_desk.speak(store)
    _hear()
    demo_desk.work(desk)


def _answer(chance: random.Random, store: Store) -> None:
    """Let citizens answer what the offices posted."""
    sent = Delivery.objects.filter(state=Delivery.State.SENT, kind=Delivery.Kind.POST)
    for delivery in sent.order_by("id"):
        for handle, name, text in chance.sample(demo_words.ANSWERS, chance.randrange(3)):
            store.publish(handle, name, text, parent=int(delivery.remote_id), plan=False)


def _hear() -> None:
    """Hear and understand at once what citizens say: a worker would listen a minute later."""
    Account.objects.update(next_listen=timezone.now())
    _work_through(Listener())
    _work_through(TextReader())


def _work_through(source: Any) -> None:
    for _ in range(100):
        now = timezone.now()
        jobs = source.claim(50, now=now, holder="demo")
        if not jobs:
            return
        source.store([(job.id, job.work()) for job in jobs], now=timezone.now())
