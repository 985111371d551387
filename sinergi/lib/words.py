"""A refusal, of a rule or of a network, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from django.utils.translation import gettext


class Refusal(Protocol):
    """``message`` is English with ``{facts}`` in braces: a ``No``, a ``ConnectorError``."""

    message: str

    @property
    def facts(self) -> Mapping[str, str | int]: ...


def said(refusal: Refusal) -> str:
    return gettext(refusal.message).format(**refusal.facts)
