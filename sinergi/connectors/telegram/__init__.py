"""Telegram's Bot API: channels and groups, their discussion, and the bot's own chat."""

from sinergi.connectors.telegram.connector import Telegram

__all__ = ["Telegram"]
