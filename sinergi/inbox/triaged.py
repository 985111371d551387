"""What triage looks at: conversations of texts that were read, and their newest words. A query for
a batch each, kept ready."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import BigIntegerField, Max, QuerySet

from sinergi.inbox.models import Conversation, Message
from sinergi.lib import rows
from sinergi.lib.among import Among
from sinergi.lib.prepared import prepared
from sinergi.understanding.models import Text
from sinergi.units.models import Unit

_COLUMNS, _UNIT_COLUMNS = rows.names(Conversation), rows.names(Unit)
_SEEN_OF_TEXT = ("id", "text", "decisions", "danger")


def locked(ids: Sequence[int]) -> list[Conversation]:
    """Return the conversations of these texts with their offices, locked in the order all lock
    them."""
    read = _of_texts().run(texts=ids)
    found = [rows.read(Conversation, _COLUMNS, values) for values in read]
    told = _offices().run(units={one.unit_id for one in found})
    offices = {values[0]: rows.read(Unit, _UNIT_COLUMNS, values) for values in told}
    for one in found:
        one.unit = offices[one.unit_id]
    return found


@prepared
def _of_texts() -> QuerySet[Any, Any]:
    said = Message.objects.filter(Among("understood_id", "texts", BigIntegerField()))
    found = Conversation.objects.filter(pk__in=said.values("conversation"))
    return found.select_for_update().order_by("pk").values_list(*_COLUMNS)


@prepared
def _offices() -> QuerySet[Any, Any]:
    found = Unit.objects.filter(Among("id", "units", BigIntegerField()))
    return found.order_by().values_list(*_UNIT_COLUMNS)


def newest(found: Sequence[Conversation], texts: Mapping[int, Text]) -> dict[int, Text]:
    """Return the newest words of each conversation that are understood or waiting to be; ``texts``
    are known by their ids."""
    last = _newest([one.pk for one in found])
    missing = [pk for pk in last.values() if pk not in texts]
    read = _texts().run(texts=missing) if missing else ()
    others = {values[0]: rows.read(Text, _SEEN_OF_TEXT, values) for values in read}
    return {pk: texts.get(text) or others[text] for pk, text in last.items()}


def newest_texts(conversations: Sequence[int]) -> list[int]:
    """Return the ids of the newest words of some conversations, where they have any."""
    return list(_newest(conversations).values())


def _newest(conversations: Sequence[int]) -> dict[int, int]:
    return dict(_last_texts().run(conversations=conversations))


@prepared
def _last_texts() -> QuerySet[Any, Any]:
    said = Message.objects.filter(
        Among("conversation_id", "conversations", BigIntegerField()), understood__isnull=False
    )
    last = said.order_by().values("conversation").annotate(last=Max("pk")).values("last")
    newest = Message.objects.filter(pk__in=last).order_by()
    return newest.values_list("conversation_id", "understood_id")


@prepared
def _texts() -> QuerySet[Any, Any]:
    found = Text.objects.filter(Among("id", "texts", BigIntegerField()))
    return found.order_by().values_list(*_SEEN_OF_TEXT)


def danger_waits(found: Sequence[Conversation]) -> set[int]:
    """Return where words of a danger to life are unanswered, whatever was said after them."""
    since = {one.pk: one.waiting_since for one in found if one.waiting_since is not None}
    told = _dangers().run(conversations=list(since)) if since else ()
    return {pk for pk, at in told if at >= since[pk]}


@prepared
def _dangers() -> QuerySet[Any, Any]:
    said = Message.objects.filter(
        Among("conversation_id", "conversations", BigIntegerField()), understood__danger=True
    )
    return said.order_by().values_list("conversation_id", "at")
