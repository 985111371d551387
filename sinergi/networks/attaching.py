"""Pictures that go with answers. The room that keeps files stands above: it is asked by signals.

An item is {"file", "small", "name", "mime", "size", "sha256", "alt"} with "width" and "height"
where they are known: ``file`` and ``small`` (the same in a few pixels) are names in the default
storage, ``sha256`` is that of what came. What goes out in its place is such an item, too, with
that in ``source``. While that is being made, its ``file`` is "" and ``recipe`` says how: the answer
waits for it (``missing``), and is never sent without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import IO, Any

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from sinergi.connectors.contract import Limits
from sinergi.lib.text import No, say
from sinergi.networks import ending, outcomes, signals
from sinergi.networks.models import Account, Delivery, DeliveryFile
from sinergi.networks.sending import frozen
from sinergi.units.models import Unit

Item = Mapping[str, Any]

SPOILED = say("A picture of this answer could not be prepared. Answer anew, with another one.")
#: So long an answer waits for its pictures; then its writer is told.
PATIENCE = timedelta(hours=1)
#: So many pictures an answer has at the most, whatever its network takes.
MOST = 10


@dataclass(frozen=True, slots=True)
class Fitted:
    """Pictures as one account takes them, or why they cannot go out. ``waiting``: one of them is
    still being made."""

    items: Sequence[Item]
    problem: No | None = None
    waiting: bool = False


def brought(content: IO[bytes], *, name: str) -> Item:
    """Store an uploaded picture: without its place, as an item. Raises No for what is none."""
    found: Item = _told(signals.brought, content=content, name=name)
    return found


def fitted(account: Account, unit: Unit, items: Sequence[Item], limits: Limits) -> Fitted:
    """Have pictures made as ``limits`` say, where they are not yet; return them."""
    if not items:
        return Fitted(())
    told = {"account": account, "unit": unit, "items": items, "limits": limits}
    found: Fitted = _told(signals.fitting, **told)
    return found


@dataclass(frozen=True, slots=True)
class Offer:
    """A picture of the library: the id of its entry, its title, and what an answer would carry."""

    entry: int
    title: str
    item: Item


def offered(unit: Unit, words: str) -> Sequence[Offer]:
    """Return pictures of the library that an office may use today, by words of theirs."""
    found: Sequence[Offer] = _told(signals.offered, unit=unit, words=words, entry="")
    return found


def offered_one(unit: Unit, entry: str) -> Item | None:
    """Return a picture of the library that an office may use today, described as it is there."""
    found: Sequence[Offer] = _told(signals.offered, unit=unit, words="", entry=entry)
    return found[0].item if found else None


def objection(unit: Unit, sources: Sequence[str]) -> str:
    """Return why an office may not use some pictures now, as words to be translated, or ""."""
    return str(_told(signals.usable, unit=unit, sources=sources)) if sources else ""


def keep(delivery: Delivery, items: Iterable[Item]) -> None:
    """Write down which files an answer shows, inside the transaction that queued it."""
    sources = dict.fromkeys(source_of(item) for item in items)
    DeliveryFile.objects.bulk_create(
        DeliveryFile(delivery=delivery, source=source) for source in sources
    )


def missing(items: Iterable[Item]) -> bool:
    """True while one of some pictures is still being made."""
    return any(item.get("file") == "" for item in items)


def patience(items: Iterable[Item]) -> timedelta:
    """Return how long what carries some pictures waits before anybody looks at it."""
    return PATIENCE if missing(items) else timedelta(0)


def made(source: str, recipe: str, make: Callable[[Item], Item]) -> None:
    """Put a picture that was made into the answers that wait for it; they go out when they have
    all. Inside the transaction that made it known, which holds its row: whoever queued an answer
    held it, too.
    """
    for row in _waiting_for(source, recipe):
        same = row.fingerprint == frozen(row)
        row.media = [dict(make(item)) if _is(item, source, recipe) else item for item in row.media]
        if same:  # what was changed meanwhile keeps the old one, and is refused
            row.fingerprint = frozen(row)
        if not missing(row.media):
            row.next_try = timezone.now()
        row.save(update_fields=["media", "fingerprint", "next_try"])


def spoiled(source: str, recipe: str) -> None:
    """Stop the answers that wait for a picture which could not be made; their writers are told."""
    with transaction.atomic():
        rows = [row for row in _waiting_for(source, recipe) if row.state == Delivery.State.WAITING]
        signals.lock_above(rows)
        for row in rows:
            outcomes.forbid(row, SPOILED, now=timezone.now())
        ending.tell(rows)


def _waiting_for(source: str, recipe: str) -> list[Delivery]:
    over = [Delivery.State.SENT, Delivery.State.CANCELLED]
    rows = Delivery.objects.filter(files__source=source).exclude(state__in=over)
    held = rows.select_for_update(of=("self",)).order_by("pk")
    return [row for row in held if any(_is(item, source, recipe) for item in row.media)]


def _is(item: Item, source: str, recipe: str) -> bool:
    return not item["file"] and (item.get("source"), item.get("recipe")) == (source, recipe)


def source_of(item: Item) -> str:
    return str(item.get("source") or item["sha256"])


def shown(items: Iterable[Item]) -> list[tuple[str, str]]:
    """Return what people see of pictures: which each is, and how it is described."""
    return [(source_of(item), str(item.get("alt", ""))) for item in items]


def held() -> set[str]:
    """Return which files the rooms above need for what is not on its way yet."""
    answers: list[tuple[Any, Any]] = signals.holding.send(Delivery)
    return {source for _, found in answers for source in found}


def _told(signal: Signal, **asked: Any) -> Any:
    return next(found for _, found in signal.send(Delivery, **asked) if found is not None)
