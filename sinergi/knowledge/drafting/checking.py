"""What a draft may say: what its sources say, in plain words, with their numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sinergi.knowledge.drafting.asking import NONE
from sinergi.knowledge.models import Version
from sinergi.knowledge.terms import words_of
from sinergi.lib.text import No, say

#: So great a share of the words that say something may be in no source: greetings, links of
#: sentences. Above it the draft speaks of something else.
STRANGE = 0.35

#: What replies say besides, beyond the common words of ``terms``.
COURTESY = (
    "bapak ibu warga kami bantu membantu semoga layanan petugas kantor hubungi sampaikan catatan"
)

_THOUGHT = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)
_CITE = re.compile(r"\s*\[(\d{1,2})\]")
_MARKUP = re.compile(r"<[a-zA-Z/!]|[`\[\]{}|]|\*\*|__|^\s*#{1,6}\s|^\s*>", re.MULTILINE)
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_PLACE = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]*@[\w.-]+|#\w+|\b[\w-]+(?:\.[^\W\d_]{2,})+")


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft that may be shown, without its marks, and the versions it cites."""

    text: str
    cites: tuple[Version, ...]


def checked(told: str, grounds: Sequence[Version], most: int) -> Checked:
    """Return what the model said as a draft. Raises No where it must not be shown."""
    words = unicodedata.normalize("NFC", _THOUGHT.sub("", told)).strip()
    if not words or words.upper().strip(" .!\"'") == NONE:
        raise No(say("The verified answers do not fit, so nothing was drafted."))
    cites = _cited(words, grounds)
    text = _CITE.sub("", words).strip()
    source = "\n".join(_source(version) for version in cites)
    if len(text) > most:
        raise No(say("The draft was put aside: it is longer than the place of the reply takes."))
    if _MARKUP.search(text) or any(_is_unseen(letter) for letter in text):
        raise No(say("The draft was put aside: it is not plain text."))
    if _strangers(_PLACE, text, source):
        raise No(say("The draft was put aside: it has a link or a name that no source has."))
    if _strangers(_NUMBER, text, source):
        raise No(say("The draft was put aside: it has a number that no source has."))
    if _share_of_strangers(text, source) > STRANGE:
        raise No(say("The draft was put aside: it speaks of what no source says."))
    return Checked(text, cites)


def _cited(words: str, grounds: Sequence[Version]) -> tuple[Version, ...]:
    numbers = list(dict.fromkeys(int(n) for n in _CITE.findall(words)))
    if not numbers or not all(1 <= number <= len(grounds) for number in numbers):
        raise No(say("The draft was put aside: it does not say which verified answer it rests on."))
    return tuple(grounds[number - 1] for number in numbers)


def _source(version: Version) -> str:
    """Return everything a verified answer says."""
    texts = (version.text, *version.shorts.values(), *version.variants.values())
    return "\n".join((*version.questions, *texts, version.source, version.source_url))


def _strangers(pattern: re.Pattern[str], text: str, source: str) -> set[str]:
    return _all(pattern, text) - _all(pattern, source)


def _all(pattern: re.Pattern[str], text: str) -> set[str]:
    return {found.rstrip(".,:;/").casefold() for found in pattern.findall(text)}


def _share_of_strangers(text: str, source: str) -> float:
    said, known = _terms([text]), _terms([source, COURTESY])
    return len(said - known) / len(said) if said else 1.0


def _terms(texts: Iterable[str]) -> set[tuple[str, ...]]:
    return {word.terms for text in texts for word in words_of(text)}


def _is_unseen(letter: str) -> bool:
    """True for what cannot be seen, or turns the direction of a text."""
    return unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs", "Cn"} and letter != "\n"
