"""Pictures that go with answers. The room that keeps files stands above: it is asked by signals.

An item is {"file", "small", "name", "mime", "size", "sha256", "alt"} with "width" and "height"
where they are known: ``file`` and ``small`` (the same in a few pixels) are names in the default
storage, ``sha256`` is that of what came. What goes out in its place is such an item, too, with
that in ``source``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.dispatch import Signal

from sinergi.connectors.contract import Limits
from sinergi.lib.text import No
from sinergi.networks import signals
from sinergi.networks.models import Account, Delivery, DeliveryFile
from sinergi.units.models import Unit

Item = Mapping[str, Any]

#: So many pictures an answer has at the most, whatever its network takes.
MOST = 10


@dataclass(frozen=True, slots=True)
class Fitted:
    """Pictures as one account takes them, and why they cannot go out now; ``waiting``: only because
    one of them is still being made.
    """

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


def objection(unit: Unit, sources: Sequence[str]) -> str:
    """Return why an office may not use some pictures now, as words to be translated, or ""."""
    return str(_told(signals.usable, unit=unit, sources=sources)) if sources else ""


def keep(delivery: Delivery, items: Iterable[Item]) -> None:
    """Write down which files an answer shows, inside the transaction that queued it."""
    sources = dict.fromkeys(source_of(item) for item in items)
    DeliveryFile.objects.bulk_create(
        DeliveryFile(delivery=delivery, source=source) for source in sources
    )


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
