"""What a person sees of answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from sinergi.knowledge import rules
from sinergi.knowledge.models import Answer, Label, Release, Use, Version
from sinergi.knowledge.suggesting import Suggested, suggest
from sinergi.lib import paging
from sinergi.lib.prepared import Prepared
from sinergi.units import queries as units
from sinergi.units import rules as unit_rules
from sinergi.units.models import Unit
from sinergi.units.queries import Person

__all__ = ["Suggested", "suggest"]

#: States of the list; an expired answer is a verified one whose time is over.
STATES = ("", "verified", "draft", "ending", "expired", "withdrawn")

SIZE = 30

#: More words of a search are not looked for.
MOST_WORDS = 8

#: So many topics are offered, and so many things to do are looked at.
MOST_LABELS, MOST_TASKS = 30, 20


def answers_for(user: Person) -> QuerySet[Answer]:
    """Return the answers a person may see: all of their offices, and those that hold there."""
    if not units.may_anywhere(user, "answer.see"):
        return Answer.objects.none()
    own = units.within(user, "answer.see")
    if not own:
        return Answer.objects.all()
    holding = Q(reach=Answer.Reach.EVERYWHERE) | Q(unit__in=_above(user))
    return Answer.objects.filter(own | (Q(state=Answer.State.VERIFIED) & holding))


def _above(user: Person) -> set[int]:
    """Return the offices above those in which a person sees answers."""
    return {pk for path in units.prefixes(user, "answer.see") for pk in unit_rules.way(path)}


def answer_for(user: Person, pk: object, *, may: str = "answer.see") -> Answer:
    """Return an answer. Raises Http404 when invisible, PermissionDenied when not theirs.

    An answer of another office that holds here may be seen, and asked to be released, by all.
    """
    rows = answers_for(user).select_related("unit")
    found = rows.filter(pk=pk).first() if units.is_id(pk) else None
    if found is None:
        raise Http404
    if may != "answer.see" and not units.may(user, may, found.unit_id):
        raise PermissionDenied
    return found


def use_for(user: Person, pk: object, *, may: str = "answer.write") -> Use:
    """Return a use of an answer, for those who answer in its office."""
    rows = Use.objects.select_related("unit", "version__answer", "by")
    return units.obtain(rows, user, pk, see="answer.see", may=may)


def release_for(user: Person, pk: object, *, may: str = "answer.verify") -> Release:
    """Return what somebody asks to be released, for those who verify in their office."""
    rows = Release.objects.select_related("unit", "version__answer", "asked_by")
    return units.obtain(rows, user, pk, see="answer.see", may=may)


def holding(answer: Answer) -> Version | None:
    """Return the version that is given to the public now."""
    found = answer.versions.filter(holds=True).select_related("by", "verified_by").first()
    if found is not None:
        found.answer = answer
    return found


def newest(answer: Answer) -> Version:
    """Return what was written last, verified or not."""
    rows = answer.versions.select_related("by", "verified_by", "sent_back_by")
    return rows.order_by("-number")[0]


def unverified(answer: Answer) -> Version | None:
    """Return the newest version where it waits for a second person."""
    found = newest(answer)
    waits = not found.verified_by_id and not found.sent_back
    return found if waits and answer.state != Answer.State.WITHDRAWN else None


def writers(answer: Answer) -> set[int]:
    """Return who wrote what is new since the version that holds."""
    rows = answer.versions.all()
    held = rows.filter(holds=True).values_list("number", flat=True).first()
    return set(rows.filter(number__gt=held or 0).values_list("by_id", flat=True))


def words_for(version: Version, most: int, language: str = "id") -> str:
    """Return the longest form of an answer with at most ``most`` characters; "" where none fits.

    In another ``language`` there is one form; without a variant it is the Indonesian one.
    """
    if language in version.variants:
        return rules.fitting(str(version.variants[language]), {}, most)
    return rules.fitting(version.text, version.shorts, most)


def uses_of(answer: Answer) -> QuerySet[Use]:
    """Return where an answer was given to somebody, the newest first."""
    rows = Use.objects.filter(version__answer=answer)
    return rows.select_related("version", "unit", "by", "settled_by")


def to_correct(user: Person) -> QuerySet[Use]:
    """Return what was said in public and has changed since, for who answers there; oldest first."""
    rows = Use.objects.filter(units.within(user, "answer.write"), correction=Use.Correction.LOOK)
    return rows.select_related("version__answer", "unit", "by").order_by("since", "id")


def to_release(user: Person) -> QuerySet[Release]:
    """Return expired answers somebody else wants to use, where a person may say yes."""
    rows = Release.objects.filter(
        units.within(user, "answer.verify"), state=Release.State.WAITING
    ).exclude(asked_by=user.pk)
    return rows.select_related("version__answer", "unit", "asked_by").order_by("id")


def to_verify(user: Person) -> list[Version]:
    """Return the newest versions that wait for this person, who wrote none of what is new."""
    newer = Version.objects.filter(answer=OuterRef("answer"), number__gt=OuterRef("number"))
    rows = Version.objects.filter(
        ~Exists(newer),
        units.within(user, "answer.verify", "answer__unit"),
        verified_by=None,
        sent_back="",
        answer__state__in=[Answer.State.DRAFT, Answer.State.VERIFIED],
    ).exclude(by=user.pk)
    found = rows.select_related("answer__unit", "by").order_by("at", "id")[:MOST_TASKS]
    return [version for version in found if user.pk not in writers(version.answer)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is narrowed to; empty or 0 means no matter."""

    state: str = ""
    words: str = ""
    label: str = ""
    unit: int = 0


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """A page of the list; ``older`` and ``newer`` are cursors, "" where there is no such page."""

    rows: Sequence[Answer]
    older: str
    newer: str


def answer_page(user: Person, asked: Asked, *, cursor: str = "", size: int = SIZE) -> AnswerPage:
    """Return a page of the list, changed last first. Raises No for a cursor that is not ours."""
    rows = _narrowed(answers_for(user), asked)
    listed = rows.values_list("id", "changed")
    keys = paging.cut(
        lambda way: Prepared(paging.lying(listed, way, by="changed", size=size)),
        cursor=cursor,
        size=size,
    )
    ids = [pk for pk, _ in keys.rows]
    found = Answer.objects.select_related("unit").prefetch_related("labels").in_bulk(ids)
    return AnswerPage([found[pk] for pk in ids if pk in found], keys.older, keys.newer)


def labels_for(user: Person) -> list[str]:
    """Return the topics of the answers a person may see, the most used first."""
    rows = Label.objects.filter(answer__in=answers_for(user).values("pk")).order_by()
    counted = rows.values_list("name").annotate(number=Count("pk")).order_by("-number", "name")
    return [name for name, _ in counted[:MOST_LABELS]]


def offices_for(user: Person) -> list[Unit]:
    """Return the offices whose answers a person may see."""
    owners = answers_for(user).order_by().values("unit").distinct()
    return list(Unit.objects.filter(pk__in=owners).order_by("path"))


def _narrowed(rows: QuerySet[Answer], asked: Asked) -> QuerySet[Answer]:
    rows = rows.filter(_in_state(asked.state, timezone.localdate()))
    if asked.unit:
        rows = rows.filter(unit=asked.unit)
    if asked.label:
        rows = rows.filter(Exists(Label.objects.filter(answer=OuterRef("pk"), name=asked.label)))
    for word in asked.words.split()[:MOST_WORDS]:
        # What waits to be verified is no matter for those who only use the answer.
        seen = Q(holds=True) | ~Q(answer__state=Answer.State.VERIFIED)
        says = Version.objects.filter(seen, answer=OuterRef("pk"), text__icontains=word)
        rows = rows.filter(Q(question__icontains=word) | Exists(says))
    return rows


def _in_state(state: str, today: date) -> Q:
    verified = Q(state=Answer.State.VERIFIED)
    match state:
        case "":
            return ~Q(state=Answer.State.WITHDRAWN)
        case "verified":
            return verified & Q(valid_until__gte=today)
        case "ending":
            last = today + timedelta(days=rules.ENDING_TOLD[0])
            return verified & Q(valid_until__gte=today, valid_until__lte=last)
        case "expired":
            return verified & Q(valid_until__lt=today)
        case _:
            return Q(state=state)
