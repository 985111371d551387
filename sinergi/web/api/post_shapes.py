"""What programs say of posts, and what they are told of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import AfterValidator, Field

from sinergi.lib.text import say
from sinergi.publishing import content, queries, rules, shown
from sinergi.publishing.bulk import labels
from sinergi.publishing.models import Post, Target
from sinergi.web.api.media import Given, ImageOut, images_of
from sinergi.web.api.shapes import IdIn, Moment, Ref, Said, YesNo, one_of, ref, words

MOST_TARGETS = 1000

Text = Annotated[str, words(rules.LONGEST_TEXT)]
Title = Annotated[str, words(rules.LONGEST_TITLE)]
Group = Literal["", "draft", "in_review", "scheduled", "published", "problem", "cancelled"]
KindOf = Literal["", "ordinary", "service", "campaign", "ceremony", "immediate"]
Name = Annotated[str, words(40, 1)]
Answer = Annotated[str, words(200)]


class TargetIn(Said):
    """An account it goes to; ``text`` empty: the post's own text. A line of three dashes begins the
    next part of a thread. ``comment`` is its first comment, ``numbered`` says whether parts say
    which they are; null: as they are.
    """

    account: IdIn
    text: Text = ""
    comment: Text | None = None
    numbered: YesNo | None = None
    options: Annotated[dict[Name, Answer], Field(max_length=20)] = {}


def _once_each(targets: list[TargetIn]) -> list[TargetIn]:
    if len({target.account for target in targets}) < len(targets):
        raise ValueError(say("An account stands here twice."))
    return targets


Targets = Annotated[list[TargetIn], Field(max_length=MOST_TARGETS), AfterValidator(_once_each)]


Labels = Annotated[list[Annotated[str, words(labels.LONGEST, 1)]], Field(max_length=labels.MOST)]


class PostIn(Said):
    unit: Annotated[IdIn, Field(description="The office it is written for.")]
    title: Title = ""
    text: Text = ""
    targets: Targets = []
    media: Given = []
    labels: Labels = []


class PostEdit(Said):
    """The whole post as it shall be. Its files stay as they are where ``media`` is null, its labels
    where ``labels`` is.
    """

    version: Annotated[IdIn, Field(description="The version you changed.")]
    title: Title = ""
    text: Text = ""
    targets: Targets = []
    media: Given | None = None
    labels: Labels | None = None


class MoveIn(Said):
    due: Moment


class PostLine(Schema):
    """A post in a list. ``title`` falls back to the beginning of the text."""

    id: int
    title: str
    state: Annotated[str, one_of(Post.State)]
    version: int
    changed: datetime
    unit: Ref
    author: Ref
    networks: list[str]


class PostPart(Schema):
    """What is said in one part of a thread, the post itself first, or in all where it is alone."""

    text: str
    length: int


class TargetOut(Schema):
    """An account a post goes to. ``length`` and ``limit`` are counted as its network counts; in a
    thread, of the first of its ``parts``.
    """

    account: Ref
    network: str
    text: str
    comment: str
    numbered: bool
    parts: list[PostPart]
    options: dict[str, str]
    delivery: int | None
    length: int
    limit: int | None


class PostOut(Schema):
    """A post. ``problems`` is what keeps it from being asked for, in the reader's language."""

    id: int
    unit: Ref
    author: Ref
    title: str
    text: str
    state: Annotated[str, one_of(Post.State)]
    version: int
    created: datetime
    changed: datetime
    due: datetime | None
    planned: datetime | None
    labels: list[str]
    approval: int | None
    targets: list[TargetOut]
    images: list[ImageOut]
    problems: list[str]
    kind: Annotated[str, one_of(Post.Kind)]
    leader: bool


def post_out(post: Post) -> PostOut:
    waiting, valid = queries.waiting_of(post), queries.valid_of(post)
    return PostOut(
        id=post.pk,
        unit=ref(post.unit),
        author=ref(post.author),
        title=post.title,
        text=post.text,
        state=post.state,
        version=post.version,
        created=post.created,
        changed=post.changed,
        due=valid.due if valid else None,
        planned=post.planned_at,
        labels=labels.of(post),
        approval=waiting.pk if waiting else None,
        targets=[_target(target, post) for target in queries.targets_of(post)],
        images=images_of(post),
        problems=shown.problems_of_post(post) if post.state in rules.ASKABLE else [],
        kind=post.kind,
        leader=post.leader,
    )


def line_out(row: queries.PostRow) -> PostLine:
    return PostLine(
        id=row.id,
        title=row.title,
        state=row.state,
        version=row.version,
        changed=row.changed,
        unit=Ref(id=row.unit_id, name=row.unit),
        author=Ref(id=row.author_id, name=row.author),
        networks=list(row.networks),
    )


def _target(target: Target, post: Post) -> TargetOut:
    there = content.destination_of(target, post)
    first = PostPart(text=there.text, length=there.length)
    return TargetOut(
        account=Ref(id=target.account_id, name=target.account.handle),
        network=target.account.network,
        text=target.text,
        comment=target.comment,
        numbered=target.numbered,
        parts=[first, *(PostPart(text=one.text, length=one.length) for one in there.later)],
        options=target.options,
        delivery=target.delivery_id,
        length=there.length,
        limit=there.limits.text if there.limits else None,
    )
