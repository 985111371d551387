"""Read messages, tell how well they are read, or train the heads that come with the program."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from math import isfinite
from pathlib import Path
from typing import Any, TextIO

from sinergi.cli.problems import Problem, standard_input
from sinergi.language import reading
from sinergi.language.decisions import HEADS, Decision
from sinergi.language.figures import Answer, Figures, figures
from sinergi.language.learning.sets import BadLine
from sinergi.language.rules import DEFAULT
from sinergi.language.weights import BadWeights, pack
from sinergi.language.writing import Draft, check, mask

_DIGITS = 4_300  # of a whole number, in which Python writes it again
_SHOWN = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("read", help='JSON lines {"id", "text"} in, {"id", "heads"} out, in order')
    evaluate = acts.add_parser("evaluate", help="figures on files of labelled messages")
    evaluate.add_argument("files", nargs="+", type=Path, metavar="FILE", help="JSON lines")
    evaluate.add_argument("--head", choices=HEADS, help="which (default: the one with the labels)")
    evaluate.add_argument("--json", action="store_true", help="one JSON object for each file")
    acts.add_parser("check", help="a text in; what its writer may want to change out")
    train = acts.add_parser("train", help="train the shipped heads anew, to the same bytes")
    train.add_argument("--data", required=True, type=Path, metavar="DIR", help="the sets")
    train.add_argument("--out", type=Path, metavar="DIR", help="where weights go (default: here)")
    train.add_argument("--head", choices=reading.SHIPPED, action="append", help="only this head")


def run(args: argparse.Namespace) -> int:
    try:
        match args.act:
            case "read":
                return _read(standard_input().buffer, sys.stdout)
            case "check":
                return _check(standard_input().buffer.read(), sys.stdout)
            case "evaluate":
                return _evaluate(args.files, args.head, as_json=args.json)
            case _:
                return _train(args)
    except BadLine as e:
        raise Problem(f"{e}. No weights were changed.") from e
    except BadWeights as e:
        raise Problem(f"{e} Run: sinergi language train --data DIR") from e


def _read(lines: Iterable[bytes], out: TextIO) -> int:
    """Read line by line; a bad line is told by its number on the error output, and left out."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            told = _told(line)
            known, text = told["id"], told["text"]
        except (ValueError, KeyError, TypeError, RecursionError) as e:
            print(f"line {number}: {_reason(e)}", file=sys.stderr, flush=True)
            continue
        heads = {name: _shown(decision) for name, decision in reading.read(text).items()}
        heads["topic"]["offices"] = list(DEFAULT.offices(str(heads["topic"]["label"])))
        out.write(json.dumps({"id": known, "heads": heads}) + "\n")
        out.flush()
    return 0


def _check(given: bytes, out: TextIO) -> int:
    """Write each finding as a JSON line, what matters most first."""
    try:
        text = given.decode("utf-8-sig").strip()
    except UnicodeDecodeError as e:
        raise Problem("The text on standard input is no UTF-8.") from e
    for finding in check(Draft(text)):
        told = asdict(finding) | {"what": finding.what.format(**finding.facts)}
        out.write(json.dumps(told, ensure_ascii=False) + "\n")
    return 0


def _told(line: bytes) -> dict[str, Any]:
    """Return what a line holds: at least a text."""
    told = json.loads(line, parse_constant=_number, parse_float=_number, parse_int=_whole)
    if not isinstance(told, dict):
        raise TypeError("no JSON object")
    if not isinstance(told["text"], str):
        raise TypeError('"text" is no text')
    return told


def _number(digits: str) -> float:
    """Return a number; what JSON cannot write again is none."""
    told = float(digits)
    if not isfinite(told):
        raise ValueError(f"{digits[:_SHOWN]} is no number that JSON has")
    return told


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise ValueError(f"a number has {len(digits)} digits; write it as a text")
    return int(digits)


def _reason(problem: Exception) -> str:
    match problem:
        case RecursionError():
            return "nested too deeply"
        case json.JSONDecodeError():
            return f"no JSON: {problem.msg}"
        case UnicodeDecodeError():
            return "no UTF-8"
        case KeyError():
            return f'"{problem.args[0]}" is missing'
        case _:
            return str(problem)


def _shown(decision: Decision) -> dict[str, object]:
    return {
        "label": decision.label,
        "probabilities": {k: round(p, 4) for k, p in decision.probabilities.items()},
        "abstained": decision.abstained,
        "words": [list(word) for word in decision.words],
    }


def _evaluate(files: list[Path], head: str | None, *, as_json: bool) -> int:
    for file in files:
        told = list(_labelled(file))
        if not told:
            raise Problem(f"{file} holds no labelled messages.")
        name = head or _head(file, told)
        reading.read("")  # loads the weights
        start = time.perf_counter()
        decided = [reading.read(message.text)[name] for message in told]
        speed = len(told) / (time.perf_counter() - start)
        for language in _languages(told):
            answers = [
                Answer(message.language if name == "language" else message.label, d.probabilities)
                for message, d in zip(told, decided, strict=True)
                if language in {"", message.language}
            ]
            part = Part(file.name, name, language, figures(answers), speed)
            print(part.line() if as_json else part.text())
    return 0


@dataclass(frozen=True, slots=True)
class Message:
    text: str
    label: str
    language: str


@dataclass(frozen=True, slots=True)
class Part:
    """Figures of a file, or of one language in it; ``speed`` is messages a second."""

    file: str
    head: str
    language: str
    figures: Figures
    speed: float

    def line(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    def text(self) -> str:
        found = self.figures
        low, high = found.between
        about = f"{self.file}{f' [{self.language}]' if self.language else ''}: {self.head}"
        lines = [
            f"{about}, {found.count} messages, {self.speed:.0f} a second",
            (
                f"  macro-F1 {100 * found.macro_f1:.1f}   accuracy {100 * found.accuracy:.1f} "
                f"({100 * low:.1f} to {100 * high:.1f})   ECE {found.ece:.3f}   "
                f"kept at 90 % accuracy {100 * found.kept:.0f} %"
            ),
        ]
        for label, of in found.labels.items():
            given = ", ".join(f"{n} {said}" for said, n in found.confusion[label].items() if n)
            lines.append(
                f"  {label:<10} F1 {100 * of.f1:5.1f}  precision {100 * of.precision:5.1f}  "
                f"recall {100 * of.recall:5.1f}  of {of.count}: {given}"
            )
        return "\n".join(lines)


def _labelled(file: Path) -> Iterator[Message]:
    """Read labelled messages. A line that holds none is a problem: figures would be wrong.

    Labels are printed, and a wrong column may hold what a citizen wrote: personal data is masked.
    """
    masked = cache(mask)
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                told = _told(line)
                yield Message(
                    told["text"],
                    masked(_plain(told["label"])),
                    masked(_plain(told.get("lang", ""))),
                )
            except (ValueError, KeyError, TypeError, RecursionError) as e:
                raise Problem(f"{file}, line {number}: {_reason(e)}.") from e


def _plain(told: object) -> str:
    """Return a value as it can be printed: without halves of letters."""
    return str(told).encode("utf-8", "replace").decode()


def _languages(told: Sequence[Message]) -> list[str]:
    """Return the languages to tell apart, and "" for all of them."""
    several = sorted({message.language for message in told})
    return ["", *filter(None, several)] if len(several) > 1 else [""]


def _head(file: Path, told: Sequence[Message]) -> str:
    """Return the head that knows the labels of a file."""
    labels = {message.label for message in told}
    for name, decision in reading.read("").items():
        if labels <= set(decision.probabilities):
            return name
    raise Problem(f"{file}: no head knows the labels {', '.join(sorted(labels)[:5])}. Say --head.")


def _train(args: argparse.Namespace) -> int:
    """Train; the trainer is loaded only here, for it needs what reading does without."""
    if find_spec("sklearn") is None:
        raise Problem("Training needs scikit-learn: pip install -r requirements/learn.txt")
    recipes = import_module("sinergi.language.learning.recipes").RECIPES
    train = import_module("sinergi.language.learning.shipped").train
    making = import_module("sinergi.language.learning.made")
    folder = args.out or Path(reading.__file__).parent / "weights"
    folder.mkdir(parents=True, exist_ok=True)
    for recipe in recipes:
        if args.head and recipe.name not in args.head:
            continue
        start = time.perf_counter()
        content = pack(train(recipe, args.data))
        (folder / f"{recipe.name}.weights").write_bytes(content)
        if not args.out:
            making.note(recipe.name, making.made(recipe, args.data, content))
        took = time.perf_counter() - start
        print(f"{recipe.name:<10} {len(content):>9} bytes  {took:.1f} s", flush=True)
    return 0
