"""Words that a person will read, where Django is not at hand."""

from __future__ import annotations


def say(words: str) -> str:
    """Mark English words for translation; they are translated where they are shown."""
    return words


class No(Exception):
    """A rule says no. ``message`` is English with ``{facts}`` in braces, translated when shown."""

    def __init__(self, message: str, **facts: str | int) -> None:
        super().__init__(message.format(**facts))
        self.message = message
        self.facts = facts
