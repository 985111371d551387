"""Keep the words by which answers are found."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sinergi.knowledge import terms, weighing
from sinergi.knowledge.models import Answer, Term, Version

#: After an update of Sinergi so many answers are read anew at once; the next time goes on.
ANEW = 200


def index(answer: Answer, version: Version) -> None:
    """Write down the words of the version that holds, inside the caller's transaction."""
    answer.terms.all().delete()
    Term.objects.bulk_create(rows(answer, version))
    Version.objects.filter(pk=version.pk).update(forms=forms(version))
    Answer.objects.filter(pk=answer.pk).update(indexed=terms.mark())


def rows(answer: Answer, version: Version) -> list[Term]:
    """Return the rows by which an answer is found."""
    texts = (version.text, *version.variants.values())
    weights = weighing.weights(version.questions, version.labels, texts)
    place = 0 if answer.reach == Answer.Reach.EVERYWHERE else answer.unit_id
    return [
        Term(answer=answer, term=term, place=place, weight=weight)
        for term, weight in sorted(weights.items())
    ]


def forms(version: Version) -> list[list[tuple[str, ...]]]:
    """Return the terms of each form of a question, word by word."""
    return [[word.terms for word in terms.words_of(question)] for question in version.questions]


def index_anew(now: datetime) -> int:
    """Index what was indexed by an earlier version of Sinergi; return how many were."""
    stale = Answer.objects.filter(state=Answer.State.VERIFIED).exclude(indexed=terms.mark())
    held = Version.objects.filter(holds=True, answer__in=stale.values("pk"))
    found = list(held.select_related("answer").order_by("answer")[:ANEW])
    for version in found:
        with transaction.atomic():
            index(version.answer, version)
    return len(found)
