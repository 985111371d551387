"""Learn from an office's labels: in the process of ``fitting``, which alone loads what trains."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sinergi.language import reading
from sinergi.language.decisions import FLOORS, Decision, floored
from sinergi.language.heads import Heads
from sinergi.language.learning.measuring import Measured
from sinergi.language.learning.own import Learned, Said, learn
from sinergi.language.rules import parse, topic_of
from sinergi.language.weights import Weights, pack, unpack
from sinergi.understanding.fitting import Fitted, Progress, Task


def fit(task: Task, progress: Progress) -> Fitted:
    """Learn, and return the weights with their figures as pages show them.

    A head that comes with Sinergi is where learning begins; a rule that may not be overruled
    stays beneath (``floored``).
    """
    said = [Said(one.text, one.label, one.frozen) for one in task.examples]
    floor = reading.RULES[task.head] if task.head in FLOORS else None
    start = _shipped(task.head)
    found = learn(task.head, said, _before(task), progress, start=start, floor=floor)
    return Fitted(pack(found.weights), _figures(task, found))


def _shipped(name: str) -> Weights | None:
    """Return the head of this name that comes with Sinergi; None where a rule reads."""
    return next((head for head in reading.shipped() if head.facts.name == name), None)


def _before(task: Task) -> Callable[[str], Decision]:
    """Return what reads now: the office's model, its rules of topics, or what is shipped."""
    if task.before:
        return _model(task)
    if task.head == "topic":
        rules = parse(task.topics)
        return lambda text: topic_of(text, rules)
    rule = reading.RULES.get(task.head)
    return rule or (lambda text: reading.read(text)[task.head])


def _model(task: Task) -> Callable[[str], Decision]:
    """Return how the office's model reads, with the rule beneath it, if there is one."""
    heads, name = Heads([unpack(task.before)]), task.head

    def decide(text: str) -> Decision:
        found = heads.decide(name, heads.read(text))
        return floored(name, found, reading.RULES[name](text)) if name in FLOORS else found

    return decide


def _figures(task: Task, found: Learned) -> dict[str, Any]:
    crossed = found.crossed.figures
    labels = sorted(set(crossed.labels) | {s for row in crossed.confusion.values() for s in row})
    return {
        "labels": crossed.count,
        "cv": _shares(found.crossed),
        "classes": [
            {"label": label, "precision": of.precision, "recall": of.recall, "f1": of.f1,
             "n": of.count}
            for label, of in crossed.labels.items()
        ],
        "confusion": {
            "labels": labels,
            "rows": [[crossed.confusion.get(s, {}).get(t, 0) for t in labels] for s in labels],
        },
        "suspects": [
            {
                "text": task.examples[doubt.number].id,
                "said": task.examples[doubt.number].label,
                "thought": doubt.thought,
                "probability": doubt.probability,
            }
            for doubt in found.doubts
        ],
        "frozen": {
            "n": found.new.figures.count,
            "new": _shares(found.new),
            "before": _shares(found.before),
        },
    }  # fmt: skip


def _shares(measured: Measured) -> dict[str, float]:
    low, high = measured.between
    figures = measured.figures
    return {"f1": figures.macro_f1, "low": low, "high": high, "accuracy": figures.accuracy}
