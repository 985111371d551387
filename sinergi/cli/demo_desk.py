"""The desk of the demo regency: what citizens say (``words/voices.toml``), and what became of it.

Everything goes the way of every day: the citizens write on the practice network, the accounts hear
it, it is understood, and colleagues do what they would do on the screens.
"""

from __future__ import annotations

import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import resources
from typing import Any

from sinergi.connectors.sandbox.store import Store
from sinergi.inbox import actions, answering, asking, duties
from sinergi.inbox.cases import answering as case_answers
from sinergi.inbox.cases import joining
from sinergi.inbox.handing import acting as handing
from sinergi.inbox.hoaxes import acting as hoaxes
from sinergi.inbox.models import Conversation, Handing, Message
from sinergi.inbox.outside import declaring, texts
from sinergi.inbox.routing import keeping as routing
from sinergi.inbox.sensitive import deciding
from sinergi.inbox.sensitive import keeping as sensitive
from sinergi.inbox.transfers import moving as transfers
from sinergi.knowledge.models import Version
from sinergi.knowledge.queries import words_for
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units.models import Unit

Voice = Mapping[str, Any]

#: As many characters as the practice network takes.
ROOM = 280

#: What all who tell of one thing are answered.
CASE_ANSWER = (
    "Terima kasih laporannya. Petugas DPU sudah memeriksa jalan itu dan menutup lubangnya mulai "
    "besok pagi; hati-hati saat lewat. Perkembangannya kami kabarkan di sini."
)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who works in the demo, by sign-in name; its offices by code; verified answers by key."""

    people: Mapping[str, User]
    offices: Mapping[str, Unit]
    answers: Mapping[str, Version]


def listed() -> list[Voice]:
    """Return what citizens say, the oldest first; the file tells what a voice has."""
    source = resources.files("sinergi.cli").joinpath("words/voices.toml")
    found: list[Voice] = tomllib.loads(source.read_text(encoding="utf-8"))["voice"]
    return sorted(found, key=lambda voice: -voice["ago"])


def prepare(desk: Desk, now: datetime) -> None:
    """Set what must stand before the first message comes: the roster, and rules of the regency."""
    dewi, hesti, regency = desk.people["dewi"], desk.people["hesti"], desk.offices["32.01"]
    since, until = now - timedelta(hours=6), now + timedelta(days=7)
    for code, name in (("bpbd", "fajar"), ("diskominfo", "dewi")):
        duties.add(dewi, desk.offices[code], user=desk.people[name], since=since, until=until)
    money = sensitive.Said(title="Pungutan liar", words="pungli, suap, korupsi")
    sensitive.add(hesti, regency, money)
    for title, words, code, alone in (
        ("Sampah liar ke DLH", "sampah liar", "dlh", True),
        ("Lampu lalu lintas ke Dishub", "lampu lalu lintas, lampu merah", "dishub", False),
    ):
        said = routing.Said(title=title, target=desk.offices[code], words=words, automatic=alone)
        routing.add(hesti, regency, said)


def speak(store: Store) -> None:
    """Let the citizens write."""
    now = time.time()
    for voice in listed():
        stars = int(voice.get("stars", 0))
        text = voice["text"] if stars else f"@{voice['to']} {voice['text']}"
        at = now - 60 * voice["ago"]
        said, _ = store.publish(handle_of(voice), voice["name"], text, at=at, plan=False)
        if stars:
            store.judge(voice["to"], said.id, stars)


def work(desk: Desk) -> None:
    """Let colleagues do what the file tells; what they answer waits to be sent."""
    cases = defaultdict[str, list[Conversation]](list)
    for voice, talk in _talks():
        for step, do in STEPS.items():
            if step in voice:
                do(desk, talk, voice)
        if title := voice.get("case"):
            cases[title].append(talk)
    for title, talks in cases.items():
        _answer_case(title, talks)


def speak_again(store: Store) -> None:
    """Let citizens answer what they were told; call when it was sent."""
    for voice, talk in _talks():
        if "says" in voice:
            ours = talk.messages.filter(direction=Message.Direction.OUT).order_by("-id")
            told = ours.values_list("remote_id", flat=True)[:1].get()
            store.publish(
                handle_of(voice), voice["name"], voice["says"], parent=int(told), plan=False
            )


def handle_of(voice: Voice) -> str:
    return str(voice["name"]).casefold().replace(" ", ".")


def _talks() -> Iterator[tuple[Voice, Conversation]]:
    rows = Conversation.objects.select_related("account__owner", "unit")
    found = {(talk.account.handle, talk.handle): talk for talk in rows}
    for voice in listed():
        yield voice, found[voice["to"], handle_of(voice)]


def _owner(talk: Conversation) -> User:
    account: Account = talk.account
    return account.owner


def _note(desk: Desk, talk: Conversation, voice: Voice) -> None:
    actions.note(_owner(talk), talk, text=voice["note"])


def _draft(desk: Desk, talk: Conversation, voice: Voice) -> None:
    answering.keep(_owner(talk), talk, voice["draft"])


def _assign(desk: Desk, talk: Conversation, voice: Voice) -> None:
    actions.assign(_owner(talk), talk, desk.people[voice["assign"]])


def _give(desk: Desk, talk: Conversation, voice: Voice) -> None:
    version = desk.answers[voice["gives"]]
    words = words_for(version, ROOM)
    actions.reply(_owner(talk), talk, text=words, versions=[version.pk])


def _answer(desk: Desk, talk: Conversation, voice: Voice) -> None:
    actions.reply(_owner(talk), talk, text=voice["answer"])


def _ask(desk: Desk, talk: Conversation, voice: Voice) -> None:
    asking.ask(_owner(talk), talk)


def _hand_over(desk: Desk, talk: Conversation, voice: Voice) -> None:
    target = desk.offices[voice["hand_over"]]
    transfers.hand_over(_owner(talk), talk, target, reason=voice["because"])
    if reason := voice.get("refused"):
        transfers.refuse(desk.people["citra"], talk, reason=reason)


def _claim(desk: Desk, talk: Conversation, voice: Voice) -> None:
    made = hoaxes.link(_owner(talk), talk, None, claim=voice["claim"])
    hoaxes.done(_owner(talk), made, "source", note=voice["checked"])


def _to_lapor(desk: Desk, talk: Conversation, voice: Voice) -> None:
    made = handing.prepare(_owner(talk), talk, Handing.Service.LAPOR)
    handing.file(_owner(talk), made, number=voice["lapor"])


def _outside(desk: Desk, talk: Conversation, voice: Voice) -> None:
    ready = {text.government: text.filled for text in texts.ready_for(talk.unit)}
    whose = voice["outside"]
    declaring.declare(_owner(talk), talk, government=whose, text=ready[whose])


def _ask_approval(desk: Desk, talk: Conversation, voice: Voice) -> None:
    deciding.ask(_owner(talk), talk, text=voice["approval"])


def _answer_case(title: str, talks: Sequence[Conversation]) -> None:
    first, *others = talks
    case = joining.open_case(_owner(first), first, others, title=title)
    asked = case_answers.ask(_owner(first), case, talks, text=CASE_ANSWER)
    case_answers.carry_out(asked.pk)


#: What can become of a conversation, in the order in which it does.
STEPS: Mapping[str, Callable[[Desk, Conversation, Voice], None]] = {
    "note": _note,
    "draft": _draft,
    "assign": _assign,
    "gives": _give,
    "answer": _answer,
    "asked": _ask,
    "hand_over": _hand_over,
    "claim": _claim,
    "lapor": _to_lapor,
    "outside": _outside,
    "approval": _ask_approval,
}
