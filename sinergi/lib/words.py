"""A refusal, of a rule or of a network, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from django.utils.translation import gettext

from sinergi.lib.text import Word


class Refusal(Protocol):
    """``message`` is English with ``{facts}`` in braces: a ``No``, a ``ConnectorError``."""

    message: str

    @property
    def facts(self) -> Mapping[str, str | int]: ...


def said(refusal: Refusal) -> str:
    facts = {
        name: gettext(fact) if isinstance(fact, Word) and fact else fact
        for name, fact in refusal.facts.items()
    }
    return gettext(refusal.message).format(**facts)
