"""Decisions about answers. Plain values in, plain values out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from sinergi.lib.text import No, say

#: More of each is not an answer that people read.
LONGEST_QUESTION, LONGEST_TEXT, LONGEST_REASON = 300, 5000, 500
MOST_QUESTIONS, MOST_LABELS, LONGEST_LABEL = 20, 8, 40

#: Kinds of places with less room than the whole answer needs, and their characters.
PLACES: Mapping[str, int] = {"micro": 280, "post": 500, "chat": 1000}
PLACE_WORDS: Mapping[str, str] = {
    "micro": say("Short networks"),
    "post": say("Comments"),
    "chat": say("Messages"),
}

#: Languages an answer may have a variant in, by ISO 639.
LANGUAGES: Mapping[str, str] = {"su": say("Sundanese"), "en": say("English")}

#: An answer lives at most so long without somebody looking at it again.
LONGEST_LIFE = timedelta(days=2 * 366)

#: So many days before its last day an answer is a task; its keepers are told at each of these.
ENDING_TOLD = (30, 7, -1)

#: How long a second person's yes to an expired answer lasts.
RELEASED_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody writes down as an answer, tidied. See the model ``Version``."""

    questions: Sequence[str]
    text: str
    source: str
    valid_until: date
    source_url: str = ""
    shorts: Mapping[str, str] | None = None
    variants: Mapping[str, str] | None = None
    labels: Sequence[str] = ()


def tidied(said: Said, *, today: date) -> Said:
    """Return what is kept of an answer. Raises No for what cannot be one."""
    questions = list(dict.fromkeys(_line(one) for one in said.questions if one.strip()))
    labels = list(dict.fromkeys(_line(one).lower() for one in said.labels if one.strip()))
    found = Said(
        questions=questions,
        text=_whole(said.text),
        source=_line(said.source),
        source_url=said.source_url.strip(),
        valid_until=said.valid_until,
        shorts=_kept(said.shorts),
        variants=_kept(said.variants),
        labels=labels,
    )
    _check_words(found)
    _check_shorts(found.shorts or {})
    if not set(found.variants or {}) <= set(LANGUAGES):
        raise No(say("There is no such language for an answer."))
    if not today <= found.valid_until <= today + LONGEST_LIFE:
        raise No(say("It must be valid until a day within the next two years."))
    return found


def _check_words(said: Said) -> None:
    if not said.questions or not said.text:
        raise No(say("Write a question and its answer."))
    if len(said.questions) > MOST_QUESTIONS or len(said.labels) > MOST_LABELS:
        raise No(
            say("At most {questions} forms of the question and {labels} topics."),
            questions=MOST_QUESTIONS,
            labels=MOST_LABELS,
        )
    if any(len(one) > LONGEST_QUESTION for one in said.questions):
        raise No(say("A question has at most {most} characters."), most=LONGEST_QUESTION)
    if any(len(one) > LONGEST_LABEL for one in said.labels):
        raise No(say("A topic has at most {most} characters."), most=LONGEST_LABEL)
    if any(len(text) > LONGEST_TEXT for text in (said.text, *(said.variants or {}).values())):
        raise No(say("An answer has at most {most} characters."), most=LONGEST_TEXT)
    if not said.source:
        raise No(say("Say where it stands: a regulation, a decree, an official page."))
    if said.source_url and urlsplit(said.source_url).scheme not in {"http", "https"}:
        raise No(say("The link of the source must begin with https://."))


def _check_shorts(shorts: Mapping[str, str]) -> None:
    for place, text in shorts.items():
        if place not in PLACES:
            raise No(say("There is no such place for a short form."))
        if len(text) > PLACES[place]:
            raise No(
                say("A short form has {num} characters, {most} are the most there."),
                num=len(text),
                most=PLACES[place],
            )


def check_verify(person: int, writers: Collection[int]) -> None:
    """Raise No where somebody would verify what they wrote themselves.

    ``writers`` wrote what is new since the version that holds.
    """
    if person in writers:
        raise No(say("Somebody else must verify what you wrote."))


def check_use(*, holds: bool, expired: bool, released: bool) -> None:
    """Raise No where a version may not be given to anybody.

    ``holds``: it is the one its office stands for now. ``released``: a second person allowed this
    use of an expired one.
    """
    if not holds:
        raise No(say("This answer was changed or withdrawn meanwhile. Read it again first."))
    if expired and not released:
        raise No(say("This answer has expired. A second person must release it for this use."))


def check_reason(reason: str) -> str:
    """Return a reason in one line. Raises No where there is none."""
    found = _line(reason)[:LONGEST_REASON]
    if not found:
        raise No(say("Give a reason."))
    return found


def is_released(decided_at: datetime | None, now: datetime) -> bool:
    return decided_at is not None and now - decided_at < RELEASED_FOR


def fitting(text: str, shorts: Mapping[str, str], most: int) -> str:
    """Return the longest form of an answer within ``most`` characters; "" where none fits."""
    fit = [one for one in (text, *shorts.values()) if len(one) <= most]
    return max(fit, key=len, default="")


def to_tell(last: date, told: int | None, today: date) -> int | None:
    """Return which of ``ENDING_TOLD`` an answer's keepers are to be told now, or nothing."""
    due = [days for days in ENDING_TOLD if (last - today).days <= days]
    if not due or (told is not None and told <= min(due)):
        return None
    return min(due)


def _line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def _whole(text: str) -> str:
    return text.replace("\0", "").replace("\r\n", "\n").strip()


def _kept(texts: Mapping[str, str] | None) -> dict[str, str]:
    return {key: _whole(text) for key, text in (texts or {}).items() if text.strip()}
