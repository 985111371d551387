"""Images: real ones only, without what tells where the photographer stood."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image
from pytest_django import Settings

from sinergi.lib.media import images
from sinergi.lib.media.tests.made import large_photo
from sinergi.lib.text import No
from sinergi.publishing import intake, pictures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def photo(form: str = "JPEG", size: tuple[int, int] = (40, 20), **extra: object) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, form, **extra)
    out.seek(0)
    return out


def test_location_and_orientation_are_taken_out_of_a_photo(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Ponsel"
    exif.get_ifd(0x8825)[2] = (6.0, 28.0, 0.0)  # latitude
    stored = intake.store(photo(exif=exif), name="foto.jpg", alt=" Kantor ")
    with Image.open(tmp_path / stored.file) as clean:
        assert dict(clean.getexif()) == {}
        assert clean.size == (20, 40)  # upright now
    assert (stored.mime, stored.alt) == ("image/jpeg", "Kantor")
    assert b"Ponsel" not in (tmp_path / stored.file).read_bytes()


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF"])
def test_other_formats_are_kept(form: str) -> None:
    stored = intake.store(photo(form), name=f"a.{form}")
    assert stored.mime == images.TYPES[form]


def test_a_moving_image_keeps_its_frames(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=50)
    out.seek(0)
    stored = intake.store(out, name="gerak.gif")
    with Image.open(tmp_path / stored.file) as moving:
        assert getattr(moving, "n_frames", 1) == 3


@pytest.mark.parametrize("content", [b"", b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\nrusak"])
def test_what_is_not_an_image_is_refused(content: bytes) -> None:
    with pytest.raises(No, match="not an image"):
        intake.store(io.BytesIO(content), name="a.png")


def test_a_truncated_photo_is_refused() -> None:
    cut = photo(size=(400, 400)).getvalue()[:400]
    with pytest.raises(No, match="not an image"):
        intake.store(io.BytesIO(cut), name="a.jpg")


@pytest.mark.parametrize("side", [9_700, 30_000])
def test_a_bomb_of_pixels_is_refused(side: int) -> None:
    """A few bytes that claim to be millions of pixels."""
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    )
    with pytest.raises(No, match=r"too many pixels \(at most 50 million\)"):
        intake.store(io.BytesIO(b"\x89PNG\r\n\x1a\n" + chunks), name="bom.png")


def test_a_photo_of_200_million_pixels_is_taken(tmp_path: Path) -> None:
    stored = intake.store(io.BytesIO(large_photo(16_320, 12_240)), name="kantor.jpg")
    assert (stored.width, stored.height) == (4080, 3060)
    with Image.open(tmp_path / stored.file) as kept:
        assert kept.size == (4080, 3060)


def test_the_same_image_is_stored_once(tmp_path: Path) -> None:
    first = intake.store(photo(), name="a.jpg")
    second = intake.store(photo(), name="b.jpg")
    assert first.file == second.file
    assert len([p for p in tmp_path.rglob("*") if p.is_file()]) == 2  # with its small one


def test_a_note_of_an_image_is_good_for_one_person_only() -> None:
    stored = intake.store(photo(), name="a.jpg")
    token = pictures.token(stored, 1)
    assert pictures.from_token(token, 1) == stored
    assert pictures.from_token(token, 2) is None
    assert pictures.from_token(token + "x", 1) is None
