"""What a connector makes of a network that fails: the right one of the four errors, every time."""

from __future__ import annotations

from sinergi.connectors.contract import Publishes
from sinergi.connectors.errors import (
    ConnectorError,
    Unavailable,
    Unconfirmed,
)
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.exam.candidate import (
    Candidate,
    Failed,
    Question,
    Ready,
    find,
    ready,
    require,
    send,
    text,
)
from sinergi.connectors.exam.operations import (
    operations,
    stages,
)
from sinergi.connectors.exam.wire import says

#: The network did it, and the answer was lost on the way.
AFTER = (faults.lost, faults.cut_answering, faults.broken_after)


def a_network_nobody_reaches_did_nothing(candidate: Candidate) -> None:
    on = stages(candidate)
    for operation in operations(candidate):
        outcome = operation.under(candidate, on(operation), faults.unreachable)
        outcome.must_be(Unavailable, "nobody is there")


def silence_is_nothing_for_a_read_and_a_doubt_for_a_write(candidate: Candidate) -> None:
    on = stages(candidate)
    for fault in (faults.silent, faults.cut_sending):
        for operation in operations(candidate, "read", "quiet"):
            outcome = operation.under(candidate, on(operation), fault)
            outcome.must_be(Unavailable, "no answer came")
        for operation in operations(candidate, "visible"):
            outcome = operation.under(candidate, on(operation), fault)
            outcome.must_be(Unconfirmed, "no answer came")


def a_write_is_never_repeated_by_itself(candidate: Candidate) -> None:
    on = stages(candidate)
    for fault in (faults.silent, faults.broken_after, says(429), says(503), says(500)):
        for operation in operations(candidate, "visible"):
            outcome = operation.under(candidate, on(operation), fault)
            count = len(outcome.wire.writes)
            require(count == 1, f"{operation.name} was sent {count} times")


def a_lost_answer_is_a_doubt_that_looking_settles(candidate: Candidate) -> None:
    for fault in AFTER:
        network = candidate.publisher(wire := candidate.wire())
        if network is None:
            return
        one = ready(network, candidate.compose(text()))
        wire.fault, wire.writes_only = fault, True
        try:
            send(network, one)
        except Unconfirmed:
            pass
        except ConnectorError as e:
            raise Failed(f"{fault.__name__}: {type(e).__name__} instead of Unconfirmed") from e
        else:
            raise Failed(f"{fault.__name__}: taken for an answer")
        wire.fault = None
        _settled(candidate, network, one)


def _settled(candidate: Candidate, network: Publishes, one: Ready) -> None:
    if not candidate.reads_back:
        require(find(network, one) is None, "found where nothing can be read back")
        return
    found = candidate.until(lambda: find(network, one))
    require(found is not None, "it went out and was not found")
    if candidate.connector.about.key_repeats:
        again = send(network, one)
        require(again == found, "the same key made a second post")


def a_fault_of_theirs_is_later_for_a_read_and_a_doubt_for_a_write(candidate: Candidate) -> None:
    on = stages(candidate)
    for status in (500, 502, 504, 599):
        for operation in operations(candidate):
            outcome = operation.under(candidate, on(operation), says(status, "<h1>No</h1>"))
            kind = Unconfirmed if operation.kind == "visible" else Unavailable
            outcome.must_be(kind, str(status))


def an_answer_without_end_is_not_read_to_its_end(candidate: Candidate) -> None:
    on = stages(candidate)
    for operation in operations(candidate):
        outcome = operation.under(candidate, on(operation), faults.endless)
        kind = Unconfirmed if operation.kind == "visible" else Unavailable
        outcome.must_be(kind, "an endless answer")


QUESTIONS: tuple[Question, ...] = (
    a_network_nobody_reaches_did_nothing,
    silence_is_nothing_for_a_read_and_a_doubt_for_a_write,
    a_write_is_never_repeated_by_itself,
    a_lost_answer_is_a_doubt_that_looking_settles,
    a_fault_of_theirs_is_later_for_a_read_and_a_doubt_for_a_write,
    an_answer_without_end_is_not_read_to_its_end,
)
