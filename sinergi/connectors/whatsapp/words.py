"""How messages of WhatsApp are named: the person's number, then the message."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sinergi.connectors.errors import Refused
from sinergi.lib.text import say

#: A message as we name it. The number comes first: without it nobody could say where to answer.
NAME = re.compile(r"([0-9]{5,20})/(\S{1,250})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    person: str
    message: str

    @property
    def remote_id(self) -> str:
        return f"{self.person}/{self.message}"

    @property
    def url(self) -> str:
        """Return where the conversation with this person is opened, on a phone that has it."""
        return chat(self.person)


def place(remote_id: str) -> Place:
    """Return whose message it is. Raises Refused when it is no message of WhatsApp."""
    fits = NAME.fullmatch(remote_id)
    if fits is None:
        raise Refused(say("This is no message of WhatsApp."))
    return Place(fits[1], fits[2])


def chat(person: str) -> str:
    """https://faq.whatsapp.com/5913398998672934 (links to a chat)."""
    return f"https://wa.me/{person}"


def digits(shown: str) -> str:
    return re.sub(r"[^0-9]", "", shown)


def same(one: str, other: str) -> bool:
    """True when two texts are the same but for spaces."""
    return " ".join(one.split()) == " ".join(other.split())
