"""What goes on with a post on one account, as it is asked for, approved and handed over."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from sinergi.networks import chaining
from sinergi.networks import queries as networks
from sinergi.networks.chaining import Further
from sinergi.networks.models import Account, Delivery
from sinergi.publishing import parts


@dataclass(frozen=True, slots=True)
class Said:
    """What is said on one account: its parts, the post first, and its first comment.

    ``given`` is a comment as it was written, also where the network has none.
    """

    parts: Sequence[str]
    comment: str = ""
    given: str = ""

    @property
    def whole(self) -> str:
        return parts.words(self.parts, self.comment)


def said(network: str, text: str, comment: str = "", *, numbered: bool = False) -> Said:
    """Return what is said of a text on a network, with a comment where it has first comments."""
    found = parts.said(text, most=chaining.most_parts(network), numbered=numbered)
    there = comment if chaining.comment_limits(network) is not None else ""
    return Said(found, there, comment)


def asked(
    there: Said,
    options: Mapping[str, str],
    each: Collection[str],
    edits: Sequence[str] = (),
    media: Sequence[Sequence[Mapping[str, Any]]] = (),
) -> dict[str, Any]:
    """Return what an asked item holds beside the post itself; {}: nothing goes on with it.

    ``each`` names the options that hold for every part. ``edits`` are the remote ids that these
    words replace, that of the post first. ``media`` are the files of each later part.
    """
    if len(there.parts) < 2 and not there.comment:
        return {}
    ids = [*edits[1:], *[""] * len(there.parts)]
    own = {name: value for name, value in options.items() if name in each}
    found: dict[str, Any] = {}
    if there.parts[1:]:
        found["parts"] = [
            {"text": text, "options": own} | _replacing(ids.pop(0)) | _with(files)
            for text, files in zip_longest(there.parts[1:], media, fillvalue=())
        ]
    if there.comment:
        found["comment"] = {"text": there.comment} | _replacing(ids.pop(0))
    return found


def asked_before(item: Mapping[str, Any]) -> Said:
    """Return what an asked item says."""
    comment = item.get("comment", {}).get("text", "")
    return Said([item["text"], *(one["text"] for one in item.get("parts", ()))], comment, comment)


def each(account: Account) -> frozenset[str]:
    """Return the options of a network that hold for every part of a thread."""
    return frozenset(field.name for field in networks.options(account) if field.each)


def _replacing(remote_id: str) -> dict[str, str]:
    return {"edits": remote_id} if remote_id else {}


def _with(files: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"media": list(files)} if files else {}


def files_of(item: Mapping[str, Any]) -> list[tuple[int, Mapping[str, Any]]]:
    """Return (part, file) for all files of an asked item, in the order in which they go out."""
    each = [item["media"], *(one.get("media", ()) for one in item.get("parts", ()))]
    return [(part, file) for part, there in enumerate(each) for file in there]


def of(item: Mapping[str, Any]) -> list[Further]:
    """Return what goes on with an asked item, in the order in which it goes out."""
    kinds = Delivery.Kind
    later = [_further(kinds.PART, one) for one in item.get("parts", ())]
    return [*later, *([_further(kinds.COMMENT, item["comment"])] if "comment" in item else [])]


def _further(kind: str, one: Mapping[str, Any]) -> Further:
    return Further(
        str(kind), one["text"], one.get("options", {}), one.get("edits", ""), one.get("media", ())
    )


def expected(item: Mapping[str, Any], row: Delivery) -> str:
    """Return the fingerprint an asked item gives a part, "" where it has no such part."""
    there = of(item)
    if not 1 <= row.part <= len(there):
        return ""
    return chaining.fingerprint(item["account"], row.part, there[row.part - 1])
