"""What an account still lacks: the bot's place in each chat, and its hearing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sinergi.connectors.answers import understanding
from sinergi.connectors.contract import Missing
from sinergi.connectors.errors import Refused
from sinergi.connectors.telegram.answers import House
from sinergi.connectors.telegram.api import BASE, Api
from sinergi.lib.text import say


def missing(api: Api, house: House, log: str) -> Iterator[Missing]:
    bot, chat = api.get("getMe"), api.get("getChat", chat_id=house.chat)
    with understanding(BASE):
        sees_all, linked = (
            bot.get("can_read_all_group_messages") is True,
            chat.get("linked_chat_id"),
        )
        channel, names = chat["type"] == "channel", {"bot": f"@{bot['username']}"}
    place = _standing(api, house.chat)
    if channel and not (place.get("can_post_messages") or place.get("status") == "creator"):
        yield Missing(
            say("The bot may not post in the channel."),
            say("In the channel: Administrators, add {bot}, allow it to post messages."),
            names,
        )
    if channel and linked and not house.group:
        yield Missing(
            say("Answers to comments do not arrive: the discussion group is not named."),
            say("Connect again and give {group} as the discussion group."),
            {"group": str(linked)},
        )
    if house.group:
        yield from _group(_standing(api, house.group), names, sees_all=sees_all)
    if log and not _administers(_standing(api, log)):
        yield Missing(
            say("The bot cannot write to the log channel."),
            say("In the log channel: make {bot} an administrator who may post messages."),
            names,
        )
    yield from _hearing(api)


def _group(standing: dict[str, Any], names: dict[str, str], *, sees_all: bool) -> Iterator[Missing]:
    if not sees_all and not _administers(standing):
        yield Missing(
            say("The bot does not see what is written in the discussion group."),
            say("In the group: make {bot} an administrator who may delete messages."),
            names,
        )
    elif standing.get("status") != "creator" and not standing.get("can_delete_messages"):
        yield Missing(
            say("The bot cannot delete what others write in the discussion group."),
            say("In the group: Administrators, {bot}, allow it to delete messages."),
            names,
        )


def _hearing(api: Api) -> Iterator[Missing]:
    hook = api.get("getWebhookInfo")
    with understanding(BASE):
        broken = hook["url"] and hook["pending_update_count"] and hook.get("last_error_message")
    if broken:
        yield Missing(
            say("Telegram does not get through to this installation: {reason}"),
            say("Nothing is lost: the messages are fetched instead. Look at address and proxy."),
            {"reason": str(broken)[:200]},
        )


def _standing(api: Api, chat: str) -> dict[str, Any]:
    """Return what the bot is in a chat; nothing where it is not in it."""
    try:
        told = api.get("getChatMember", chat_id=chat, user_id=api.bot)
    except Refused:
        return {}
    with understanding(BASE):
        return dict(told)


def _administers(standing: dict[str, Any]) -> bool:
    return standing.get("status") in {"administrator", "creator"}
