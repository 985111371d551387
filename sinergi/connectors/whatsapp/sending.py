"""What goes out: to one person who wrote first; free within 24 hours, a template after that."""

from __future__ import annotations

from typing import Any

from sinergi.connectors.answers import MISSHAPEN, name_of, understanding
from sinergi.connectors.contract import Draft, Keep, Media, Progress, Published
from sinergi.connectors.errors import Refused, Unavailable, Unconfirmed
from sinergi.connectors.graph.api import BASE
from sinergi.connectors.whatsapp import templates
from sinergi.connectors.whatsapp.api import Api
from sinergi.connectors.whatsapp.words import Place, digits, place
from sinergi.lib.text import say

PRODUCT = {"messaging_product": "whatsapp"}


def recipient(draft: Draft) -> str:
    """Return whom a message is for. Raises Refused for what is for nobody in particular."""
    person = digits(draft.to) or (place(draft.reply_to).person if draft.reply_to else "")
    if not person:
        nobody = say(
            "WhatsApp has no posts: a message goes to one person who wrote to the office. Use a "
            "WhatsApp Channel on the office phone for all."
        )
        raise Refused(nobody)
    return person


def prepare(api: Api, draft: Draft, progress: Progress, keep: Keep) -> None:
    """Check the template, upload the file, and show the person that their message was read."""
    recipient(draft)
    if len(draft.media) > 1:
        raise Refused(say("WhatsApp takes one file in a message."))
    if templates.chosen(draft) and "template" not in progress:
        templates.check(api, draft)
        keep("template", "1")
    for media in draft.media:
        if "media0" not in progress:
            keep("media0", _upload(api, media))
    if draft.reply_to and "read" not in progress:
        _mark_read(api, draft.reply_to)
        keep("read", "1")


def _upload(api: Api, media: Media) -> str:
    """Return the id of an uploaded file; WhatsApp keeps it for 30 days."""
    with media.open() as file:
        told = api.post(
            api.phone,
            "/media",
            quiet=True,
            files={"file": (media.name, file, media.mime)},
            data={**PRODUCT, "type": media.mime},
        )
    with understanding(BASE):
        return name_of(told, "id")


def _mark_read(api: Api, remote_id: str) -> None:
    """Show two blue marks. It matters less than the answer, which goes out without it."""
    said = {**PRODUCT, "status": "read", "message_id": place(remote_id).message}
    try:
        api.post(api.phone, "/messages", quiet=True, json=said)
    except (Refused, Unavailable):
        return


def publish(api: Api, draft: Draft, key: str, progress: Progress) -> Published:
    person = recipient(draft)
    said: dict[str, Any] = {
        **PRODUCT,
        "recipient_type": "individual",
        "to": person,
        "biz_opaque_callback_data": key,  # given back with every receipt
        **_content(draft, progress),
    }
    if draft.reply_to:
        said["context"] = {"message_id": place(draft.reply_to).message}
    told = api.post(api.phone, "/messages", json=said)
    try:
        made = Place(_number(told, person), name_of(told["messages"][0], "id"))
    except MISSHAPEN as e:
        took = say("The server took the post but did not say which it became.")
        raise Unconfirmed(took) from e
    return Published(made.remote_id, made.url)


def _content(draft: Draft, progress: Progress) -> dict[str, Any]:
    template = templates.spoken(draft)
    if template is not None:
        return {"type": "template", "template": template}
    if not draft.media:
        preview = "https://" in draft.text or "http://" in draft.text
        return {"type": "text", "text": {"body": draft.text, "preview_url": preview}}
    media = draft.media[0]
    kind = _kind(media)
    file = {"id": progress["media0"]} | ({"caption": draft.text} if draft.text else {})
    if kind == "document":
        file["filename"] = media.name
    return {"type": kind, kind: file}


def _kind(media: Media) -> str:
    """Return as what a file is sent; what is neither picture nor video is a document."""
    kind = media.mime.partition("/")[0]
    return kind if kind in {"image", "video"} else "document"


def _number(told: Any, person: str) -> str:
    """Return the person's number as WhatsApp knows it, which receipts name: it may differ."""
    contacts = told.get("contacts") or []
    return digits(name_of(contacts[0], "wa_id")) if contacts else person
