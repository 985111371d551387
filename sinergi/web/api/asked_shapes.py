"""What programs are told of what is asked for on one account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ninja import Schema

from sinergi.publishing import further


class AskedOut(Schema):
    """What would be said on one account: the post, the later ``parts`` of its thread, its first
    ``comment``, and the ``descriptions`` of its files in the order in which they go out.
    """

    account: int
    text: str
    parts: list[str]
    comment: str
    descriptions: list[str]
    options: dict[str, str]


def asked_out(item: Mapping[str, Any]) -> AskedOut:
    there = further.asked_before(item)
    return AskedOut(
        account=item["account"],
        text=there.parts[0],
        parts=list(there.parts[1:]),
        comment=there.comment,
        descriptions=[file["alt"] for _part, file in further.files_of(item) if file["alt"]],
        options=item["options"],
    )
