"""What people read of policies and of where a request stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext

from sinergi.people.models import User
from sinergi.publishing.models import Approval, Policy, Signature
from sinergi.publishing.policies import choosing, commenting, passages, signing
from sinergi.publishing.policies.choosing import Required
from sinergi.publishing.policies.needs import Group, Step
from sinergi.publishing.policies.passages import Piece, Placed
from sinergi.publishing.policies.signing import Standing
from sinergi.units.models import Role


@dataclass(frozen=True, slots=True)
class Line:
    """A step in words; ``state`` is "done", "now" or "later"."""

    number: int
    words: Sequence[str]
    state: str


@dataclass(frozen=True, slots=True)
class Stands:
    """Where a request stands, for its page."""

    lines: Sequence[Line]
    signatures: Sequence[Signature]
    missing: int
    required: Required


@dataclass(frozen=True, slots=True)
class Rule:
    """A policy in words. ``here``: of the office that is looked at, not of one above."""

    policy: Policy
    lines: Sequence[Line]
    here: bool


def stands(approval: Approval) -> Stands:
    now = timezone.now()
    day = timezone.localdate(approval.due or approval.wish or now)
    required = choosing.required(approval.post, day=day)
    at = signing.standing_of(approval, approval.post, required)
    return Stands(lines_at(at), signing.signatures_of(approval), at.missing, required)


def lines_at(at: Standing) -> list[Line]:
    """Return the steps of a request, with the first that is not done marked."""
    done = at.done
    states = ["done" if n < done else "now" if n == done else "later" for n in range(99)]
    return _lines(at.required.steps, states)


def rule(policy: Policy, unit_id: int) -> Rule:
    steps = choosing.steps_of(policy)
    return Rule(policy, _lines(steps, ["later"] * len(steps)), policy.unit_id == unit_id)


def pieces(approval: Approval) -> dict[int, Sequence[Piece]]:
    """Return each account's text as asked, cut where remarks begin and end."""
    remarks = list(enumerate(commenting.of_request(approval), start=1))
    return {
        account: passages.marked(
            passages.text_of(approval, account),
            [(n, row) for n, row in remarks if row.account_id == account],
        )
        for account in {row.account_id for _n, row in remarks}
    }


def placed(rows: Sequence[Placed]) -> list[tuple[str, Sequence[Piece]]]:
    """Return each text that remarks stand in, cut where they begin and end, with its account's
    handle.
    """
    numbered = list(enumerate(rows, start=1))
    texts = {row.row.account_id: (row.row.account.handle, row.text) for row in rows if row.text}
    return [
        (
            handle,
            passages.marked(text, [(n, r.at) for n, r in numbered if r.row.account_id == pk]),
        )
        for pk, (handle, text) in texts.items()
    ]


def _lines(steps: Sequence[Step], states: Sequence[str]) -> list[Line]:
    ids = {part.person for step in steps for group in step for part in group.parts if part.person}
    names = {person.pk: str(person) for person in User.objects.filter(pk__in=ids)} if ids else {}
    return [
        Line(number, [_words(group, names) for group in step], state)
        for number, (step, state) in enumerate(zip(steps, states, strict=False), start=1)
    ]


def _words(group: Group, names: dict[int, str]) -> str:
    said = [
        names.get(part.person, "?") if part.person else str(Role(part.role).label)
        for part in group.parts
    ]
    if len(said) == 1:
        return said[0]
    text = gettext("every one of: %(who)s") if group.every else gettext("any one of: %(who)s")
    return text % {"who": ", ".join(said)}
