"""What the rules of writing find in a text, before anybody reads it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from sinergi.language.findings import Severity
from sinergi.language.writing import Kind
from sinergi.networks.models import Account
from sinergi.publishing import checks, pictures, queries, rules
from sinergi.publishing.actions import saying
from sinergi.units import queries as offices
from sinergi.units.models import Unit
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.shapes import Id, IdIn, Moment, Said, YesNo, reading, words, writing

router = Router(tags=["posts"])

#: No post has more descriptions, and no request asks of more accounts.
MOST_ALTS, MOST_ACCOUNTS = 20, 50


class CheckIn(Said):
    """A text with its descriptions of images, and the accounts it is meant for."""

    unit: IdIn
    text: Annotated[str, words(rules.LONGEST_TEXT)] = ""
    alts: Annotated[list[Annotated[str, words(5000)]], Field(max_length=MOST_ALTS)] = []
    accounts: Annotated[list[IdIn], Field(max_length=MOST_ACCOUNTS)] = []
    kind: Annotated[Kind | None, Field(description="null: as its words say.")] = None
    leader: Annotated[YesNo, Field(description="Marked as about a leader.")] = False
    due: Annotated[Moment | None, Field(description="When it goes out; null: today.")] = None


class FindingOut(Schema):
    """Something its writer may want to change. None of it keeps a post from going out.

    ``start`` and ``end`` are characters of ``where`` ("text", or "alt" and a number); both are 0
    where it is about all of it. ``proposed`` would stand between them; null: nothing is proposed.
    """

    rule: str
    severity: Severity
    where: str
    start: int
    end: int
    what: str
    why: str
    proposed: str | None
    about: str


class FindingsOut(Schema):
    items: list[FindingOut]


@router.post("/checks", **needs("posts:write"), response=writing(FindingsOut))
def check_text(request: Asked, body: CheckIn) -> FindingsOut:
    """What the rules of writing find in a text, what matters most first. Nothing is stored."""
    user = person(request)
    unit = offices.unit_for(user, body.unit, may="post.write")
    going = list(queries.writable_accounts(user).filter(pk__in=body.accounts))
    if len(going) != len(set(body.accounts)):
        raise PermissionDenied
    says = checks.Texts(rules.tidy(body.text), {}, dict(enumerate(body.alts)))
    return _found(unit, says, going, due=body.due, kind=body.kind, leader=body.leader)


@router.get("/posts/{pk}/checks", **needs("posts:read"), response=reading(FindingsOut))
def check_post(request: Asked, pk: Id) -> FindingsOut:
    """What the rules of writing find in a saved post, with the own texts of its accounts."""
    post = queries.post_for(person(request), pk)
    targets = list(post.targets.select_related("account"))
    shown = pictures.of_post(post)
    alts = checks.described(shown)
    own = {t.account: t.text for t in targets}
    more = saying.of(post)
    says = checks.Texts(post.text, own, alts, more, files=shown)
    return _found(post.unit, says, [target.account for target in targets], leader=post.leader)


def _found(
    unit: Unit,
    says: checks.Texts,
    going: Sequence[Account],
    *,
    due: datetime | None = None,
    kind: Kind | None = None,
    leader: bool = False,
) -> FindingsOut:
    day = timezone.localdate(due)
    found = checks.findings(unit, says, going, day=day, kind=kind, leader=leader)
    told = zip(found, checks.shown(found, says, going), strict=True)
    return FindingsOut(
        items=[
            FindingOut(
                rule=f.rule,
                severity=f.severity,
                where=f.where,
                start=f.start,
                end=f.end,
                what=shown.what,
                why=shown.why,
                proposed=f.proposed,
                about=shown.about,
            )
            for (_, f), shown in told
        ]
    )
