"""What a connector makes of a network that says no, and what of it people read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from sinergi.connectors.errors import (
    ConnectorError,
    Refused,
    SignedOut,
    Unavailable,
)
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.exam.candidate import (
    BACK,
    VERIFIER,
    Candidate,
    Question,
    require,
    sign_in_of,
)
from sinergi.connectors.exam.operations import (
    Outcome,
    operations,
    stages,
)
from sinergi.connectors.exam.wire import Fault, says


def a_wait_that_is_asked_for_is_passed_on(candidate: Candidate) -> None:
    on = stages(candidate)
    soon = datetime.now(UTC) + timedelta(seconds=90)
    asked: tuple[tuple[Fault, float, float], ...] = (
        (says(429, Retry_After="7"), 7, 7),
        (says(503, Retry_After="120"), 120, 120),
        (says(429, Retry_After=format_datetime(soon, usegmt=True)), 60, 90),
        (says(429, X_RateLimit_Reset=soon.isoformat()), 60, 90),
    )
    for fault, least, most in asked:
        for operation in operations(candidate):
            outcome = operation.under(candidate, on(operation), fault)
            outcome.must_be(Unavailable, "asked to slow down")
            _waits(outcome, least, most)


def _waits(outcome: Outcome, least: float, most: float) -> None:
    if isinstance(outcome.error, Unavailable):
        wait = outcome.error.retry_after
        ok = wait is not None and least <= wait.total_seconds() <= most
        require(ok, f"{outcome.operation.name} waits {wait} and not {least} to {most} s")


def a_wait_nobody_understands_is_no_wait(candidate: Candidate) -> None:
    on = stages(candidate)
    for header in ("", "soon", "-5", "1e9", "99999999999999", "Mon, 99 Foo 2026", "٧"):
        fault = says(429, Retry_After=header)
        for operation in operations(candidate):
            outcome = operation.under(candidate, on(operation), fault)
            outcome.must_be(Unavailable, f"Retry-After: {header!r}")
            wait = outcome.error.retry_after if isinstance(outcome.error, Unavailable) else None
            require(wait is None or wait >= timedelta(0), f"{operation.name} waits {wait}")


def access_that_ended_is_said_to_be_so(candidate: Candidate) -> None:
    on = stages(candidate)
    for operation in operations(candidate):
        fault = says(401, '{"error": "The access token was revoked"}')
        outcome = operation.under(candidate, on(operation), fault)
        outcome.must_be(SignedOut, "401")


def a_no_is_a_no_and_gives_its_reason(candidate: Candidate) -> None:
    on = stages(candidate)
    reason = "Teks ini melanggar aturan server"
    for status in (400, 403, 422):
        for operation in operations(candidate):
            fault = says(status, f'{{"error": "{reason}"}}')
            outcome = operation.under(candidate, on(operation), fault)
            outcome.must_be(Refused, str(status))
            told = outcome.error is None or reason in str(outcome.error)
            require(told, f"{operation.name} keeps the network's reason to itself: {outcome.error}")


def nobody_is_led_to_a_private_address(candidate: Candidate) -> None:
    on = stages(candidate)
    for status in (301, 302, 307, 308):
        for operation in operations(candidate):
            fault = says(status, Location=faults.PRIVATE)
            outcome = operation.under(candidate, on(operation), fault)
            asked = {request.url.host for request in outcome.wire.requests}
            require("169.254.169.254" not in asked, f"{operation.name} followed a redirect")
            outcome.must_be(Refused, f"redirected ({status})")


def secrets_stay_secret_though_the_network_repeats_them(candidate: Candidate) -> None:
    on = stages(candidate)
    for status in (400, 403, 422, 500):
        for operation in operations(candidate):
            outcome = operation.under(candidate, on(operation), faults.echo(status))
            if outcome.error is not None:
                _keeps(outcome.error, candidate.secrets(), operation.name)
    network = sign_in_of(candidate, wire := candidate.wire())
    if network is None:
        return
    step = network.begin(redirect=BACK, state="the-state", verifier=VERIFIER)
    wire.fault = faults.echo(400)
    try:
        network.finish(
            code="the-code", redirect=BACK, verifier=VERIFIER, remembered=dict(step.remember)
        )
    except ConnectorError as e:
        hidden = {v for n, v in step.remember.items() if "secret" in n}
        _keeps(e, {"the-code", VERIFIER, *hidden}, "finish")


def _keeps(error: ConnectorError, secrets: set[str], operation: str) -> None:
    shown = f"{error} {error.facts} {error.message}"
    for secret in secrets:
        require(secret not in shown, f"{operation} shows a secret in its error")


def errors_can_be_told_to_a_person(candidate: Candidate) -> None:
    """Message and facts fit together, and what a network says does not become a wall of text."""
    on = stages(candidate)
    for status in (400, 403, 429, 500):
        for operation in operations(candidate):
            fault = says(status, '{"error": "' + "{x} <b>panjang</b> " * 1000 + '"}')
            error = operation.under(candidate, on(operation), fault).error
            if error is None:
                continue
            require(error.message.format(**error.facts) == str(error), f"{operation.name}: facts")
            require(len(str(error)) < 500, f"{operation.name} tells {len(str(error))} characters")
            require("<b>" not in str(error), f"{operation.name} passes markup on")


QUESTIONS: tuple[Question, ...] = (
    a_wait_that_is_asked_for_is_passed_on,
    a_wait_nobody_understands_is_no_wait,
    access_that_ended_is_said_to_be_so,
    a_no_is_a_no_and_gives_its_reason,
    nobody_is_led_to_a_private_address,
    secrets_stay_secret_though_the_network_repeats_them,
    errors_can_be_told_to_a_person,
)
