"""Decisions about files of the library. Plain values in, plain values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import PurePath
from typing import Any

from sinergi.lib.text import No, say
from sinergi.publishing.composing import LANGUAGES, USUAL
from sinergi.publishing.models import LibraryFile

Licence, Consent = LibraryFile.Licence, LibraryFile.Consent

#: So long before its last day its owner is told.
BEFORE = timedelta(days=30)
LONGEST_DESCRIPTION, MOST_TAGS, LONGEST_TAG = 5000, 20, 40


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a file. ``descriptions`` in other languages, by their codes."""

    title: str = ""
    description: str = ""
    descriptions: Mapping[str, str] = field(default_factory=dict)
    tags: Sequence[str] = ()
    maker: str = ""
    source: str = ""
    licence: str = Licence.UNSAID
    licence_until: date | None = None
    attribution: str = ""
    letter: str = ""
    consent: str = Consent.UNSAID
    consent_note: str = ""
    minor: bool = False
    since: date | None = None
    until: date | None = None
    shared: bool = False
    poster: bool | None = None


def tidied(said: Said, name: str) -> Said:
    """Return it as it is kept; without a title it is called as its file. Raises No."""
    one: dict[str, Any] = {
        part: line(getattr(said, part), most)
        for part, most in (
            ("title", 200), ("maker", 200), ("source", 500), ("attribution", 300),
            ("letter", 300), ("consent_note", 300),
        )
    }  # fmt: skip
    one["title"] = one["title"] or title_of(name)
    others = {code: _text(words) for code, words in said.descriptions.items()}
    if any(code not in LANGUAGES or code == USUAL for code in others):
        raise No(say("There is no language “{code}” here."), code=", ".join(others)[:20])
    found = replace(
        said,
        **one,
        description=_text(said.description),
        descriptions={code: words for code, words in others.items() if words},
        tags=_tags(said.tags),
        minor=said.minor and said.consent == Consent.GIVEN,
    )
    _check_rights(found, asked_minor=said.minor)
    return found


def _check_rights(said: Said, *, asked_minor: bool) -> None:
    if said.licence == Licence.LICENSED and said.licence_until is None:
        raise No(say("Say until which day it is licensed. The rest was kept."))
    if said.licence == Licence.CC and not said.attribution:
        raise No(say("Write the attribution that the licence asks for. The rest was kept."))
    if said.licence == Licence.LETTER and not said.letter:
        raise No(say("Write number and date of the letter. The rest was kept."))
    if said.consent == Consent.GIVEN and not said.consent_note:
        raise No(say("Write where the consent is kept. The rest was kept."))
    if asked_minor and said.consent != Consent.GIVEN:
        raise No(
            say(
                "Of a minor who can be recognised, the consent of a parent is needed: say that "
                "people agreed, and where that is kept."
            )
        )
    if said.since and said.until and said.until < said.since:
        raise No(say("The last day is before the first."))


def ends(said: Said) -> date | None:
    """Return the last day it may be used; None: there is none."""
    licensed = said.licence_until if said.licence == Licence.LICENSED else None
    return min(filter(None, (said.until, licensed)), default=None)


def title_of(name: str) -> str:
    """Return what a file is called before anybody gives it a title."""
    return " ".join(PurePath(name).stem.replace("_", " ").split())[:200] or name[:200]


def words_of(said: Said, name: str) -> str:
    """Return what a search reads, in small letters."""
    parts = (
        said.title, said.description, *said.descriptions.values(), " ".join(said.tags),
        said.maker, said.source, said.attribution, name,
    )  # fmt: skip
    return "\n".join(filter(None, parts)).casefold()


def line(words: str, most: int) -> str:
    """Return one line as it is kept. Raises No when it is too long."""
    plain = " ".join(words.replace("\0", "").split())
    if len(plain) > most:
        raise No(
            say("This is longer than {most} characters. Nothing was lost: shorten it."), most=most
        )
    return plain


def _text(words: str) -> str:
    plain = words.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    if len(plain) > LONGEST_DESCRIPTION:
        raise No(
            say("This is longer than {most} characters. Nothing was lost: shorten it."),
            most=LONGEST_DESCRIPTION,
        )
    return plain


def _tags(given: Sequence[str]) -> tuple[str, ...]:
    found = tuple(
        dict.fromkeys(t.lstrip("#") for t in (line(one, LONGEST_TAG) for one in given) if t)
    )
    if len(found) > MOST_TAGS:
        raise No(say("At most {most} tags."), most=MOST_TAGS)
    return found
