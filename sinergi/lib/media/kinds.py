"""What a file is, by its first bytes, and why one is not taken."""

from __future__ import annotations

#: Kinds of videos we take, and FFmpeg's reader for each. The reader is named, never guessed: play
#: lists and the like, by which FFmpeg could be led to other files, are not videos to us.
READERS = {
    "video/mp4": "mov",
    "video/quicktime": "mov",
    "video/3gpp": "mov",
    "video/webm": "matroska",
}

#: So many bytes tell what a file is.
HEAD = 16

#: Brands of still images in the container that videos use, too.
IMAGE_BRANDS = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}
)
#: How a QuickTime film begins that was written before brands were.
OLD_FILMS = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})


class Unusable(Exception):
    """A file that is not taken; the kind of the error says why, ``most`` how much would be."""

    def __init__(self, most: int = 0) -> None:
        super().__init__(most)
        self.most = most


class Unreadable(Unusable):
    """Not what it seems, damaged, or cut off."""


class NothingToSee(Unusable):
    """A film without pictures: sound only."""


class TooManyPixels(Unusable):
    """More pixels than ``most``: it would not fit into memory."""


class TooManyPictures(Unusable):
    """It moves through more than ``most`` pictures."""


class TooLong(Unusable):
    """Longer than ``most`` seconds."""


class CannotFit(Unusable):
    """It cannot be made as small as is asked for and still be watched."""


def video(head: bytes) -> str:
    """Return the kind of a video by the first ``HEAD`` bytes of it; empty: it is none of ours."""
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "video/webm"
    if head[4:8] in OLD_FILMS:
        return "video/quicktime"
    brand = head[8:12]
    if head[4:8] != b"ftyp" or brand in IMAGE_BRANDS:
        return ""
    if brand == b"qt  ":
        return "video/quicktime"
    return "video/3gpp" if brand.startswith(b"3g") else "video/mp4"
