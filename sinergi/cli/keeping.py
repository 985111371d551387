"""What ``check`` says of messages that nobody has decided to keep so long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sinergi.cli.findings import Finding
from sinergi.inbox.privacy import beginning
from sinergi.units import queries as units

#: So many people are named.
MOST = 10


def of_messages(now: datetime) -> Iterator[Finding]:
    """Return that messages are older than every term, where no coordinator let it begin."""
    waiting = beginning.unlooked(now)
    if not waiting:
        return
    names = {str(person) for pk in waiting for person in units.people_with(beginning.KEEP, pk)}
    who = ", ".join(sorted(names)[:MOST])
    yield Finding(
        f"{sum(waiting.values())} closed conversations are older than every term, "
        "and nothing is taken out yet.",
        "Words and names of the public are kept longer than anybody needs them.",
        f"A coordinator looks at /kerja/kotak-masuk/privasi/ and lets it begin: {who}."
        if who
        else "Nobody may let it begin yet. Run: sinergi person add … --role coordinator",
        warning=True,
    )
