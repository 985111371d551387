"""What goes out: one visible request, with the files in it or sent ahead to the log channel."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, understanding
from sinergi.connectors.contract import Draft, Keep, Media, Progress, Published
from sinergi.connectors.errors import Refused, Unconfirmed
from sinergi.connectors.telegram.api import BASE, Api
from sinergi.connectors.telegram.words import address, number, place, place_of
from sinergi.lib.text import say

#: Kept instead of an id of a file that must go with the post itself: Telegram made an animation
#: of a video without sound, and albums do not take those.
ALONG = "-"


def prepare(api: Api, draft: Draft, progress: Progress, keep: Keep, *, log: str) -> None:
    """Send the files ahead, where there is a log channel that nobody else reads.

    The visible request then names them by id and is over at once. Without a log channel they go
    with it: Telegram takes files only as messages.
    """
    for place_, media in enumerate(draft.media if log else ()):
        name = f"file{place_}"
        if name in progress:
            continue
        with understanding(BASE):
            keep(name, _sent_ahead(api, media, log))


def _sent_ahead(api: Api, media: Media, log: str) -> str:
    """Send a file to the log channel and return its id."""
    method, kind = ("sendVideo", "video") if media.video else ("sendPhoto", "photo")
    try:
        with media.open() as file:
            message = api.post(
                method,
                quiet=True,
                files={kind: (media.name, file, media.mime)},
                chat_id=number(log),
                disable_notification=True,
                **_shape(media),
            )
    except Refused as e:
        ahead = say("The log channel did not take {name}: {reason}")
        raise Refused(ahead, name=media.name, reason=str(e)) from e
    return _file_id(message, kind)


def _file_id(message: Any, kind: str) -> str:
    found = message.get(kind)
    if kind == "photo":
        found = found[-1]  # sizes of one picture, the largest last
    elif found is None and message["animation"]:
        return ALONG
    identity = found["file_id"]
    if not isinstance(identity, str) or not identity:
        raise TypeError("a file without its id")
    return identity


def _shape(media: Media) -> dict[str, Any]:
    """Return what makes a video play at once and in its own shape."""
    if not media.video:
        return {}
    known = {"width": media.width, "height": media.height, "duration": round(media.seconds)}
    return {name: value for name, value in known.items() if value} | {"supports_streaming": True}


def publish(api: Api, draft: Draft, progress: Progress, *, chat: str) -> Published:
    where = target(draft, chat, api.chats.moved)
    if not draft.media:
        quiet = draft.options.get("preview") == "off"
        preview = {"is_disabled": True} if quiet else None
        told = api.post("sendMessage", text=draft.text, link_preview_options=preview, **where)
        return _published(told)
    with ExitStack() as opened:
        files = {
            f"file{n}": (media.name, opened.enter_context(media.open()), media.mime)
            for n, media in enumerate(draft.media)
            if progress.get(f"file{n}", ALONG) == ALONG
        }
        if len(draft.media) > 1:
            told = _album(api, draft, progress, files, where)
        else:
            told = _single(api, draft, progress, files, where)
    return _published(told)


def _single(
    api: Api, draft: Draft, progress: Progress, files: dict[str, Any], where: dict[str, Any]
) -> Any:
    media = draft.media[0]
    method, kind = ("sendVideo", "video") if media.video else ("sendPhoto", "photo")
    words: dict[str, Any] = {"caption": draft.text or None, **_shape(media), **where}
    if files:
        return api.post(method, files={kind: files["file0"]}, **words)
    words[kind] = progress["file0"]
    return api.post(method, **words)


def _album(
    api: Api, draft: Draft, progress: Progress, files: dict[str, Any], where: dict[str, Any]
) -> Any:
    """Send two to ten files as one; the caption of the first is shown for all."""
    items: list[dict[str, Any]] = []
    for n, media in enumerate(draft.media):
        name = f"file{n}"
        source = f"attach://{name}" if name in files else progress[name]
        kind = "video" if media.video else "photo"
        items.append({"type": kind, "media": source, **_shape(media)})
    if draft.text:
        items[0]["caption"] = draft.text
    return api.post("sendMediaGroup", files=files or None, media=items, **where)


def target(draft: Draft, chat: str, moved: Mapping[str, str]) -> dict[str, Any]:
    """Return where a draft goes. What one person alone may see never goes to a group.

    ``moved`` says where groups are now that got a new number. Their messages of before cannot be
    answered there: an answer stands by itself.
    """
    answered = place(draft.reply_to) if draft.reply_to else None
    if draft.direct and (answered is None or not answered.alone):
        if not draft.to:
            raise Refused(say("Nobody is named whom this message is for."))
        return {"chat_id": number(draft.to)}
    if answered is None:
        return {"chat_id": number(chat)}
    if answered.chat in moved:
        return {"chat_id": number(moved[answered.chat])}
    reply = {"message_id": answered.message}
    if answered.alone:  # a person may have deleted their message; the answer is theirs all the same
        reply["allow_sending_without_reply"] = True
    return {"chat_id": number(answered.chat), "reply_parameters": reply}


def _published(told: Any) -> Published:
    try:
        first = told[0] if isinstance(told, list) else told
        at = place_of(first)
        return Published(at.remote_id, address(first["chat"], at.message))
    except MISSHAPEN as e:
        took = say("The server took the post but did not say which it became.")
        raise Unconfirmed(took) from e
