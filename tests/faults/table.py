"""The table of docs/connectors/README.md: per network and fault what happened. Made by the tests:
``WRITE_FAULTS=1 python -m pytest tests/faults`` writes it anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.faults.stage import ANYWHERE, Ended

PAGE = Path(__file__).resolve().parents[2] / "docs" / "connectors" / "README.md"
START, END = "<!-- faults: made by tests/faults -->\n", "<!-- end of faults -->\n"

#: What happened, by network and fault.
Happened = Mapping[tuple[str, str], str]


def words(ended: Ended, again: Ended | None = None) -> str:
    """Return what happened as a person reads it."""
    match ended.state:
        case "sent":
            return "out once, found by looking" if ended.looked else "out once"
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


def drawn(happened: Happened) -> str:
    """Return the table in Markdown, a row for each network and fault."""
    order = list(ANYWHERE)
    rows = sorted(
        happened.items(),
        key=lambda item: (item[0][0], order.index(item[0][1]) if item[0][1] in order else 99, item),
    )
    lines = ["| network | fault | what happened |", "|---|---|---|"]
    lines += [f"| {network} | {fault} | {what} |" for (network, fault), what in rows]
    return "\n".join(lines) + "\n"


def on_the_page() -> str:
    text = PAGE.read_text(encoding="utf-8")
    return text.partition(START)[2].partition(END)[0]


def write(happened: Happened) -> None:
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{START}{drawn(happened)}{END}{after}", encoding="utf-8")
