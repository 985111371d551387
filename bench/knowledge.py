"""How fast verified answers are suggested, out of 5,000 of 81 offices.

The answers are those of the demo, with half of their words exchanged at random for others of the
demo and invented ones: some words are in a third of all, most in few. Asked are the questions of
the tests, each from another office, by a process that has been asked before, and by one that has
not seen the words.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from bench import stage
from bench.figures import Figure, middle, percentile, tell

from django.db import connection, transaction  # isort: skip  # the stage sets Django up
from django.utils import timezone  # isort: skip

from sinergi.cli import demo_answers  # isort: skip
from sinergi.knowledge import indexing, queries, terms  # isort: skip
from sinergi.knowledge.models import Answer, Term, Version  # isort: skip
from sinergi.people.models import User  # isort: skip
from sinergi.units import preset  # isort: skip
from sinergi.units.models import Unit  # isort: skip

ANSWERS = 5_000
TIMES = 600
ASKED = Path(__file__).resolve().parents[1] / "sinergi" / "knowledge" / "tests"

#: So great a share of the words of an answer are exchanged.
EXCHANGED = 0.5

SYLLABLES = ("ba", "ci", "da", "fe", "gu", "ha", "in", "jo", "ka", "lu", "ma", "ni", "pa", "ri")


def main() -> None:
    stage.database()
    chance = random.Random(1)
    _, ayu, budi = stage.regency()
    preset.create(None)
    offices = list(Unit.objects.order_by("id"))
    start = time.perf_counter()
    _fill(chance, offices, ayu, budi)
    stage.say(f"{ANSWERS} answers in {time.perf_counter() - start:.0f} s")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    tell(*_figures(chance, offices))


def _fill(chance: random.Random, offices: Sequence[Unit], writer: User, verifier: User) -> None:
    """Write answers that hold, without telling anybody."""
    told, now = demo_answers.listed(), timezone.now()
    vocabulary = [word for one in told for word in one["text"].split()]
    vocabulary += ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(3_000)]
    last = timezone.localdate() + timedelta(days=200)
    answers, versions, rows = [], [], []
    for number in range(ANSWERS):
        one, unit = told[number % len(told)], offices[number % len(offices)]
        reach = Answer.Reach.EVERYWHERE if number % 3 else Answer.Reach.OFFICE
        answer = Answer(
            pk=number + 1, unit=unit, reach=reach, state=Answer.State.VERIFIED,
            question=one["questions"][0], valid_until=last, changed=now,
        )  # fmt: skip
        version = Version(
            answer=answer, number=1, text=_exchanged(chance, one["text"], vocabulary),
            questions=[_exchanged(chance, q, vocabulary) for q in one["questions"]],
            labels=one["labels"], reach=reach,
            source=one["source"], valid_until=last, by=writer, at=now,
            verified_by=verifier, verified_at=now, holds=True,
        )  # fmt: skip
        version.forms = indexing.forms(version)
        answers.append(answer)
        versions.append(version)
        rows += indexing.rows(answer, version)
    with transaction.atomic():
        Answer.objects.bulk_create(answers)
        Version.objects.bulk_create(versions, batch_size=500)
        Term.objects.bulk_create(rows, batch_size=5_000)


def _exchanged(chance: random.Random, text: str, vocabulary: Sequence[str]) -> str:
    words = text.split()
    return " ".join(chance.choice(vocabulary) if chance.random() < EXCHANGED else w for w in words)


def _figures(chance: random.Random, offices: Sequence[Unit]) -> Iterator[Figure]:
    questions = [
        line.split(" | ", 1)[1]
        for name in ("seen.txt", "held_out.txt")
        for line in (ASKED / name).read_text(encoding="utf-8").splitlines()
        if " | " in line
    ]
    asked = [(chance.choice(offices).pk, chance.choice(questions)) for _ in range(TIMES)]
    for _ in range(20):
        queries.suggest(*asked[0])
    warm, cpu = _timed(asked, lambda: None)
    cold, _ = _timed(asked, terms.roots.cache_clear)
    name = f"a suggestion out of {ANSWERS:,} ({stage.DATABASE})"
    yield Figure(f"{name}: p50", middle(warm), "ms")
    yield Figure(f"{name}: p95 of this process's CPU", percentile(cpu, 95), "ms")
    yield Figure(f"{name}: p95", percentile(warm, 95), "ms", 20)
    yield Figure(f"{name}: p95, words never seen", percentile(cold, 95), "ms", 20)


def _timed(
    asked: Sequence[tuple[int, str]], before: Callable[[], object]
) -> tuple[list[float], list[float]]:
    """Return milliseconds for each question: by the clock, and of this process's CPU."""
    times, cpu = [], []
    for unit, question in asked:
        before()
        start, begun = time.perf_counter(), time.process_time()
        queries.suggest(unit, question)
        times.append(1000 * (time.perf_counter() - start))
        cpu.append(1000 * (time.process_time() - begun))
    return times, cpu


if __name__ == "__main__":
    main()
