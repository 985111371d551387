"""Each limit is said with the network, the account, the limit and its value; nothing else is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sinergi.connectors.contract import Choice, Field, Limits
from sinergi.publishing.destinations import Destination, Piece
from sinergi.publishing.file_limits import File
from sinergi.publishing.limits import problems

LIMITS = Limits(
    text=280,
    images=2,
    image_bytes=1_000_000,
    alt_text=20,
    image_types=("image/jpeg",),
    image_side=1000,
    videos=1,
    video_bytes=5_000_000,
    video_seconds=60,
    video_least_seconds=3,
    video_rates=(23, 60),
    video_least_side=360,
    shapes=(0.8, 1.91),
    text_with_media=100,
    text_bytes=300,
    hashtags=2,
    mentions=1,
)
HERE = Destination(1, "X @cibinong", "Buka", 4, LIMITS)
IMAGE = File("a.jpg", "image/jpeg", 1000, "Kantor", 800, 800)
VIDEO = File("a.mp4", "video/mp4", 1000, "", 1080, 1080, 10.0)


def said(there: Destination, *files: File) -> list[str]:
    return [str(no) for no in problems([there], files)]


@pytest.mark.parametrize(
    "files",
    [
        (),
        (IMAGE,),
        (IMAGE, IMAGE),
        (VIDEO,),
        *((replace(VIDEO, rate=rate),) for rate in (0.0, 22.9, 23.976, 29.97, 60.2)),
    ],
)
def test_what_fits_is_not_complained_about(files: tuple[File, ...]) -> None:
    assert said(HERE, *files) == []


@pytest.mark.parametrize(
    ("there", "files", "words"),
    [
        (replace(HERE, length=281), (), "1 characters too long (at most 280)"),
        (replace(HERE, length=101), (IMAGE,), "1 characters too long (at most 100)"),
        (replace(HERE, text="🙏" * 80), (), "320 bytes (at most 300)"),
        (replace(HERE, text="#a #b #c"), (), "3 hashtags (at most 2)"),
        (replace(HERE, text="@a @b"), (), "2 accounts (at most 1)"),
        (HERE, (IMAGE, IMAGE, IMAGE), "at most 2 images"),
        (HERE, (VIDEO, VIDEO), "at most 1 videos"),
        (HERE, (IMAGE, VIDEO), "not both"),
        (HERE, (replace(IMAGE, mime="image/png"),), "only JPEG"),
        (HERE, (replace(IMAGE, size=2_000_000),), "at most 1 MB"),
        (HERE, (replace(IMAGE, alt="x" * 21),), "at most 20"),
        (HERE, (replace(IMAGE, alt=""),), "Describe the image"),
        (HERE, (replace(IMAGE, width=1200, height=1200),), "at most 1000 pixels"),
        (HERE, (replace(IMAGE, width=300, height=800),), "between 4:5 and 1.91:1"),
        (HERE, (replace(VIDEO, seconds=61.0),), "at most 60 seconds"),
        (HERE, (replace(VIDEO, seconds=1.0),), "at least 3 seconds"),
        (HERE, (replace(VIDEO, width=350, height=350),), "at least 360 pixels a side"),
        (HERE, (replace(VIDEO, rate=15.0),), "has 15 frames a second, fewer than X @cibinong"),
        (HERE, (replace(VIDEO, rate=119.88),), "has 120 frames a second, more than X @cibinong"),
        (HERE, (replace(VIDEO, mime="video/webm"),), "only MP4"),
        (HERE, (replace(VIDEO, size=6_000_000),), "at most 5 MB"),
        (replace(HERE, limits=replace(LIMITS, least_media=1)), (), "at least 1"),
        (replace(HERE, limits=replace(LIMITS, least_videos=1)), (IMAGE,), "without a video"),
        (replace(HERE, limits=None), (), "not connected"),
        (replace(HERE, text=" "), (), "no text"),
    ],
)
def test_each_limit_is_named_with_its_value(
    there: Destination, files: tuple[File, ...], words: str
) -> None:
    told = said(there, *files)
    assert len(told) == 1
    assert words in told[0]
    assert "X @cibinong" in told[0] or "Describe" in told[0]


def test_what_a_network_asks_of_each_post_must_be_answered() -> None:
    asked = Field("privacy", "Who may see it", choices=(Choice("all", "Everybody"),))
    there = replace(HERE, asked=[asked, Field("title", "Title", required=False, most=5)])
    assert said(there) == ["X @cibinong asks for: Who may see it."]
    given = replace(there, options={"privacy": "all", "title": "Terlalu panjang"})
    assert said(given) == ["Title is 10 characters too long for X @cibinong (at most 5)."]


def test_a_first_comment_is_refused_under_a_kind_of_post_without_comments() -> None:
    kinds = (Choice("post", "Post"), Choice("story", "Story", comments=False))
    asked = Field("format", "Format", default="post", choices=kinds)
    there = replace(
        HERE, asked=[asked], comment=Piece("#Cibinong", 9), comment_limits=Limits(text=100)
    )
    assert said(there) == []
    assert said(replace(there, options={"format": "story"})) == [
        "X @cibinong has no comments with “Format: Story”: take the first comment out."
    ]
