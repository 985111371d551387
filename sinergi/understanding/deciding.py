"""What is decided of a text. Only a worker loads this: pages show what is stored."""

from __future__ import annotations

from collections.abc import Mapping

from sinergi.language.decisions import Decision
from sinergi.language.rules import kind_of, place_of, topic_of, urgency_of
from sinergi.understanding.knowledge import Knowledge


def decide(text: str, known: Knowledge) -> Mapping[str, Decision]:
    """Read a text by what holds in its office."""
    return {
        "kind": kind_of(text),
        "urgency": urgency_of(text),
        "topic": topic_of(text, known.topics),
        "place": place_of(text, near=known.near),
    }
