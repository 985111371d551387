"""What a post says besides its text: its languages, and what it rests on. Plain values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Protocol

from sinergi.lib.text import No, say
from sinergi.publishing import rules

#: Languages in which an office speaks to its public, by their codes (ISO 639-1).
LANGUAGES: Mapping[str, str] = MappingProxyType(
    {"id": say("Indonesian"), "su": say("Sundanese"), "en": say("English")}
)
#: In which one is written, as long as nobody says otherwise.
USUAL = "id"

#: What a post rests on, as colleagues know it, and how it is said to the public (in Indonesian,
#: as it is put into a text: not translated).
FACTS: Mapping[str, str] = MappingProxyType(
    {
        "what": say("What"),
        "when": say("When"),
        "where": say("Where"),
        "terms": say("Conditions"),
        "cost": say("Cost"),
        "contact": say("Contact"),
        "source": say("Source"),
        "url": say("Link to the source"),
    }
)
LONGEST_FACT = 500


@dataclass(frozen=True, slots=True)
class Composed:
    """``wanted`` is the language of an account, by its id; "" or missing: that of the post."""

    language: str = USUAL
    translations: Mapping[str, str] = field(default_factory=dict)
    wanted: Mapping[int, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    #: First comments by account, and the accounts on which parts of a thread say which they are.
    comments: Mapping[int, str] = field(default_factory=dict)
    numbered: Collection[int] = frozenset()

    def kept(self) -> dict[str, Any]:
        """Return what a revision keeps of it."""
        return {
            "language": self.language,
            "translations": dict(self.translations),
            "facts": dict(self.facts),
        }


def tidied(given: Composed) -> Composed:
    """Return it as it is stored. Raises No for a language or a fact that nobody knows."""
    for code in (given.language, *given.translations, *filter(None, given.wanted.values())):
        if code not in LANGUAGES:
            raise No(say("There is no language “{code}” here."), code=code[:20])
    facts = {name: rules.tidy(value) for name, value in given.facts.items()}
    for name, value in facts.items():
        if name not in FACTS or len(value) > LONGEST_FACT:
            raise No(say("A fact is at most {most} characters long."), most=LONGEST_FACT)
    said = {code: rules.tidy(text) for code, text in given.translations.items()}
    return replace(
        given,
        translations={c: t for c, t in said.items() if t and c != given.language},
        wanted={pk: c for pk, c in given.wanted.items() if c and c != given.language},
        facts={name: value for name, value in facts.items() if value},
        comments={pk: rules.tidy(text) for pk, text in given.comments.items()},
    )


def said(given: Composed, account: int, own: str) -> str:
    """Return what is said on an account in place of the base text; "" where that is."""
    return own or given.translations.get(given.wanted.get(account, ""), "")


@dataclass(frozen=True, slots=True)
class Further:
    """First comments and numbers of threads by account, as far as somebody speaks of them."""

    comments: Mapping[int, str] = field(default_factory=dict)
    numbered: Mapping[int, bool] = field(default_factory=dict)


def with_further(given: Composed, told: Further | None) -> Composed:
    """Return it with what was told of some accounts in place of what was there."""
    if told is None:
        return given
    others = {pk for pk in given.numbered if pk not in told.numbered}
    return replace(
        given,
        comments={**given.comments, **told.comments},
        numbered=frozenset(others | {pk for pk, yes in told.numbered.items() if yes}),
    )


class Place(Protocol):
    """An account a post goes to, with what is said there beside its text."""

    account_id: int
    comment: str
    numbered: bool


def further(given: Composed, places: Iterable[Place]) -> Composed:
    """Return it with the first comments of some accounts, and how their threads are counted."""
    there = list(places)
    return replace(
        given,
        comments={place.account_id: place.comment for place in there if place.comment},
        numbered=frozenset(place.account_id for place in there if place.numbered),
    )


def of(kept: Mapping[str, Any], targets: Sequence[Mapping[str, Any]]) -> Composed:
    """Return what a revision kept of itself and its accounts; earlier ones kept less."""
    return Composed(
        str(kept.get("language", USUAL)),
        dict(kept.get("translations", {})),
        {target["account"]: target.get("language", "") for target in targets},
        dict(kept.get("facts", {})),
        {target["account"]: target.get("comment", "") for target in targets},
        frozenset(target["account"] for target in targets if target.get("numbered")),
    )
