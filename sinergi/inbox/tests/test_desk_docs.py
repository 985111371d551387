"""docs/desk.md says what the desk allows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.utils import translation

from sinergi.inbox import states
from sinergi.inbox.answering import HOLD
from sinergi.inbox.cases import voices
from sinergi.inbox.figures import judging, rating, reporting
from sinergi.inbox.models import Conversation, Government, Handing
from sinergi.inbox.routing import keeping
from sinergi.inbox.sensitive import deciding
from sinergi.networks import insisting

PAGE = (Path(__file__).parents[3] / "docs" / "desk.md").read_text(encoding="utf-8")
#: The same without the ends of its lines.
FLAT = " ".join(PAGE.split())


def test_the_table_of_states_is_that_of_the_code() -> None:
    assert [line for line in PAGE.splitlines() if line.startswith("|")] == list(rows())


def test_every_number_of_the_page_is_that_of_the_code() -> None:
    told = [
        f"holds the conversation for {HOLD.seconds // 60} minutes",
        f"after {deciding.LIFE.days} days",
        f"within {voices.SPAN.total_seconds() / 3600:.0f} hours",
        f"{judging.DRAWN} answers",
        f"below {reporting.FEWEST} conversations",
        f"below {keeping.FEWEST} transfers",
        f"{insisting.TRIES} times in all, {insisting.PAUSE.seconds // 60} minutes apart",
        f"below {rating.FEWEST} that gave any",
    ]
    assert [words for words in told if words not in FLAT] == []


def test_every_government_and_every_service_is_named() -> None:
    with translation.override("en"):
        named = [str(one.label) for one in (*Government, *Handing.State)]
    assert [name for name in named if name not in FLAT] == []


def rows() -> Iterator[str]:
    """Yield the lines of the table of states, its head first."""
    yield "| State | Key | People take it to | Why must be said |"
    yield "|---|---|---|---|"
    with translation.override("en"):
        for state in Conversation.State:
            open_ways = states.WAYS[state] - {state}
            ways = [one.value for one in Conversation.State if one in open_ways]
            reason = "yes" if state in states.NEED_REASON else ""
            cells = [str(state.label), f"`{state.value}`", ", ".join(ways), reason]
            yield "|" + "".join(f" {cell} |" if cell else " |" for cell in cells)
