"""How many posts there are on which day, and what a calendar is limited to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from sinergi.publishing import queries
from sinergi.publishing.calendars.scopes import Scope
from sinergi.publishing.calendars.spans import Span, midnight

#: The groups in which days tell how many there are: those of the list of posts.
GROUPS = {
    state: name
    for name in ("draft", "in_review", "scheduled", "published", "problem")
    for state in queries.TABS[name]
}

#: One range of an index for each day. Grouping by the day of a moment would call Python for each
#: row on SQLite.
COUNTED = """
WITH day(n, since, until) AS (VALUES {days})
SELECT day.n, p.state, COUNT(*) FROM day CROSS JOIN publishing_post p
WHERE p.planned_at >= day.since AND p.planned_at < day.until AND p.state <> 'cancelled'{more}
GROUP BY day.n, p.state
"""
LABELLED = (
    " AND EXISTS (SELECT 1 FROM publishing_postlabel l WHERE l.post_id = p.id AND l.name = %s)"
)


@dataclass(frozen=True, slots=True)
class Only:
    """What a calendar is limited to: posts of a label, of a campaign (its id; 0: of all)."""

    label: str = ""
    campaign: int = 0


EVERYTHING = Only()


def by_day(span: Span, scope: Scope, only: Only) -> Mapping[date, Mapping[str, int]]:
    """Return by day and group how many posts there are."""
    if scope.offices == ():
        return {}
    there = list(span.days())
    values: list[Any] = []
    for number, day in enumerate(there):
        since, until = midnight(day), midnight(date.fromordinal(day.toordinal() + 1))
        values += [number, *map(connection.ops.adapt_datetimefield_value, (since, until))]
    more = ""
    if scope.offices is not None:
        more += f" AND p.unit_id IN ({', '.join(['%s'] * len(scope.offices))})"
        values += scope.offices
    if only.label:
        more += LABELLED
        values.append(only.label)
    if only.campaign:
        more += " AND p.campaign_id = %s"
        values.append(only.campaign)
    sql = COUNTED.format(days=", ".join(["(%s, %s, %s)"] * len(there)), more=more)
    found: dict[date, Counter[str]] = defaultdict(Counter)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        for number, state, many in cursor.fetchall():
            found[there[number]][GROUPS[state]] += many
    return found
