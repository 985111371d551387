"""Find the answers that fit what somebody asks: the same on every database, and no model needed.

Words of answers are rows. Rare words are looked up first; where a word is in most answers, it only
orders those that the rare ones found. Queries are prepared: they are asked while a person waits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, CharField, Count, F, QuerySet
from django.db.models.lookups import In
from django.utils import timezone

from sinergi.knowledge import weighing
from sinergi.knowledge.models import Answer, Term, Version
from sinergi.knowledge.terms import Word, words_of
from sinergi.lib.prepared import Slot, prepared, slots
from sinergi.units import rules as unit_rules
from sinergi.units.models import Unit

#: More words of a text are not asked for.
MOST_WORDS = 40

#: So many rows are read at once, and so many answers are compared form by form.
MOST_ROWS, MOST_COMPARED = 3000, 16

#: Terms, offices and answers are asked for by so many at a time: few shapes of a query are kept.
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
    asked = _once(words_of(text))[:MOST_WORDS]
    places = _places(unit_id)
    if not asked or not places:
        return []
    rare = _rarities(asked, places)
    weights = _weights(rare, places, rows)
    scores = {pk: _reached(asked, rare, mine) for pk, mine in weights.items()}
    best = sorted(scores, key=lambda pk: (-scores[pk], pk))[:MOST_COMPARED]
    found = sorted(_compared(asked, rare, {pk: scores[pk] for pk in best}))[:most]
    versions = Version.objects.select_related("answer__unit").in_bulk([pk for *_, pk in found])
    return [
        Suggested(versions[pk], -score, _why(asked, rare, weights[answer]), expired)
        for expired, score, answer, pk in found
        if pk in versions
    ]


@dataclass(frozen=True, slots=True)
class Rare:
    """Terms that are asked for: in how many answers each is, and its rarity."""

    having: Mapping[str, int]
    rarity: Mapping[str, float]


def _once(words: Iterable[Word]) -> list[Word]:
    return list({word.terms: word for word in words}.values())


def _places(unit_id: int) -> list[int]:
    """Return where answers for an office may stand: everywhere, here, in the offices above."""
    found = _path().one(unit=unit_id)
    return [0, *unit_rules.way(found[0])] if found else []


def _rarities(asked: Sequence[Word], places: Sequence[int]) -> Rare:
    terms = sorted({term for word in asked for term in word.terms})
    having: dict[str, int] = {}
    for some in _steps(terms):
        having.update(_having(len(places)).run(terms=some, places=places))
    found = _verified().one()
    answers = int(found[0]) if found else 0
    return Rare(having, {t: weighing.rarity(answers, having.get(t, 0)) for t in terms})


def _weights(rare: Rare, places: Sequence[int], most: int) -> Weights:
    """Return the weights of terms, of every answer that has a rare one of them."""
    terms = sorted(rare.having, key=lambda term: (rare.having[term], term))
    first, rows = terms[:1], sum(rare.having[term] for term in terms[:1])
    for term in terms[1:]:
        rows += rare.having[term]
        if rows > most:
            break
        first.append(term)
    found: Weights = defaultdict(dict)
    for some in _steps(first):
        for pk, term, weight in _postings(len(places)).run(terms=some, places=places):
            found[pk][term] = weight
    rest = terms[len(first) :]
    if rest:
        likely = sorted(found, key=lambda pk: (-_sum(found[pk], rare), pk))[: 4 * MOST_COMPARED]
        common = Term.objects.filter(term__in=rest, answer__in=likely, place__in=places)
        for pk, term, weight in common.values_list("answer_id", "term", "weight").order_by():
            found[pk][term] = weight
    return found


def _sum(weights: Mapping[str, int], rare: Rare) -> float:
    return sum(rare.rarity[term] * weights[term] for term in sorted(weights))


def _reached(asked: Sequence[Word], rare: Rare, mine: Mapping[str, int]) -> float:
    """Return how much of what a text asks an answer has, from 0 to 1."""
    whole = sum(weighing.rarest(word, rare.rarity) for word in asked)
    reached = sum(max(rare.rarity[t] * mine.get(t, 0) for t in word.terms) for word in asked)
    return reached / (weighing.WHOLE * whole)


def _compared(
    asked: Sequence[Word], rare: Rare, scores: Mapping[int, float]
) -> Iterator[tuple[bool, float, int, int]]:
    """Compare with each form of each question: yield what sorts the best first.

    That is whether it has expired, its score below 0, the answer and its version.
    """
    today = timezone.localdate()
    for some in _steps(list(scores)):
        for answer, pk, forms, last in _holding().run(answers=some):
            alike = max((weighing.alike(asked, form, rare.rarity) for form in forms), default=0.0)
            score = round((scores[answer] + alike) / 2, 6)
            if score >= FLOOR:
                yield last < today, -score, answer, pk


def _why(asked: Sequence[Word], rare: Rare, mine: Mapping[str, int]) -> tuple[str, ...]:
    """Return the words of a text that an answer has, the rarest first."""
    shared = [word for word in asked if not mine.keys().isdisjoint(word.terms)]
    shared.sort(key=lambda word: -weighing.rarest(word, rare.rarity))
    return tuple(word.typed for word in shared)


def _steps(things: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield so many at a time, the last one repeated until they are."""
    for start in range(0, len(things), STEP):
        some = things[start : start + STEP]
        yield [*some, *[some[-1]] * (STEP - len(some))]


@prepared
def _path() -> QuerySet[Any, Any]:
    return Unit.objects.filter(pk=Slot("unit", BigIntegerField())).values_list("path").order_by()


@prepared
def _verified() -> QuerySet[Any, Any]:
    rows = Answer.objects.filter(state=Answer.State.VERIFIED).order_by()
    return rows.values("state").annotate(number=Count("pk")).values_list("number")


@prepared
def _having(places: int) -> QuerySet[Any, Any]:
    rows = _of_terms(places).values_list("term")
    return rows.annotate(number=Count("pk")).order_by()


@prepared
def _postings(places: int) -> QuerySet[Any, Any]:
    return _of_terms(places).values_list("answer_id", "term", "weight").order_by()


@prepared
def _holding() -> QuerySet[Any, Any]:
    wanted = In(F("answer_id"), slots("answers", STEP, BigIntegerField()))
    rows = Version.objects.filter(wanted, holds=True)
    return rows.values_list("answer_id", "pk", "forms", "valid_until").order_by()


def _of_terms(places: int) -> QuerySet[Term]:
    return Term.objects.filter(
        In(F("term"), slots("terms", STEP, CharField())),
        In(F("place"), slots("places", places, BigIntegerField())),
    )
