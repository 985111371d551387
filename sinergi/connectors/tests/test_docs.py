"""The pages about connectors tell what the code does."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from sinergi.connectors import contract, errors, exam, registry
from sinergi.connectors.contract import Connector
from sinergi.connectors.exam import Candidate, Question
from sinergi.connectors.sandbox import faults
from sinergi.connectors.tests import overview

END = "\n<!-- end of networks -->"
DOCS = Path(__file__).resolve().parents[3] / "docs" / "connectors"
WRITING = (DOCS / "writing.md").read_text()


def test_every_connector_has_its_page() -> None:
    for connector in registry.installed().values():
        assert (DOCS / f"{connector.about.guide}.md").is_file()


def test_the_page_tells_what_each_network_can_do() -> None:
    page = DOCS / "README.md"
    told = page.read_text(encoding="utf-8")
    before, start, rest = told.partition("overview.py -->\n")
    _, end, after = rest.partition(END)
    drawn = f"{before}{start}{overview.table()}{end}{after}"
    if os.environ.get("WRITE_NETWORKS"):
        page.write_text(drawn, encoding="utf-8")
        return
    assert told == drawn


def test_pages_tell_how_many_frames_a_second_a_network_takes() -> None:
    told = set()
    for connector in registry.installed().values():
        if connector.about.limits.video_rates:
            fewest, most = connector.about.limits.video_rates
            words = f"{fewest} to {most} frames" if fewest else f"at most {most} frames"
            assert words in (DOCS / f"{connector.about.guide}.md").read_text()
            told.add(connector.about.slug)
    assert told == {"instagram", "threads", "tiktok", "x"}


def test_every_ability_and_error_is_explained() -> None:
    abilities = {
        name
        for name, value in vars(contract).items()
        if isinstance(value, type) and Connector in value.__mro__ and value is not Connector
    }
    told = set(re.findall(r"^\| `(\w+)` \|", WRITING, re.MULTILINE))
    kinds = {e.__name__ for e in errors.ConnectorError.__subclasses__()}
    assert told == abilities | kinds


def test_every_question_of_the_exam_is_listed() -> None:
    listed = re.findall(r"^\* (.+)$", WRITING.split("It asks whether:")[1], re.MULTILINE)
    questions = [exam.name(question) for question in exam.QUESTIONS]
    assert listed[: len(questions)] == questions


def test_every_fault_is_listed() -> None:
    page = (DOCS / "sandbox.md").read_text()
    told = set(re.findall(r"^\| `([a-z-]+)`", page, re.MULTILINE))
    assert told == {*faults.KNOWN, "no-keys"}


def example() -> type[Connector]:
    """Return the connector that the page shows."""
    room: dict[str, Any] = {"__name__": "board"}
    shown = next(code for code in re.findall(r"```python\n(.*?)```", WRITING, re.DOTALL))
    exec(compile(shown, "writing.md", "exec"), room)  # our own page
    board: type[Connector] = room["Board"]
    return board


class Papan:
    """The network of the page's example, in one memory."""

    def __init__(self) -> None:
        self.pinned: dict[str, str] = {}

    def __call__(self, environ: dict[str, Any], start: Any) -> list[bytes]:
        told: object = {"name": "board", "title": "Papan Desa"}
        if environ["PATH_INFO"] == "/notices" and environ["REQUEST_METHOD"] == "POST":
            length = int(environ.get("CONTENT_LENGTH") or 0)
            sent = json.loads(environ["wsgi.input"].read(length))
            self.pinned[sent["reference"]] = str(len(self.pinned) + 1)
            told = {"id": str(len(self.pinned))}
        elif environ["PATH_INFO"] == "/notices":
            told = [{"id": number, "reference": key} for key, number in self.pinned.items()]
        start("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(told).encode()]


@pytest.mark.parametrize("question", exam.QUESTIONS, ids=exam.name)
def test_the_connector_the_page_shows_passes_the_exam(question: Question) -> None:
    network = Papan()
    given = {"server": "http://papan.example", "token": "token-of-the-board"}
    question(Candidate(example(), given, lambda: httpx.WSGITransport(network)))
