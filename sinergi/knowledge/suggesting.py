"""Find the answers that fit what somebody asks: the same on every database, and no model needed.

Words of answers are rows. Rare words are looked up first; where a word is in most answers, it only
orders those that the rare ones found. Queries are prepared: they are asked while a person waits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    QuerySet,
    Sum,
    When,
)
from django.db.models.lookups import In
from django.utils import timezone

from sinergi.knowledge import weighing
from sinergi.knowledge.models import Answer, Term, Version
from sinergi.knowledge.terms import Word, words_of
from sinergi.lib.prepared import Slot, prepared, slots
from sinergi.lib.prepared_objects import objects
from sinergi.units import rules as unit_rules
from sinergi.units.models import Unit

#: More words of a text are not asked for.
MOST_WORDS = 40

#: So many rows of words are added up, so many answers come out of that, and so many of them are
#: compared form by form.
MOST_ROWS, MOST_LIKELY, MOST_COMPARED = 3000, 32, 16

#: Terms are asked for by so many at a time: few shapes of a query are kept.
STEP = 8

#: What fits less is not worth a person's look.
FLOOR = 0.2

#: The weights of terms, by answer.
Weights = dict[int, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Suggested:
    """An answer that may fit. ``score`` is from 0 to 1, ``why`` the words that spoke for it.

    ``version`` holds now and has its answer; ``expired``: a second person must release it.
    """

    version: Version
    score: float
    why: tuple[str, ...]
    expired: bool

    @property
    def answer(self) -> Answer:
        return self.version.answer


def suggest(unit_id: int, text: str, most: int = 3, *, rows: int = MOST_ROWS) -> list[Suggested]:
    """Return what an office may answer to a text, the best first, what has expired last.

    ``rows`` is how many rows of words are read before common words only order what was found.
    """
    words = _once(words_of(text))[:MOST_WORDS]
    places = _places(unit_id)
    if not words or not places:
        return []
    asked = _asked(words, places)
    weights = _weights(asked, _likely(asked, places, rows))
    scores = {pk: _reached(asked, mine) for pk, mine in weights.items()}
    best = sorted(scores, key=lambda pk: (-scores[pk], pk))[:MOST_COMPARED]
    found = sorted(_compared(asked, {pk: scores[pk] for pk in best}))[:most]
    versions = _versions([pk for *_, pk in found], most)
    return [
        Suggested(versions[pk], -score, _why(asked, weights[answer]), expired)
        for expired, score, answer, pk in found
        if pk in versions
    ]


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a text, each by the one of its terms that most answers have."""

    words: Mapping[str, Word]
    #: In how many answers each term is, where it is in any.
    having: Mapping[str, int]
    rarity: Mapping[str, float]


def _once(words: Iterable[Word]) -> list[Word]:
    return list({word.terms: word for word in words}.values())


def _places(unit_id: int) -> list[int]:
    """Return where answers for an office may stand: everywhere, here, in the offices above."""
    found = _path().one(unit=unit_id)
    return [0, *unit_rules.way(found[0])] if found else []


def _asked(words: Sequence[Word], places: Sequence[int]) -> Asked:
    terms = sorted({term for word in words for term in word.terms})
    having: dict[str, int] = {}
    for some in _steps(terms, STEP):
        having.update(_having(len(places)).run(terms=some, places=places))
    chosen = {max(word.terms, key=lambda term: having.get(term, 0)): word for word in words}
    found = _verified().one()
    answers = int(found[0]) if found else 0
    rarity = {term: weighing.rarity(answers, having.get(term, 0)) for term in chosen}
    return Asked(chosen, {term: having[term] for term in chosen if term in having}, rarity)


def _likely(asked: Asked, places: Sequence[int], most: int) -> list[int]:
    """Return the answers that have most of the rare words: the rarest until ``most`` rows."""
    terms: list[str] = []
    rows = 0
    for term in sorted(asked.having, key=lambda term: (asked.having[term], term)):
        rows += asked.having[term]
        if terms and rows > most:
            break
        terms.append(term)
    if not terms:
        return []
    some = [term for step in _steps(terms, STEP) for term in step]
    counts = [round(weighing.WHOLE * asked.rarity[term]) for term in some]
    best = _heaviest(len(some), len(places))
    return [pk for pk, _ in best.run(terms=some, counts=counts, places=places)]


def _weights(asked: Asked, answers: Sequence[int]) -> Weights:
    """Return the weights of all words that are asked for, of these answers."""
    found: Weights = defaultdict(dict)
    terms = sorted(asked.having)
    for some in _steps(answers, MOST_LIKELY):
        for step in _steps(terms, STEP):
            for pk, term, weight in _postings().run(answers=some, terms=step):
                found[pk][term] = weight
    return found


def _reached(asked: Asked, mine: Mapping[str, int]) -> float:
    """Return how much of what a text asks an answer has, from 0 to 1."""
    reached = sum(asked.rarity[term] * mine[term] for term in sorted(mine))
    return reached / (weighing.WHOLE * sum(asked.rarity[term] for term in sorted(asked.rarity)))


def _compared(asked: Asked, scores: Mapping[int, float]) -> Iterator[tuple[bool, float, int, int]]:
    """Compare with each form of each question: yield what sorts the best first.

    That is whether it has expired, its score below 0, the answer and its version.
    """
    today = timezone.localdate()
    for some in _steps(list(scores), MOST_COMPARED):
        for answer, pk, forms, last in _holding().run(answers=some):
            alike = max((weighing.alike(asked.rarity, form) for form in forms), default=0.0)
            score = round((scores[answer] + alike) / 2, 6)
            if score >= FLOOR:
                yield last < today, -score, answer, pk


def _versions(wanted: Sequence[int], most: int) -> dict[int, Version]:
    """Return the versions themselves, with their answers and offices."""
    return {
        version.pk: version
        for some in _steps(wanted, most)
        for version in _whole(most).all(versions=some)
    }


def _why(asked: Asked, mine: Mapping[str, int]) -> tuple[str, ...]:
    """Return the words of a text that an answer has, the rarest first."""
    shared = sorted(mine, key=lambda term: (-asked.rarity[term], term))
    return tuple(asked.words[term].typed for term in shared)


def _steps(things: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """Yield so many at a time, the last one repeated until they are."""
    for start in range(0, len(things), size):
        some = things[start : start + size]
        yield [*some, *[some[-1]] * (size - len(some))]


@prepared
def _path() -> QuerySet[Any, Any]:
    return Unit.objects.filter(pk=Slot("unit", BigIntegerField())).values_list("path").order_by()


@prepared
def _verified() -> QuerySet[Any, Any]:
    rows = Answer.objects.filter(state=Answer.State.VERIFIED).order_by()
    return rows.values("state").annotate(number=Count("*")).values_list("number")


@prepared
def _having(places: int) -> QuerySet[Any, Any]:
    rows = Term.objects.filter(
        In(F("term"), slots("terms", STEP, CharField())),
        In(F("place"), slots("places", places, BigIntegerField())),
    ).values_list("term")
    return rows.annotate(number=Count("*")).order_by()


@prepared
def _heaviest(terms: int, places: int) -> QuerySet[Any, Any]:
    """What has most of so many terms, each counted as often as ``counts`` says."""
    names, counts = slots("terms", terms, CharField()), slots("counts", terms, IntegerField())
    times = Case(
        *(When(term=name, then=count) for name, count in zip(names, counts, strict=True)),
        output_field=IntegerField(),
    )
    total = Sum(F("weight") * times, output_field=BigIntegerField())
    rows = Term.objects.filter(
        In(F("term"), names), In(F("place"), slots("places", places, BigIntegerField()))
    ).values_list("answer_id")
    return rows.annotate(total=total).order_by("-total", "answer_id")[:MOST_LIKELY]


@prepared
def _postings() -> QuerySet[Any, Any]:
    return (
        Term.objects.filter(
            In(F("answer_id"), slots("answers", MOST_LIKELY, BigIntegerField())),
            In(F("term"), slots("terms", STEP, CharField())),
        )
        .values_list("answer_id", "term", "weight")
        .order_by()
    )


@prepared
def _holding() -> QuerySet[Any, Any]:
    wanted = In(F("answer_id"), slots("answers", MOST_COMPARED, BigIntegerField()))
    rows = Version.objects.filter(wanted, holds=True)
    return rows.values_list("answer_id", "pk", "forms", "valid_until").order_by()


@objects
def _whole(number: int) -> QuerySet[Version]:
    wanted = In(F("pk"), slots("versions", number, BigIntegerField()))
    return Version.objects.select_related("answer__unit").filter(wanted).order_by()
