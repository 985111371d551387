"""One reading of a text, shared by all rules: its sentences, words, links and signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from sinergi.language.writing import grade, sentences
from sinergi.language.writing.draft import Draft, NetworkLimits, Register
from sinergi.language.writing.personal import Personal, find_personal
from sinergi.language.writing.signs import HASHTAG, LINK, MAIL, MENTION, WORD


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text: where it is, and its letters."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """A sentence, its words without links, handles and hashtags, and how hard it is."""

    words: tuple[Span, ...]
    grade: float


@dataclass(frozen=True)
class Reading:
    """A text, or the alternative text of an image, with what is known around it."""

    text: str
    where: str
    draft: Draft
    network: NetworkLimits | None
    register: Register

    @cached_property
    def links(self) -> tuple[Span, ...]:
        return _found(LINK, self.text)

    @cached_property
    def hashtags(self) -> tuple[Span, ...]:
        return _found(HASHTAG, self.text)

    @cached_property
    def mentions(self) -> tuple[Span, ...]:
        return _found(MENTION, self.text)

    @cached_property
    def spoken(self) -> str:
        """The text with links, addresses, handles and hashtags blanked; every place is kept."""
        spelled = self.text
        for pattern in (LINK, MAIL, MENTION, HASHTAG):
            spelled = pattern.sub(lambda found: " " * len(found.group()), spelled)
        return spelled

    @cached_property
    def words(self) -> tuple[Span, ...]:
        return _found(WORD, self.spoken)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences that have words, in their order."""
        spelled = [
            Sentence(start, end, self.text[start:end], words, _grade(words))
            for start, end in sentences.spans(self.text)
            if (words := self._between(start, end))
        ]
        return tuple(spelled)

    @cached_property
    def personal(self) -> tuple[Personal, ...]:
        return find_personal(self.text)

    @cached_property
    def grade(self) -> float:
        words = [word.text for sentence in self.sentences for word in sentence.words]
        return grade.grade(words, len(self.sentences))

    def _between(self, start: int, end: int) -> tuple[Span, ...]:
        return tuple(
            Span(found.start(), found.end(), found.group())
            for found in WORD.finditer(self.spoken, start, end)
        )


def _grade(words: tuple[Span, ...]) -> float:
    return grade.grade([word.text for word in words], 1)


def _found(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    return tuple(Span(m.start(), m.end(), m.group()) for m in pattern.finditer(text))
