"""Official warnings: words prepared for offices, taken or set aside; what is brought by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext
from ninja import Router, Schema, Status
from pydantic import Field

from sinergi.lib.hazards.reading import MOST_BYTES
from sinergi.publishing.alerts import bringing, deciding, queries, rules
from sinergi.publishing.models import Alert, AlertDraft
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.policies import office_of
from sinergi.web.api.post_shapes import PostOut, post_out
from sinergi.web.api.shapes import Id, IdIn, Ref, Said, one_of, reading, ref, words, writing

router = Router(tags=["posts"])

READS, WRITES = needs("posts:read"), needs("posts:write")


class BroughtIn(Said):
    """``text``: what is in the file, as the official source gives it (CAP 1.2 or JSON)."""

    unit: IdIn
    text: Annotated[str, Field(min_length=1, max_length=MOST_BYTES, pattern=r"^[^\x00]*$")]


class LeaveWordsIn(Said):
    reason: Annotated[str, words(300, 1)]


class WordsOut(Schema):
    """Words for one office about a warning. ``why_not``: they, or their post, may not go out now.

    ``facts`` are the eight of immediate information, "" where only people on site know.
    """

    id: int
    unit: Ref
    role: Annotated[str, one_of(AlertDraft.Role)]
    state: Annotated[str, one_of(AlertDraft.State)]
    event: str
    kind: Annotated[str, one_of(Alert.Kind)]
    source: str
    source_url: str
    begins: datetime
    ends: datetime | None
    text: str
    brief: str
    facts: dict[str, str]
    note: str
    why_not: str
    post: int | None
    follows: int | None


class WordsListOut(Schema):
    items: list[WordsOut]


@router.get("/warnings", **READS, response=reading(WordsListOut))
def list_warnings(request: Asked) -> WordsListOut:
    """The words prepared for your offices, the newest first; at most 60."""
    rows = queries.drafts_for(person(request))[: queries.MOST]
    return WordsListOut(items=[words_out(row) for row in rows])


@router.get("/warnings/{pk}", **READS, response=reading(WordsOut))
def read_warning(request: Asked, pk: Id) -> WordsOut:
    """The words prepared for one office."""
    return words_out(queries.draft_for(person(request), pk))


@router.post("/warnings", **WRITES, response=writing(WordsListOut, 201))
def bring_warning(request: Asked, body: BroughtIn) -> Status[WordsListOut]:
    """Take a warning that came another way, for an office and those under it.

    Returns the words that were prepared: none where it was known, or is over.
    """
    user = person(request)
    office = office_of(user, body.unit, may="post.write")
    taken = bringing.bring(user, office, body.text.encode(), now=timezone.now())
    rows = queries.drafts_for(user).filter(alert__in=taken)
    return Status(201, WordsListOut(items=[words_out(row) for row in rows]))


@router.post("/warnings/{pk}/posts", **WRITES, response=writing(PostOut, 201))
def take_words(request: Asked, pk: Id) -> Status[PostOut]:
    """Write a draft with prepared words, on all accounts of the office. Refused once over."""
    user = person(request)
    return Status(201, post_out(deciding.take(user, queries.draft_for(user, pk, may="post.write"))))


@router.post("/warnings/{pk}/leave", **WRITES, response=writing(WordsOut))
def leave_words(request: Asked, pk: Id, body: LeaveWordsIn) -> WordsOut:
    """Set words aside; of words that were taken, say that their post is about something else."""
    user = person(request)
    found = queries.draft_for(user, pk, may="post.write")
    act = deciding.let_go if found.post_id else deciding.set_aside
    act(user, found, body.reason)
    return words_out(queries.draft_for(user, pk))


def words_out(row: AlertDraft) -> WordsOut:
    alert = row.alert
    why = rules.why_not(state=row.state, ends=row.ends, reason=row.reason, now=timezone.now())
    return WordsOut(
        id=row.pk,
        unit=ref(row.unit),
        role=row.role,
        state=row.state,
        event=str(alert),
        kind=alert.kind,
        source=alert.attribution,
        source_url=alert.web,
        begins=alert.begins,
        ends=row.ends,
        text=row.text,
        brief=row.brief,
        facts=row.facts,
        note=gettext(alert.note) if alert.note else "",
        why_not=gettext(why) if why else "",
        post=row.post_id,
        follows=row.follows_id,
    )
