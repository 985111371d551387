"""What the pages of answers show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sinergi.knowledge import differences, rules
from sinergi.knowledge.models import Answer, Version


@dataclass(frozen=True, slots=True)
class Badge:
    """A state in a word, with the tone of its badge."""

    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class Form:
    """One form of an answer: for whom, how long it is and may be (0: as long as it likes)."""

    name: str
    text: str
    length: int
    most: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """What a version changed in one place, against the one before."""

    name: str
    parts: Sequence[differences.Part]


def badge(answer: Answer, today: date | None = None) -> Badge:
    """Return how an answer stands: in words, never by colour alone."""
    day = today or timezone.localdate()
    if answer.expired(day):
        return Badge(_("Expired"), "danger")
    match answer.state:
        case Answer.State.VERIFIED:
            if _ends_soon(answer, day):
                return Badge(_("Ends soon"), "warning")
            return Badge(_("Verified"), "success")
        case Answer.State.WITHDRAWN:
            return Badge(_("Withdrawn"), "neutral")
        case _:
            return Badge(_("Draft"), "info")


def forms_of(version: Version) -> list[Form]:
    """Return an answer in all its forms, the whole one first."""
    return [
        Form(_("The whole answer"), version.text, len(version.text)),
        *(
            Form(_(rules.PLACE_WORDS[place]), version.shorts[place], len(version.shorts[place]), n)
            for place, n in rules.PLACES.items()
            if place in version.shorts
        ),
        *(
            Form(_(name), version.variants[code], len(version.variants[code]))
            for code, name in rules.LANGUAGES.items()
            if code in version.variants
        ),
    ]


def changes(version: Version, before: Version | None) -> list[Change]:
    """Return what a version says otherwise than the one before; nothing for the first."""
    if before is None:
        return []
    old, new = dict(_places(before)), dict(_places(version))
    names = dict.fromkeys([*new, *old])
    return [
        Change(name, differences.between(old.get(name, ""), new.get(name, "")))
        for name in names
        if old.get(name, "") != new.get(name, "")
    ]


def _places(version: Version) -> Iterator[tuple[str, str]]:
    yield _("Questions it answers"), "\n".join(version.questions)
    for form in forms_of(version):
        yield form.name, form.text
    yield _("Source"), f"{version.source} {version.source_url}".strip()
    yield _("Valid until"), date_format(version.valid_until, "j F Y")
    yield _("Topics"), ", ".join(version.labels)
    yield _("Who may use it"), str(Answer.Reach(version.reach).label)


def _ends_soon(answer: Answer, day: date) -> bool:
    last = day + timedelta(days=rules.ENDING_TOLD[0])
    return answer.valid_until is not None and answer.valid_until <= last
