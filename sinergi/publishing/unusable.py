"""Why a file is not taken, or could not be prepared: the words of each error of ``lib.media``."""

from __future__ import annotations

from sinergi.lib.media import kinds
from sinergi.lib.text import say

#: The sentence of each error, and how much of ``most`` is one of what the sentence counts in.
WORDS: dict[type[kinds.Unusable], tuple[str, int]] = {
    kinds.Unreadable: (
        say("{name} could not be prepared: it is damaged. Export it again and add it anew."),
        1,
    ),
    kinds.NothingToSee: (say("{name} has sound, but no pictures."), 1),
    kinds.TooManyPixels: (
        say(
            "{name} has too many pixels (at most {most} million). Make it smaller and add it again."
        ),
        1_000_000,
    ),
    kinds.TooManyPictures: (
        say("{name} moves through too many pictures (at most {most}). Make a video of it."),
        1,
    ),
    kinds.TooLong: (
        say("{name} is longer than {most} minutes. Cut it and add it again."),
        60,
    ),
    kinds.CannotFit: (
        say("{name} cannot be made small enough to be watched still. Cut it, or make it shorter."),
        1,
    ),
}


def told(error: kinds.Unusable) -> tuple[str, dict[str, str | int]]:
    """Return the sentence, with ``{name}`` left open, and its facts."""
    sentence, unit = WORDS[type(error)]
    return sentence, {"most": error.most // unit}
