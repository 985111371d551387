"""What a new post begins with: unsaved words, a template, a topic, or a text in the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.forms import UUIDField
from django.http import Http404
from django.shortcuts import get_object_or_404

from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import composing, filling, queries, rules, topics, unsaved, wording
from sinergi.publishing.models import Post, Topic, Unsaved, Wording
from sinergi.units import queries as units
from sinergi.units.models import Unit


@dataclass(frozen=True, slots=True)
class Begun:
    """``values`` of the form. ``post``: what was asked for is a post already."""

    values: Mapping[str, Any]
    kept: Unsaved | None = None
    topic: Topic | None = None
    post: int | None = None


def begun(user: User, asked: Mapping[str, str], *, new_key: UUID) -> Begun:
    """Return what an address asks a new post to begin with. Raises Http404 for what is not
    theirs.
    """
    if asked.get("draft"):
        return _kept(user, asked["draft"])
    topic = topics.topic_for(user, asked["topic"]) if asked.get("topic") else None
    unit = topic.unit if topic else _unit(user, asked.get("unit", ""))
    values = {"unit": unit, "key": new_key, "copy": 0, "language": composing.USUAL}
    values |= {name: asked[name] for name in ("campaign", "plan") if asked.get(name)}
    if asked.get("template"):
        values |= _template(asked["template"], unit, queries.writable_accounts(user))
    else:
        text = topics.begun(topic) if topic else asked.get("text", "")
        values["text"] = text[: rules.LONGEST_TEXT]
    return Begun(values, topic=topic)


def key_of(spelled: str) -> UUID | None:
    """Return the key that a form names, or nothing where it names none."""
    try:
        key: UUID | None = UUIDField(required=False).clean(spelled)
    except ValidationError:
        return None
    return key


def _kept(user: User, spelled: str) -> Begun:
    key = key_of(spelled)
    saved = Post.objects.filter(author=user, key=key).first() if key else None
    if saved is not None:
        return Begun({}, post=saved.pk)
    found = unsaved.unsaved_for(user, key)
    if found.post_id is not None:
        return Begun({}, post=found.post_id)
    values = unsaved.initial(found)
    values["unit"] = _unit(user, str(values.get("unit", "")))
    return Begun({"language": composing.USUAL, **values}, kept=found)


def _template(pk: str, unit: Unit | None, accounts: Iterable[Account]) -> dict[str, Any]:
    """Return what a template says. Its first comment stands at every account that may have one:
    where an account is not chosen it says nothing.
    """
    if unit is None or not units.is_id(pk):
        raise Http404
    row = get_object_or_404(wording.usable(unit, Wording.Kind.TEMPLATE), pk=pk)
    known = wording.known(unit)
    values: dict[str, Any] = {"title": row.name, "text": filling.filled(row.text, known)}
    if row.comment or row.numbered:
        comment = filling.filled(row.comment, known)
        for account in accounts:
            values[f"comment-{account.pk}"] = comment
            values[f"numbered-{account.pk}"] = row.numbered
    return values


def _unit(user: User, pk: str) -> Unit | None:
    mine = queries.writable_units(user)
    found = mine.filter(pk=pk).first() if units.is_id(pk) else None
    return found or mine.first()
