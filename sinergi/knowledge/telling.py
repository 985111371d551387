"""Who is told what of answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse

from sinergi.knowledge.models import Answer, Release, Use, Version
from sinergi.lib.text import say, short
from sinergi.notices import actions as notices
from sinergi.people.models import User
from sinergi.units import queries as units

#: So much of a question stands in a notice.
TITLE = 80


def to_verify(answer: Answer, writer: User) -> None:
    """Tell those who may verify, once: not again for each version that is written meanwhile."""
    if answer.versions.filter(holds=False, verified_by=None, sent_back="").count() > 1:
        return
    people = units.people_with("answer.verify", answer.unit_id).exclude(pk=writer.pk)
    words = say("{who} asks you to verify an answer: {question}")
    _tell(people, "verify", words, answer, {"who": str(writer)})


def verified(version: Version, by: User) -> None:
    decided_on(version.answer)
    words = say("{who} verified your answer: {question}")
    _tell_writer(version, "verified", words, by)


def sent_back(version: Version, by: User) -> None:
    decided_on(version.answer)
    words = say("{who} sent your answer back: {question}")
    _tell_writer(version, "sent back", words, by)


def to_correct(uses: Iterable[Use], answer: Answer) -> None:
    """Tell each person who used an answer in public, once, that it has changed."""
    people = {use.by_id: use.by for use in uses}
    words = say("An answer you gave has changed. Look at your replies: {question}")
    for person in people.values():
        _told(person, "correct", words, reverse("knowledge:corrections"), answer)


def to_release(release: Release) -> None:
    """Tell those who may release an expired answer."""
    people = units.people_with("answer.verify", release.unit_id).exclude(pk=release.asked_by_id)
    words = say("{who} wants to use an answer that has expired: {question}")
    answer = release.version.answer
    for person in people:
        url = reverse("knowledge:releases")
        _told(person, "release", words, url, answer, {"who": str(release.asked_by)})


def decided(release: Release) -> None:
    """Tell who asked what was decided; the link leads to where they want to use it."""
    granted = release.state == Release.State.GRANTED
    words = (
        say("You may use this expired answer once: {question}")
        if granted
        else say("You may not use this expired answer: {question}")
    )
    _told(release.asked_by, "released", words, release.url, release.version.answer)


def ending(answer: Answer, days: int) -> None:
    """Tell those who write for an office that an answer ends in so many days, or has ended."""
    words = (
        say("An answer ends in {days} days. Look at it again: {question}")
        if days >= 0
        else say("An answer has expired. Look at it again: {question}")
    )
    people = units.people_with("answer.write", answer.unit_id)
    _tell(people, "ending", words, answer, {"days": days})


def decided_on(answer: Answer) -> None:
    """Ask nobody any more to verify what somebody decided on, or look at what was looked at."""
    notices.settled(_page(answer), ["answer verify", "answer ending"])


def _tell_writer(version: Version, kind: str, words: str, by: User) -> None:
    if version.by_id != by.pk:
        _tell([version.by], kind, words, version.answer, {"who": str(by)})


def _tell(
    people: Iterable[User], kind: str, words: str, answer: Answer, facts: Mapping[str, str | int]
) -> None:
    for person in people:
        _told(person, kind, words, _page(answer), answer, facts)


def _page(answer: Answer) -> str:
    return reverse("knowledge:answer", args=[answer.pk])


def _told(
    person: User,
    kind: str,
    words: str,
    url: str,
    answer: Answer,
    facts: Mapping[str, str | int] | None = None,
) -> None:
    told = {"question": short(answer.question, TITLE), **(facts or {})}
    notices.tell(person, f"answer {kind}", words, url=url, facts=told)
