"""What a connector makes of answers that are not built as they should be."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from typing import Any

from sinergi.connectors.errors import Unconfirmed
from sinergi.connectors.exam.candidate import (
    Candidate,
    Question,
    require,
)
from sinergi.connectors.exam.operations import (
    Outcome,
    operations,
    stage,
    stages,
)
from sinergi.connectors.exam.values import right
from sinergi.connectors.exam.wire import Fault, answering, instead, json_in

BODIES: tuple[bytes, ...] = (
    b"",
    b"null",
    b"[]",
    b"{}",
    b"0",
    b'"ya"',
    b"[null]",
    b"[[]]",
    b'[{"id": null}]',
    b'{"id": null, "items": null}',
    b'{"id": [1], "items": [1], "url": {}}',
    b"<!doctype html><h1>Masuk ke WiFi</h1>",
    b'{"id": "1", ',
    b"\xff\xfe\x00",
    b"[" * 100_000,
    b'{"id": ' + b"9" * 10_000 + b"}",
    b'{"id": 1e999, "items": NaN}',
)
#: What may stand where a list of posts is expected and is none.
NO_LISTS: tuple[bytes, ...] = (
    b"",
    b"null",
    b"{}",
    b"0",
    b'""',
    b'{"error": "later"}',
    b"<p>No</p>",
)
VALUES: tuple[Any, ...] = (None, True, 1e308, "", "bukan tanggal", [None], {})
#: Places of one answer that are tried; answers are small, and all alike after that.
PLACES = 40


def an_answer_that_is_none_becomes_one_of_the_errors(candidate: Candidate) -> None:
    on = stages(candidate)
    for operation in operations(candidate):
        for body in BODIES:
            outcome = operation.under(candidate, on(operation), answering(body))
            _judge(outcome, repr(body[:30]))


def looking_in_vain_because_of_an_answer_is_not_finding_nothing(candidate: Candidate) -> None:
    """What is not found is sent again, so an answer that says nothing must not say "nothing"."""
    on = stages(candidate)
    for operation in operations(candidate, "read"):
        for body in NO_LISTS if operation.name == "find" else ():
            outcome = operation.under(candidate, on(operation), answering(body))
            told = outcome.error or outcome.value or not outcome.wire.spoiled
            require(told, f"find took {body!r} for an empty list")


def one_wrong_value_anywhere_in_an_answer_becomes_one_of_the_errors(candidate: Candidate) -> None:
    before = stage(candidate)
    for operation in operations(candidate, "read"):
        places = _places(candidate, operation.under(candidate, before, None))
        for place in places[:PLACES]:
            for value in VALUES:
                outcome = operation.under(candidate, before, _wrong(place, value))
                _judge(outcome, f"{place} = {value!r}")


def _judge(outcome: Outcome, when: str) -> None:
    name = outcome.operation.name
    if outcome.error is None:
        require(right(outcome.value), f"{name}, {when}: {outcome.value!r}")
    elif outcome.operation.kind == "visible" and outcome.wire.spoiled:
        ok = isinstance(outcome.error, Unconfirmed)
        require(ok, f"{name}, {when}: it went out, and {type(outcome.error).__name__} denies it")


Place = tuple[str | int, ...]


def _places(candidate: Candidate, outcome: Outcome) -> list[Place]:
    """Return every place in the answers to an operation, the outer ones first."""
    found: list[Place] = []
    for request in outcome.wire.requests:
        answer = candidate.wire().forward(request)
        body = answer.read()
        if answer.status_code < 300:
            found += [place for place in _walk(json_in(body)) if place not in found]
    return sorted(found, key=len)


def _walk(told: Any, place: Place = ()) -> Iterator[Place]:
    """Yield every place in an answer. Of a list two items stand for all."""
    inner: Iterable[tuple[str | int, Any]] = ()
    if isinstance(told, dict):
        inner = told.items()
    elif isinstance(told, list):
        inner = enumerate(told[:2])
    for name, value in inner:
        yield (*place, name)
        yield from _walk(value, (*place, name))


def _wrong(place: Place, value: Any) -> Fault:
    def change(told: Any) -> Any:
        changed = copy.deepcopy(told)
        inside = changed
        try:
            for name in place[:-1]:
                inside = inside[name]
            inside[place[-1]] = value
        except (LookupError, TypeError):
            return told  # this answer has no such place
        return changed

    return instead(change)


QUESTIONS: tuple[Question, ...] = (
    an_answer_that_is_none_becomes_one_of_the_errors,
    looking_in_vain_because_of_an_answer_is_not_finding_nothing,
    one_wrong_value_anywhere_in_an_answer_becomes_one_of_the_errors,
)
