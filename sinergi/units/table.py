"""The table of roles as a page: ``python -m sinergi.units.table > docs/roles.md``."""

from __future__ import annotations

from collections.abc import Iterator

from sinergi.units import rules

HEAD = """# Roles

A role is given to a person in an office, from a day on, with the decree (SK) it rests on. It holds
in that office and in every office under it, until its last day or until somebody ends it. Whoever
has several roles may do what any of them allows. Who has no role sees the list of offices and their
own settings, nothing else.

**When an office has ended**, from the day after its last one, a role there is left with reading
(`post.see`, `conversation.see`, `account.see`, `answer.see`, `audit.see`): the record stays.
Nothing new is written, approved, sent or answered in its name, by roles above it neither, and what
was approved before does not go out. Roles above see what waits there, hand it to another office,
take it back or cancel it, or open the office again. Its accounts stay connected; other offices
that may write for them do.

Each verb below is checked at the one way to every object: who may not see a thing gets "not found",
who may see but not do it gets "not yours to do" - on pages, in forms and by the API alike.

This page is made from the table in `sinergi/units/rules.py` by `python -m sinergi.units.table`; a
test compares them.

## Who may do what
"""

GIVING = """
## Who may give which role

Roles are given and ended by those with the verb `appointment.edit`, in their offices, and never a
role that allows more than their own roles there. A role that nobody here may give comes from the
console: `sinergi person add` ([commands.md](commands.md)).

| Who gives | Roles they may give |
|---|---|
"""


def page() -> str:
    """Return docs/roles.md."""
    return "\n".join([HEAD, *_verbs(), GIVING.rstrip("\n"), *_giving(), ""])


def _verbs() -> Iterator[str]:
    roles = list(rules.VERBS)
    yield _row("Verb", "Meaning", *roles)
    yield "|" + "---|" * (len(roles) + 2)
    for verb, meaning in rules.VERB_MEANINGS.items():
        marks = ["yes" if verb in rules.VERBS[role] else "" for role in roles]
        yield _row(f"`{verb}`", meaning, *marks)


def _giving() -> Iterator[str]:
    for role, verbs in rules.VERBS.items():
        given = rules.to_give(verbs) if "appointment.edit" in verbs else []
        yield _row(role, ", ".join(given) or "none")


def _row(*cells: str) -> str:
    return "|" + "".join(f" {cell} |" if cell else " |" for cell in cells)


if __name__ == "__main__":
    print(page(), end="")
