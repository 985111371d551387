"""What follows a look that found nothing."""

from __future__ import annotations

from datetime import UTC, datetime

from sinergi.connectors.errors import SignedOut, Unconfirmed
from sinergi.networks import rules

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def test_an_absent_post_is_looked_for_again() -> None:
    following = rules.after_absence(looks=1, renewals=0, repeatable=False, now=NOW)
    assert (following.state, following.at) == ("sending", NOW + rules.LOOKS[1])


def test_where_keys_are_known_it_is_sent_anew_once() -> None:
    assert rules.after_absence(looks=3, renewals=0, repeatable=True, now=NOW).state == "waiting"
    assert rules.after_absence(looks=3, renewals=1, repeatable=True, now=NOW).state == "unsure"


def test_where_keys_are_not_known_a_person_decides() -> None:
    assert rules.after_absence(looks=3, renewals=0, repeatable=False, now=NOW).state == "unsure"


def test_where_looking_cannot_settle_it_a_person_decides_soon() -> None:
    doubt = Unconfirmed("It is not listed yet.")
    seen = [rules.look_failed(doubt, looks=looks, now=NOW) for looks in range(3)]
    assert [s.state for s in seen] == ["sending", "sending", "unsure"]
    assert seen[0].at == NOW + rules.LOOKS[1]


def test_access_that_ended_is_renewed_before_a_person_is_asked() -> None:
    ended = SignedOut("The access has ended.")
    again = rules.look_failed(ended, looks=0, now=NOW, renewed=True)
    assert (again.state, again.at) == ("sending", NOW + rules.BACKOFF[0])
    assert rules.look_failed(ended, looks=0, now=NOW).state == "unsure"
