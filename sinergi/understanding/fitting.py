"""Training in a process of its own: what it loads, and what it takes, is gone when it ends.

The worker writes one JSON document to the process and reads JSON lines from it: how far it is, and
at last what was learned. Run as ``python -m sinergi.understanding.fitting``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib import import_module
from typing import Any

from sinergi.lib.text import No, say

#: No training takes longer, in seconds.
LONGEST = 900


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled text. ``frozen``: only for the test."""

    id: int
    text: str
    label: str
    frozen: bool


@dataclass(frozen=True, slots=True)
class Task:
    """What to learn.

    ``before``: weights of the model that reads now; none: ``topics``, the rules of the office as
    text, or what is shipped.
    """

    head: str
    examples: Sequence[Example]
    before: bytes
    topics: str


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was learned.

    ``figures``: ``labels`` (how many were learned from), ``cv`` (macro-F1 ``f1`` with the bounds
    ``low`` and ``high`` of its 95 % interval, ``accuracy``), ``classes`` (label, precision,
    recall, f1, n), ``confusion`` (labels, rows: said × thought), ``suspects`` (text, said,
    thought, probability), ``frozen`` (n; new and before, each as cv). Shares from 0 to 1.
    """

    weights: bytes
    figures: dict[str, Any]


class Failed(Exception):
    """Nothing was learned; ``no`` says why."""

    def __init__(self, no: No) -> None:
        super().__init__(str(no))
        self.no = no


Progress = Callable[[int, int], None]
Fit = Callable[[Task, Progress], Fitted]


def in_a_process(task: Task, progress: Progress) -> Fitted:
    """Learn in another process. Raises Failed when it ends without a result."""
    sent = {**asdict(task), "before": b64encode(task.before).decode()}
    call = [sys.executable, "-m", "sinergi.understanding.fitting"]
    with subprocess.Popen(  # noqa: S603  # our own module
        call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        end = threading.Timer(LONGEST, process.kill)
        end.start()
        try:
            told = _talk(process, sent, progress)
        finally:
            end.cancel()
    if told is not None:
        return Fitted(b64decode(told["weights"]), told["figures"])
    raise Failed(No(say("Training ended early. The log of the worker says more.")))


def _talk(
    process: subprocess.Popen[str], sent: dict[str, Any], progress: Progress
) -> dict[str, Any] | None:
    """Hand the task over and pass on how far it is; return the result, or None without one."""
    assert process.stdin is not None  # noqa: S101  # asked for by the caller
    assert process.stdout is not None  # noqa: S101
    with suppress(BrokenPipeError), process.stdin:  # it ended: it has no result then
        json.dump(sent, process.stdin)
    for line in process.stdout:
        told: dict[str, Any] = json.loads(line)
        if "figures" in told:
            return told
        progress(told["done"], told["of"])
    return None


def main() -> int:
    """Read a task, learn, and write what was learned."""
    given = json.load(sys.stdin)
    examples = [Example(**one) for one in given["examples"]]
    task = Task(given["head"], examples, b64decode(given["before"]), given["topics"])
    fitted = import_module("sinergi.understanding.learned").fit(task, _tell)
    print(json.dumps({"weights": b64encode(fitted.weights).decode(), "figures": fitted.figures}))
    return 0


def _tell(done: int, of: int) -> None:
    print(json.dumps({"done": done, "of": of}), flush=True)


if __name__ == "__main__":
    sys.exit(main())
