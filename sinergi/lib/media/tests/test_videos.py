"""Videos: looked into without being believed, copied without their places, made to fit."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from sinergi.lib.media import films, kinds, remaking
from sinergi.lib.media.tests.made import PLACE, SECRET, film, song

FORMS = {
    "mov": ("video/quicktime", "libx264", "aac"),
    "mp4": ("video/mp4", "libx265", "aac"),
    "webm": ("video/webm", "libvpx-vp9", "libopus"),
    "3gp": ("video/3gpp", "libx264", "aac"),
}


def look(path: Path) -> films.Film:
    with path.open("rb") as file:
        kind = kinds.video(file.read(kinds.HEAD))
        return films.look(file, kind, size=path.stat().st_size)


def corners(found: films.Film) -> list[bool]:
    """Return which corners are red: upper left, upper right, lower left, lower right."""
    with Image.open(io.BytesIO(found.poster)) as image:
        right, low = image.width - 3, image.height - 3
        spots = [image.getpixel(at) for at in ((2, 2), (right, 2), (2, low), (right, low))]
    return [spot[0] > 150 for spot in spots]  # type: ignore[index]  # of three colours


def copied(source: Path, out: Path) -> list[int]:
    told: list[int] = []
    with source.open("rb") as file:
        films.copy(file, "video/mp4", out, told.append)
    return told


def remade(source: Path, out: Path, fit: films.Fit) -> list[int]:
    told: list[int] = []
    with source.open("rb") as file:
        kind = kinds.video(file.read(kinds.HEAD))
        films.remake(file, kind, out, fit, told.append)
    return told


@pytest.mark.parametrize("form", FORMS)
def test_films_of_phones_are_known_by_what_is_in_them(form: str, tmp_path: Path) -> None:
    kind, pictures, sound = FORMS[form]
    made = film(tmp_path / "a", form=form, pictures=pictures, sound=sound)
    assert kinds.video(made.read_bytes()[: kinds.HEAD]) == kind
    found = look(made)
    assert (found.width, found.height) == (64, 48)
    assert found.seconds == pytest.approx(1, abs=0.1)
    assert found.plain is (pictures == "libx264")
    assert corners(found) == [True, False, False, False]


@pytest.mark.parametrize("rate", [15, 30, 120])
@pytest.mark.parametrize("form", ["mov", "webm"])
def test_the_pictures_a_second_are_known_also_of_its_copies(
    form: str, rate: int, tmp_path: Path
) -> None:
    _, pictures, sound = FORMS[form]
    source = film(tmp_path / "a", form=form, pictures=pictures, sound=sound, rate=rate, seconds=2)
    assert look(source).rate == pytest.approx(rate, rel=0.02)
    remade(source, tmp_path / "new.mp4", films.Fit())
    assert look(tmp_path / "new.mp4").rate == pytest.approx(rate, rel=0.02)


def test_a_film_whose_pictures_come_unevenly_tells_their_average(tmp_path: Path) -> None:
    made = film(tmp_path / "a.mp4", form="mp4", sound="", frames=40, step=2, rate=30)
    assert look(made).rate == pytest.approx(15, abs=0.5)


def test_a_turned_film_is_seen_upright(tmp_path: Path) -> None:
    found = look(film(tmp_path / "a.mov", turned=90))
    assert (found.width, found.height) == (48, 64)
    assert corners(found) == [False, False, True, False]


@pytest.mark.parametrize("turned", [0, 90, -90, 180])
def test_copies_look_the_same_and_tell_no_place(turned: int, tmp_path: Path) -> None:
    source = film(tmp_path / "a.mov", turned=turned)
    raw, before = source.read_bytes(), look(source)
    assert PLACE.encode() in raw
    assert SECRET.encode() in raw
    copied(source, tmp_path / "copy.mp4")
    remade(source, tmp_path / "new.mp4", films.Fit())
    for name in ("copy.mp4", "new.mp4"):
        clean, after = (tmp_path / name).read_bytes(), look(tmp_path / name)
        assert PLACE.encode() not in clean
        assert SECRET.encode() not in clean
        assert b"location" not in clean
        assert clean.index(b"moov") < clean.index(b"mdat")
        assert (after.width, after.height) == (before.width, before.height)
        assert corners(after) == corners(before)
        assert after.plain


@pytest.mark.parametrize(
    ("turned", "cut", "red"),
    [
        (0, (0, 0, 32, 48), [True, True, False, False]),
        (0, (32, 0, 32, 48), [False, False, False, False]),
        (90, (0, 32, 48, 32), [True, False, True, False]),
        (90, (0, 0, 48, 32), [False, False, False, False]),
    ],
)
def test_a_piece_of_what_is_seen_upright_is_taken(
    turned: int, cut: tuple[int, ...], red: list[bool], tmp_path: Path
) -> None:
    source = film(tmp_path / "a.mov", turned=turned)
    remade(source, tmp_path / "cut.mp4", films.Fit(cut=cut))
    after = look(tmp_path / "cut.mp4")
    assert (after.width, after.height) == cut[2:]
    assert corners(after) == red
    assert after.seconds == pytest.approx(1, abs=0.1)


def test_a_piece_is_made_as_small_as_it_must_be_and_lies_inside(tmp_path: Path) -> None:
    source = film(tmp_path / "a.mov")
    remade(source, tmp_path / "small.mp4", films.Fit(side=24, cut=(0, 0, 48, 48)))
    assert (look(tmp_path / "small.mp4").width, look(tmp_path / "small.mp4").height) == (24, 24)
    remade(source, tmp_path / "off.mp4", films.Fit(cut=(40, 30, 48, 48)))
    assert (look(tmp_path / "off.mp4").width, look(tmp_path / "off.mp4").height) == (24, 18)


def test_progress_is_told_and_grows(tmp_path: Path) -> None:
    told = copied(film(tmp_path / "a.mp4", form="mp4"), tmp_path / "copy.mp4")
    assert told == sorted(set(told))
    assert told[-1] >= 95


def test_a_film_is_made_smaller_and_lighter(tmp_path: Path) -> None:
    source = film(tmp_path / "a.mov", size=(640, 360), seconds=4)
    remade(source, tmp_path / "new.mp4", films.Fit(side=320, size=150_000))
    found = look(tmp_path / "new.mp4")
    assert (found.width, found.height) == (320, 180)
    assert (tmp_path / "new.mp4").stat().st_size <= 150_000


def test_what_would_show_nothing_any_more_is_not_made() -> None:
    with pytest.raises(kinds.CannotFit):
        remaking.rate_for(1_000_000, 600, with_sound=True)


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_cut_film_is_noticed(part: float, tmp_path: Path) -> None:
    whole = film(tmp_path / "a.mp4", form="mp4", seconds=3)
    copied(whole, tmp_path / "b.mp4")  # its table stands in front
    for source in (whole, tmp_path / "b.mp4"):
        raw = source.read_bytes()
        cut = tmp_path / "cut.mp4"
        cut.write_bytes(raw[: int(len(raw) * part)])
        with pytest.raises(kinds.Unreadable):
            look(cut)


def test_a_film_that_ends_before_its_end_is_noticed_while_it_is_copied(tmp_path: Path) -> None:
    source = film(
        tmp_path / "a.webm", form="webm", pictures="libvpx-vp9", sound="libopus", seconds=3
    )
    raw = source.read_bytes()
    source.write_bytes(raw[: len(raw) // 3])
    with pytest.raises(kinds.Unreadable):
        remade(source, tmp_path / "new.mp4", films.Fit())


def test_sound_alone_is_no_film(tmp_path: Path) -> None:
    with pytest.raises(kinds.NothingToSee):
        look(song(tmp_path / "a.mp4"))


def test_words_and_play_lists_are_no_film(tmp_path: Path) -> None:
    for words in (b"Bukan video sama sekali", b"#EXTM3U\nfile:///etc/passwd\n", b"<svg/>", b""):
        assert kinds.video(words) == ""
    forged = tmp_path / "a.mp4"
    forged.write_bytes(b"\0\0\0\x18ftypisom" + b"#EXTM3U\nfile:///etc/passwd\n" * 9)
    with pytest.raises(kinds.Unreadable):
        look(forged)


def test_a_film_of_too_many_pixels_is_refused(tmp_path: Path) -> None:
    bomb = film(tmp_path / "a.mp4", form="mp4", sound="", size=(6000, 4000), frames=1)
    assert bomb.stat().st_size < 100_000
    with pytest.raises(kinds.TooManyPixels):
        look(bomb)


def test_an_hour_and_more_is_too_long(tmp_path: Path) -> None:
    long = film(tmp_path / "a.mp4", form="mp4", sound="", frames=3, step=25 * 1800)
    with pytest.raises(kinds.TooLong):
        look(long)
