"""Photos of very many pixels are read smaller; what cannot be read like this is refused in time."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from sinergi.lib.media import images, reading
from sinergi.lib.media.kinds import TooManyPictures, TooManyPixels
from sinergi.lib.media.tests.made import claiming, large_photo, photo


def peak() -> int:
    """Return the most memory this process held since ``forget_peak``, in bytes."""
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return 1024 * int(next(li for li in told.splitlines() if li.startswith("VmHWM:")).split()[1])


def forget_peak() -> int:
    """Begin to measure anew (proc_pid_clear_refs(5)). Return what is held now, in bytes."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return peak()


@pytest.mark.parametrize(
    ("size", "becomes"),
    [
        ((4080, 3072), (4080, 3072)),  # 12 million pixels
        ((12000, 9008), (6000, 4504)),  # 108 million
        ((16320, 12240), (4080, 3060)),  # 200 million
    ],
)
def test_a_photo_of_a_phone_is_taken_however_many_its_pixels(
    size: tuple[int, int], becomes: tuple[int, int]
) -> None:
    raw = io.BytesIO(large_photo(*size))
    before = forget_peak()
    clean = images.clean(raw)
    assert (clean.form, clean.width, clean.height) == ("JPEG", *becomes)
    assert peak() - before < 6 * reading.MOST_HELD
    with Image.open(io.BytesIO(clean.content)) as image:
        image.load()


def test_a_large_photo_shows_what_it_showed() -> None:
    with Image.open(io.BytesIO(large_photo(8000, 6400))) as image:
        before = image.convert("L").resize((500, 400), Image.Resampling.BOX).tobytes()
    clean = images.clean(io.BytesIO(large_photo(8000, 6400)))
    with Image.open(io.BytesIO(clean.content)) as image:
        assert image.size == (4000, 3200)
        after = image.convert("L").resize((500, 400), Image.Resampling.BOX).tobytes()
    assert max(abs(a - b) for a, b in zip(before, after, strict=True)) < 12


def passes(colours: bool) -> bytes:
    """A JPEG that is not written in one pass: progressive, or one colour after the other."""
    with Image.open(io.BytesIO(photo(size=(64, 64)))) as image:
        out = io.BytesIO()
        image.save(out, "JPEG", progressive=not colours)
    raw = out.getvalue()
    if not colours:
        return raw
    scan = raw.index(b"\xff\xda")
    return raw[:scan] + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + raw[scan + 14 :]


@pytest.mark.parametrize("colours", [False, True])
def test_what_the_decoder_would_hold_whole_is_refused_earlier(colours: bool) -> None:
    raw = passes(colours)
    assert not reading.in_one_pass(io.BytesIO(raw))
    with pytest.raises(TooManyPixels) as e:
        images.clean(io.BytesIO(claiming(raw, 8000, 8000)))
    assert e.value.most == reading.MOST_WHOLE


@pytest.mark.parametrize("raw", [b"", b"\xff\xd8\xff", b"\xff\xd8\xff\xe0\x00\x00" * 3])
def test_broken_segments_are_no_single_pass(raw: bytes) -> None:
    assert not reading.in_one_pass(io.BytesIO(raw))


def test_more_than_any_phone_takes_is_refused() -> None:
    with pytest.raises(TooManyPixels) as e:
        images.clean(io.BytesIO(claiming(photo(), 20_000, 20_000)))
    assert e.value.most == reading.MOST_SCALED


def moving(size: tuple[int, int], frames: int) -> io.BytesIO:
    out = io.BytesIO()
    shown = [Image.new("L", size, number % 251) for number in range(frames)]
    shown[0].save(out, "GIF", save_all=True, append_images=shown[1:])
    return out


def test_what_moves_through_too_much_is_refused() -> None:
    with pytest.raises(TooManyPictures):
        images.clean(moving((2, 2), images.MOST_FRAMES + 1))
    raw = bytearray(moving((2, 2), 3).getvalue())
    raw[6:10] = (6000).to_bytes(2, "little") * 2  # the screen it says it is shown on
    with pytest.raises(TooManyPixels) as e:
        images.clean(io.BytesIO(raw))
    assert e.value.most == images.MOST_MOVING
