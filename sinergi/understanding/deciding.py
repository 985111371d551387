"""What is decided of a text. Only a worker loads this: pages show what is stored."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from threading import Lock

from sinergi.language.decisions import Decision
from sinergi.language.reading import RULES, Reader, Rule, shipped
from sinergi.language.rules import place_of, topic_of
from sinergi.language.weights import unpack
from sinergi.understanding.knowledge import Knowledge
from sinergi.understanding.models import OfficeModel

_BUILDING = Lock()


def decide(text: str, known: Knowledge) -> Mapping[str, Decision]:
    """Read a text by what holds in its office: a model of the office takes the place of a rule."""
    rules: dict[str, Rule] = {
        **RULES,
        "topic": partial(topic_of, rules=known.topics),
        "place": partial(place_of, places=known.places, near=known.near),
    }
    return reader_of(tuple(pk for _, pk in known.models)).read(text, rules)


def reader_of(models: tuple[int, ...]) -> Reader:
    """Return a reader with these models and what is shipped for other heads.

    Threads that ask at once wait for one: each would otherwise build 46 MB of its own.
    """
    with _BUILDING:
        return _reader(models)


@lru_cache(maxsize=2)
def _reader(models: tuple[int, ...]) -> Reader:
    """Build a reader. Two are kept, for each remembers what it has read: megabytes."""
    rows = OfficeModel.objects.filter(pk__in=models).order_by("head")
    own = [unpack(bytes(row.weights)) for row in rows]
    named = {weights.facts.name for weights in own}
    return Reader([one for one in shipped() if one.facts.name not in named] + own)
