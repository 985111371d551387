"""What people write and what became of our messages, as WhatsApp calls to say.

https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/components
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, name_of
from sinergi.connectors.contract import Event, Incoming, Receipt
from sinergi.connectors.graph.api import BASE, span
from sinergi.connectors.graph.hooks import entries
from sinergi.connectors.whatsapp.codes import reason_of
from sinergi.connectors.whatsapp.words import Place

log = logging.getLogger(__name__)

FILES = ("image", "video", "audio", "document", "sticker")

#: What says nothing that could be answered: a thumb under a message, a number that changed.
WORDLESS = {"reaction", "system"}


def events(body: bytes) -> Iterator[Event]:
    """Yield what a call says, each about one number; its account is the number's id."""
    for entry in entries(body, "whatsapp_business_account"):
        for field, value in entry.changes:
            if field != "messages":
                continue
            try:
                number = name_of(value["metadata"], "phone_number_id")
            except MISSHAPEN:
                continue
            heard, told = tuple(_heard(value)), tuple(_receipts(value))
            if heard or told:
                yield Event(number, heard, told)


def _listed(value: Mapping[str, Any], name: str) -> list[Any]:
    found = value.get(name)
    return found if isinstance(found, list) else []


def _heard(value: Mapping[str, Any]) -> Iterator[Incoming]:
    names = dict(_names(value))
    for message in _listed(value, "messages"):
        try:
            if message["type"] not in WORDLESS and "group_id" not in message:
                yield _incoming(message, names)
        except MISSHAPEN:
            log.warning("A message that cannot be read was left out")


def _names(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for contact in _listed(value, "contacts"):
        try:
            yield name_of(contact, "wa_id"), name_of(contact["profile"], "name")
        except MISSHAPEN:
            continue


def _incoming(message: Any, names: Mapping[str, str]) -> Incoming:
    person, context = name_of(message, "from"), message.get("context") or {}
    at = Place(person, name_of(message, "id"))
    answered = context.get("id")
    return Incoming(
        remote_id=at.remote_id,
        kind="direct",
        author=f"+{person}",
        author_name=names.get(person) or f"+{person}",
        text=_text(message),
        at=span(int(message["timestamp"])),
        url=at.url,
        in_reply_to=Place(person, str(answered)).remote_id if answered else None,
        author_id=person,
        attachments=tuple(_files(message)),
    )


def _files(message: Any) -> Iterator[str]:
    """Yield the addresses that tell where a file is: with the account's token, for seven days."""
    kind = message["type"]
    if kind in FILES:
        yield f"{BASE}/{name_of(message[kind], 'id')}"


def _text(message: Any) -> str:
    """Return the words of a message, whatever kind it is."""
    kind = message["type"]
    inside = message.get(kind)
    match kind:
        case "text":
            return name_of(inside, "body")
        case "image" | "video" | "document" | "audio" | "sticker":
            return str(inside.get("caption") or "")
        case "button":
            return name_of(inside, "text")
        case "interactive":
            return _chosen(inside)
        case "location":
            told = (inside.get("name"), inside.get("address"))
            where = f"{inside['latitude']}, {inside['longitude']}"
            return ", ".join([str(word) for word in told if word] + [where])
        case "contacts":
            return "; ".join(_card(one) for one in inside)
        case "order":
            return str(inside.get("text") or "")
    return _unread(message)


def _chosen(inside: Any) -> str:
    """Return what a person pressed: a button, or a line of a list."""
    reply = inside[inside["type"]]
    title = reply.get("title") or reply.get("body") or ""
    return ": ".join(str(word) for word in (title, reply.get("description")) if word)


def _card(contact: Any) -> str:
    numbers = [str(phone["phone"]) for phone in contact.get("phones") or () if phone.get("phone")]
    return ", ".join([name_of(contact["name"], "formatted_name"), *numbers])


def _unread(message: Any) -> str:
    """Return WhatsApp's own word for what it does not pass on: a poll, a message seen once."""
    errors = message.get("errors") or [{}]
    return str(errors[0].get("title") or message["type"])


def _receipts(value: Mapping[str, Any]) -> Iterator[Receipt]:
    for status in _listed(value, "statuses"):
        try:
            at = Place(name_of(status, "recipient_id"), name_of(status, "id"))
            yield Receipt(
                remote_id=at.remote_id,
                state=name_of(status, "status"),
                key=str(status.get("biz_opaque_callback_data") or ""),
                reason=reason_of(status.get("errors")),
                url=at.url,
            )
        except MISSHAPEN:
            log.warning("A receipt that cannot be read was left out")
