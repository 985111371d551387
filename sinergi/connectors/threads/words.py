"""Text as Threads counts it, and why it gave a container up, in words a person can act on.

https://developers.facebook.com/docs/threads/posts and .../docs/threads/troubleshooting
"""

from __future__ import annotations

from sinergi.lib.text import say

#: Signs that are no letters and stand in emoji: the first and the last of each range.
EMOJI = (
    ("\u200d", "\u200d"),
    ("\u20e3", "\u20e3"),
    ("\u2190", "\u21ff"),
    ("\u2300", "\u23ff"),
    ("\u2460", "\u24ff"),
    ("\u25a0", "\u27bf"),
    ("\u2900", "\u297f"),
    ("\u2b00", "\u2bff"),
    ("\ufe0f", "\ufe0f"),
    ("\U0001f000", "\U0001faff"),
    ("\U000e0020", "\U000e007f"),
)

#: What ``error_message`` of a container says. Nothing of it was published.
REASONS = {
    "FAILED_DOWNLOADING_VIDEO": say(
        "Threads could not fetch the video from this installation. Is it reachable from outside?"
    ),
    "FAILED_PROCESSING_AUDIO": say("Threads could not work with the sound of the video."),
    "FAILED_PROCESSING_VIDEO": say("Threads could not work with the video."),
    "INVALID_ASPEC_RATIO": say("Threads does not take a video of this shape."),
    "INVALID_ASPECT_RATIO": say("Threads does not take a video of this shape."),
    "INVALID_BIT_RATE": say("The video holds more bits a second than Threads takes."),
    "INVALID_DURATION": say("Threads takes videos of up to five minutes."),
    "INVALID_FRAME_RATE": say("Threads takes videos of 23 to 60 pictures a second."),
    "INVALID_AUDIO_CHANNELS": say("Threads takes videos with one or two channels of sound."),
    "INVALID_AUDIO_CHANNEL_LAYOUT": say("Threads takes videos with one or two channels of sound."),
}


def length(text: str) -> int:
    """Return how long a text is for Threads: a letter counts 1, an emoji its bytes in UTF-8."""
    if text.isascii():
        return len(text)
    return sum(_weight(letter) for letter in text)


def _weight(letter: str) -> int:
    emoji = any(first <= letter <= last for first, last in EMOJI)
    return len(letter.encode("utf-8", "surrogatepass")) if emoji else 1
