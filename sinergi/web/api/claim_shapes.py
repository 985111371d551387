"""What programs say of claims that go round, and what they are told of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from sinergi.inbox.hoaxes import acting, looking, proving, texts
from sinergi.inbox.models import Evidence, Hoax
from sinergi.people.models import User
from sinergi.web.api.shapes import IdIn, Moment, Ref, Said, YesNo, one_of, ref, words

Finding = Literal["disinformation", "misinformation", "true", "clarification"]


class ClaimIn(Said):
    """A claim. ``danger``: a life may be in danger if it is believed; then nights do not count."""

    unit: IdIn
    claim: Annotated[str, words(acting.LONGEST_CLAIM, 1)]
    danger: YesNo = False


class MarkIn(Said):
    """``hoax``: a claim that is known; without one, ``claim`` is a new one."""

    hoax: IdIn | None = None
    claim: Annotated[str, words(acting.LONGEST_CLAIM)] = ""


class EvidenceIn(Said):
    """Where a claim was seen, beside the screenshot; ``seen_at`` empty: now."""

    url: Annotated[str, words(proving.LONGEST_URL)] = ""
    note: Annotated[str, words(proving.LONGEST_NOTE)] = ""
    seen_at: Moment | None = None


class ClaimCheckIn(Said):
    step: Literal["source", "picture", "context", "office", "document"]
    note: Annotated[str, words(acting.LONGEST_NOTE, 1)]


class StatementIn(Said):
    text: Annotated[str, words(acting.LONGEST_TEXT, 1)]


class FindingIn(Said):
    """``finding`` null: it cannot be clarified, and ``facts`` say why."""

    finding: Finding | None
    facts: Annotated[str, words(acting.LONGEST_TEXT, 1)]
    sources: Annotated[str, words(acting.LONGEST_SOURCES)] = ""


class ReopenIn(Said):
    reason: Annotated[str, words(acting.LONGEST_NOTE, 1)] = Field(description="What is new.")


class ClaimPublishedIn(Said):
    url: Annotated[str, words(1000, 1)]


class EvidenceOut(Schema):
    """Where it was seen. ``sha256``: of the screenshot (`GET /evidence/{id}/file`), or of words."""

    id: int
    url: str
    screenshot: bool
    sha256: str
    words: str
    note: str
    seen_at: datetime
    by: Ref


class CheckOut(Schema):
    step: str
    note: str
    by: Ref
    at: datetime


class ClaimOut(Schema):
    """A claim. ``due_at``: of the first statement, then of the result; null once it is judged, anew
    from ``reopened_at``. ``outdated``: what was published is of a judgement that was taken back."""

    id: int
    claim: str
    unit: Ref
    state: Annotated[str, one_of(Hoax.State)]
    finding: Annotated[str, one_of(Hoax.Finding, "")]
    known_at: datetime
    reopened_at: datetime | None
    danger: bool
    due_at: datetime | None
    statement: str
    facts: str
    sources: str
    published_url: str
    outdated: bool


class ClaimDetail(ClaimOut):
    """A claim with its evidence, its check and the conversations you may see."""

    evidence: list[EvidenceOut]
    checks: list[CheckOut]
    conversations: list[int]
    clarification: str = Field(description="The text to publish; empty while it is open.")


def claim_out(found: Hoax) -> ClaimOut:
    return ClaimOut(
        id=found.pk,
        claim=found.claim,
        unit=ref(found.unit),
        state=found.state,
        finding=found.finding,
        known_at=found.known_at,
        reopened_at=found.reopened_at,
        danger=found.danger,
        due_at=looking.due(found),
        statement=found.statement,
        facts=found.facts,
        sources=found.sources,
        published_url=found.published_url,
        outdated=found.outdated,
    )


def claim_detail(user: User, found: Hoax) -> ClaimDetail:
    return ClaimDetail(
        **claim_out(found).model_dump(),
        evidence=[_evidence(row) for row in found.evidence.select_related("by")],
        checks=[
            CheckOut(step=row.step, note=row.note, by=ref(row.by), at=row.at)
            for row in found.checks.select_related("by")
        ],
        conversations=[one.pk for one in looking.voices(user, found)],
        clarification=texts.clarification(found),
    )


def _evidence(row: Evidence) -> EvidenceOut:
    return EvidenceOut(
        id=row.pk,
        url=row.url,
        screenshot=bool(row.file),
        sha256=row.sha256,
        words=row.words,
        note=row.note,
        seen_at=row.seen_at,
        by=ref(row.by),
    )
