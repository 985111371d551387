"""Images: nothing but pixels and colours is left, and what is too large is made to fit."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms

from sinergi.lib.media import images
from sinergi.lib.media.kinds import CannotFit, Unreadable
from sinergi.lib.media.tests.made import PLACE, SECRET, photo


@pytest.mark.parametrize("form", ["JPEG", "HEIF", "PNG", "WEBP"])
def test_place_and_maker_are_taken_out(form: str) -> None:
    raw = photo(form)
    clean = images.clean(io.BytesIO(raw))
    assert SECRET.encode() in raw
    assert SECRET.encode() not in clean.content
    assert PLACE.encode() not in clean.content
    with Image.open(io.BytesIO(clean.content)) as image:
        assert dict(image.getexif()) == {}
        assert "xmp" not in image.info


def test_a_phones_heic_becomes_an_upright_jpeg() -> None:
    clean = images.clean(io.BytesIO(photo("HEIF", size=(64, 32), turned=6)))
    assert (clean.form, clean.width, clean.height) == ("JPEG", 32, 64)


def test_colours_are_kept() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(out, "JPEG", icc_profile=profile)
    with Image.open(io.BytesIO(images.clean(out).content)) as image:
        assert image.info["icc_profile"] == profile


def test_a_moving_image_tells_how_long_it_moves() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=50)
    assert images.clean(out).seconds == pytest.approx(0.15)


def test_a_cut_heic_is_not_read() -> None:
    raw = photo("HEIF", size=(200, 200))
    with pytest.raises(Unreadable):
        images.clean(io.BytesIO(raw[: len(raw) // 2]))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_an_image_is_made_small_and_light(form: str) -> None:
    raw = photo("PNG", size=(1200, 600))
    made = images.fit(io.BytesIO(raw), form=form, side=800, size=300_000)
    assert made.width <= 800
    assert made.width == pytest.approx(2 * made.height, abs=2)
    assert len(made.content) <= 300_000
    with Image.open(io.BytesIO(made.content)) as image:
        assert image.format == form


def test_what_is_transparent_becomes_white_not_black() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")
    made = images.fit(out, form="JPEG", side=0, size=0)
    with Image.open(io.BytesIO(made.content)) as image:
        assert image.getpixel((4, 4)) == (255, 255, 255)


def test_an_image_is_not_made_so_small_that_nothing_is_seen() -> None:
    with pytest.raises(CannotFit):
        images.fit(io.BytesIO(photo("PNG", size=(600, 600))), form="PNG", side=0, size=500)
