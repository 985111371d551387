"""Crops: what a person chose is what goes to the network, and to no other."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from PIL import Image

from sinergi.lib.media import images
from sinergi.lib.media.tests.made import film
from sinergi.networks import queries as networks
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing import actions, intake, recipes
from sinergi.publishing.library import aiming, crops, keeping, looks, shown
from sinergi.publishing.library.aiming import Aim, Box
from sinergi.publishing.library.crops import Chosen
from sinergi.publishing.library.rules import Said
from sinergi.publishing.library.tests.conftest import taken
from sinergi.publishing.models import LibraryFile, MediaFile
from sinergi.publishing.pictures import Picture
from sinergi.publishing.tests.conftest import Network, Write, work
from sinergi.publishing.tests.test_files import limit, problems, work_off

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.mark.parametrize(
    ("ratio", "aim", "box"),
    [
        (1.0, Aim(), Box(100, 0, 200, 200)),
        (1.0, Aim(0, 0), Box(0, 0, 200, 200)),
        (1.0, Aim(100, 100), Box(200, 0, 200, 200)),
        (1.0, Aim(50, 50, 50), Box(150, 50, 100, 100)),
        (0.8, Aim(), Box(120, 0, 160, 200)),
        (1.91, Aim(), Box(9, 0, 382, 200)),
    ],
)
def test_a_piece_lies_as_near_to_its_aim_as_it_can(ratio: float, aim: Aim, box: Box) -> None:
    assert aiming.box(400, 200, ratio, aim) == box


def test_a_recipe_with_a_piece_is_read_as_it_is_spelled() -> None:
    spelled = "jpeg 1440 8388608 100,0,200,200"
    assert str(recipes.read(spelled)) == spelled


def test_what_was_chosen_goes_to_the_network_and_later_crops_change_nothing(
    write: Write, ayu: User, budi: User, ayu_account: Account, market: LibraryFile,
    network: Network,
) -> None:  # fmt: skip
    limit(ayu_account, shapes=(0.8, 1.5))
    keeping.crop(ayu, market, None, {"square": Aim(0, 50)})
    post = write(media=[taken(alt="Pasar")])
    work_off()
    assert problems(post) == []
    approval = actions.approve(budi, actions.ask_approval(ayu, post), due=None)
    [item] = approval.asked[0]["media"]
    assert (item["width"], item["height"]) == (200, 200)
    with default_storage.open(item["file"]) as sent, Image.open(sent) as shown:
        assert shown.size == (200, 200)
    keeping.crop(ayu, market, None, {})
    work(network)
    assert Delivery.objects.get().state == Delivery.State.SENT


def test_what_nobody_aimed_is_told_and_not_cut(
    write: Write, ayu_account: Account, market: LibraryFile
) -> None:
    limit(ayu_account, shapes=(0.8, 1.5))
    post = write(media=[taken(alt="Pasar")])
    assert "wrong shape" in problems(post)[0]
    assert MediaFile.objects.count() == 1


def test_where_the_middle_was_said_the_nearest_shape_is_taken(
    write: Write, ayu: User, ayu_account: Account, market: LibraryFile
) -> None:
    limit(ayu_account, shapes=(0.8, 1.5))
    keeping.crop(ayu, market, (100, 50), {})
    post = write(media=[taken(alt="Pasar")])
    assert problems(post) != []  # being prepared
    work_off()
    assert problems(post) == []
    assert MediaFile.objects.exclude(recipe="").get().recipe.endswith("200,0,200,200")


def test_what_fits_goes_whole_without_a_choice(
    write: Write, ayu: User, ayu_account: Account, market: LibraryFile
) -> None:
    keeping.crop(ayu, market, (0, 0), {"tall": Aim()})
    write(media=[taken(alt="Pasar")])
    assert MediaFile.objects.count() == 1


@pytest.fixture
def clip(tmp_path: Path) -> Picture:
    """A video as a phone makes it, turned: 48 wide and 64 high."""
    raw = film(tmp_path / "a.mov", turned=90).read_bytes()
    return intake.store(io.BytesIO(raw), name="pasar.mov")


def test_a_video_is_cut_as_it_was_aimed(
    write: Write, ayu: User, ayu_account: Account, clip: Picture
) -> None:
    limit(ayu_account, videos=1, shapes=(0.95, 1.05))
    entry = keeping.bring(ayu, ayu_account.unit, clip, Said(title="Pasar"))
    whole = write(media=[clip])
    work_off()
    assert "wrong shape" in problems(whole)[0]
    keeping.crop(ayu, entry, (50, 0), {})
    post = write(media=[clip])
    work_off()
    assert problems(post) == []
    [item] = actions.ask_approval(ayu, post).asked[0]["media"]
    assert (item["mime"], item["width"], item["height"]) == ("video/mp4", 48, 48)
    assert MediaFile.objects.exclude(recipe="").get().recipe == "mp4 0 0 0,0,48,48"


def test_a_look_at_a_video_is_cut_out_of_how_it_begins(
    ayu: User, ayu_account: Account, clip: Picture
) -> None:
    entry = keeping.bring(ayu, ayu_account.unit, clip, Said(title="Pasar"))
    assert [look.shape for look in shown.looks(entry)] == list(aiming.RATIOS)
    with Image.open(io.BytesIO(looks.look(entry.file, Chosen({}), "square"))) as seen:
        assert seen.width == seen.height


def test_an_image_that_moves_is_not_cut_and_its_page_says_so(
    client: Client, ayu: User, ayu_account: Account
) -> None:
    frames = [Image.new("RGB", (40, 20), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=50)
    moving = intake.store(out, name="gerak.gif")
    entry = keeping.bring(ayu, ayu_account.unit, moving, Said(title="Gerak"))
    keeping.crop(ayu, entry, (0, 0), {"square": Aim()})
    assert crops.chosen(ayu_account.unit, [moving]) == {}
    client.force_login(ayu)
    page = client.get(reverse("content:library-file", args=[entry.pk])).content.decode()
    assert "GIF dikirim utuh" in page
    assert client.get(reverse("content:library-crop", args=[entry.pk])).status_code == 404


def test_cards_say_which_shape_fills_their_page(ayu_account: Account) -> None:
    there = {about.slug: about for about in networks.choices()}
    said = Chosen({"portrait": Aim(), "tall": Aim()})
    photo = taken(size=(400, 400))
    card = next(about for about in there.values() if 0.8 in about.best)
    feed = crops.cuts([photo], {photo.sha256: said}, card, card.limits, {})
    assert feed[photo.sha256] == (40, 0, 320, 400)
    full = next(
        (field.name, choice.value)
        for field in card.options
        for choice in field.choices
        if choice.shapes == (9 / 16,)
    )
    story = crops.cuts([photo], {photo.sha256: said}, card, card.limits, dict([full]))
    assert story[photo.sha256] == (88, 0, 225, 400)


def test_a_post_of_another_office_is_not_cut_by_ours(
    market: LibraryFile, ayu: User, tree: dict[str, object]
) -> None:
    keeping.crop(ayu, market, None, {"square": Aim()})
    ciomas = tree["ciomas"]
    assert crops.chosen(market.unit, [taken()])[market.file.source].crops
    assert crops.chosen(ciomas, [taken()]) == {}  # type: ignore[arg-type]


def test_a_look_shows_the_piece_and_veils_what_buttons_cover(market: LibraryFile) -> None:
    plain = looks.look(market.file, Chosen({}), "tall")
    veiled = looks.look(market.file, Chosen({}), "tall", aiming.COVERED)
    with Image.open(io.BytesIO(plain)) as one, Image.open(io.BytesIO(veiled)) as other:
        assert one.size == other.size == (135, 240)
        assert one.format == "WEBP"
        low = (67, 230)
        assert sum(other.convert("RGB").getpixel(low)) < sum(one.convert("RGB").getpixel(low))  # type: ignore[arg-type]
    assert len(plain) < 20_000  # noise: a photo takes a third of it


def test_files_from_before_there_were_small_ones_get_theirs(market: LibraryFile) -> None:
    MediaFile.objects.update(poster="")
    market.file.refresh_from_db()
    assert looks.small(market.file)
    assert MediaFile.objects.get().poster


def test_a_piece_of_a_large_photo_is_the_same_read_small_or_whole() -> None:
    source = io.BytesIO()
    shown = Image.linear_gradient("L").resize((2000, 1600)).convert("RGB")
    shown.save(source, "JPEG", quality=95)
    got = images.fit(source, form="JPEG", side=200, size=0, cut=(400, 320, 800, 800))
    want = shown.crop((400, 320, 1200, 1120)).resize((200, 200))
    with Image.open(io.BytesIO(got.content)) as made:
        assert made.size == (200, 200)
        for at in ((5, 5), (100, 100), (190, 190)):
            here, there = made.getpixel(at), want.getpixel(at)
            assert abs(here[0] - there[0]) <= 4  # type: ignore[index]
