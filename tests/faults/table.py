"""The table of docs/connectors/README.md: per network and fault what happened. Made by the tests:
``WRITE_FAULTS=1 python -m pytest tests/faults`` writes it anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.faults.plays import ANYWHERE, Play
from tests.faults.stage import Ended

PAGE = Path(__file__).resolve().parents[2] / "docs" / "connectors" / "README.md"
START, END = "<!-- faults: made by tests/faults -->\n", "<!-- end of faults -->\n"
WRITES = "WRITE_FAULTS" in os.environ

#: A network, a form of its posts, a fault.
Key = tuple[str, str, str]
#: What happened.
Happened = Mapping[Key, str]


def words(ended: Ended, again: Ended | None = None) -> str:
    """Return what happened as a person reads it."""
    match ended.state:
        case "sent":
            return "out once, found by looking" if ended.doubted else "out once"
        case "unsure":
            seen = "it is out" if ended.public else "it is not out"
            return f"a person is asked ({seen})"
        case "failed":
            return "not out, and said why" if not ended.public else "OUT, and said to have failed"
        case _ if ended.signed_out:
            after = " and then out once" if again and again.state == "sent" else ""
            return f"waits until somebody reconnects{after}"
        case state:
            return f"still {state}"


def compare(network: str, form: str, happened: Mapping[str, str]) -> None:
    """Hold what happened, by fault, against the page; or write it there."""
    found = {(network, form, fault): what for fault, what in happened.items()}
    told = {key: what for key, what in parsed().items() if key[:2] == (network, form)}
    if WRITES:
        _write({**{k: w for k, w in parsed().items() if k not in told}, **found})
    else:
        assert found == told, f"{PAGE.name} tells of something else"


def pairs() -> set[tuple[str, str]]:
    """Return the networks the page tells of, each with the forms of its posts."""
    return {key[:2] for key in parsed()}


def keep_only(tested: set[tuple[str, str]]) -> None:
    """Take off the page what is no longer tested."""
    _write({key: what for key, what in parsed().items() if key[:2] in tested})


def of(plays: Iterable[Play]) -> set[tuple[str, str]]:
    return {(play.network, play.form) for play in plays}


def parsed() -> dict[Key, str]:
    """Return what the page tells."""
    text = PAGE.read_text(encoding="utf-8").partition(START)[2].partition(END)[0]
    rows = [line.strip("| ").split(" | ") for line in text.splitlines()[2:]]
    return {
        (network, form, fault): what
        for network, forms, fault, what in rows
        for form in forms.split(", ")
    }


def _write(happened: Happened) -> None:
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    after = rest.partition(END)[2]
    text = "\n".join(_lines(happened))
    PAGE.write_text(f"{before}{START}{text}\n{END}{after}", encoding="utf-8")


def _lines(happened: Happened) -> Iterator[str]:
    """Yield the table in Markdown. Forms that ended the same way share a row."""
    yield "| network | what | fault | what happened |"
    yield "|---|---|---|---|"
    together: dict[Key, list[str]] = {}
    for (network, form, fault), what in sorted(happened.items()):
        together.setdefault((network, fault, what), []).append(form)
    rows = [(network, forms, fault, what) for (network, fault, what), forms in together.items()]
    for network, forms, fault, what in sorted(rows, key=_place):
        yield f"| {network} | {', '.join(forms)} | {fault} | {what} |"


def _place(row: tuple[str, list[str], str, str]) -> tuple[str, bool, int, str, list[str]]:
    """Order posts before calls; of each what can happen anywhere before a network's own."""
    network, forms, fault, _ = row
    known = ANYWHERE.index(fault) if fault in ANYWHERE else len(ANYWHERE)
    return network, CALLS in forms, known, fault, forms


#: What stands instead of the form of a post where a network calls us.
CALLS = "webhook"
