"""Files made to fit each account, and what of them an approval binds."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from sinergi.lib.media.tests.made import film, photo
from sinergi.networks import gateway
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing import actions, intake, pictures
from sinergi.publishing.models import MediaFile
from sinergi.publishing.tests.conftest import Network, Write, work
from sinergi.publishing.tests.test_files import limit, problems, work_off

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def test_each_account_gets_the_file_it_takes(
    write: Write, ayu: User, budi: User, ayu_account: Account, network: Network
) -> None:
    limit(ayu_account, image_types=("image/jpeg",), image_side=320, image_bytes=30_000)
    raw = photo("PNG", size=(640, 400))
    post = write(media=[intake.store(io.BytesIO(raw), name="peta.png", alt="Peta")])
    assert "still being prepared" in problems(post)[0]
    work_off()
    assert problems(post) == []
    actions.approve(budi, actions.ask_approval(ayu, post), due=None)
    delivery = Delivery.objects.get()
    [media] = gateway.draft_of(delivery).media
    assert (media.name, media.mime, media.width) == ("peta.jpg", "image/jpeg", 320)
    assert media.size <= 30_000
    work(network)
    assert network.visible == ["Layanan Sabtu tetap buka"]


def test_what_fits_is_sent_as_it_is(write: Write, ayu: User) -> None:
    taken = intake.store(io.BytesIO(photo("PNG")), name="a.png", alt="Peta")
    post = write(media=[taken])
    assert actions.ask_approval(ayu, post).asked[0]["media"][0]["file"] == taken.file
    assert not DBTaskResult.objects.exists()


def test_a_video_is_made_small_for_one_account_only(
    tmp_path: Path, write: Write, ayu: User, ayu_account: Account
) -> None:
    limit(ayu_account, videos=1, video_side=160, video_bytes=100_000)
    clip = film(tmp_path / "b.mp4", form="mp4", size=(320, 240), seconds=2)
    post = write(media=[intake.store(io.BytesIO(clip.read_bytes()), name="b.mp4")])
    work_off()
    [item] = actions.ask_approval(ayu, post).asked[0]["media"]
    assert (item["width"], item["height"]) == (160, 120)
    assert pictures.of_post(post)[0].width == 320


def test_a_slow_film_is_refused_while_it_is_written_about(
    tmp_path: Path, write: Write, ayu: User, budi: User, ayu_account: Account
) -> None:
    limit(ayu_account, videos=1, video_rates=(23, 60))
    clip = film(tmp_path / "b.mp4", form="mp4", rate=12)
    taken = intake.store(io.BytesIO(clip.read_bytes()), name="b.mp4")
    post = write(media=[taken])
    assert "fewer than" in problems(post)[-1]
    work_off()
    assert [p for p in problems(post) if "fewer than" in p]
    limit(ayu_account, videos=1, video_rates=(10, 60))
    actions.approve(budi, actions.ask_approval(ayu, post), due=None)
    assert gateway.draft_of(Delivery.objects.get()).media[0].rate == pytest.approx(12, abs=0.5)


def test_nothing_is_cropped(write: Write, ayu: User, ayu_account: Account) -> None:
    limit(ayu_account, shapes=(0.8, 1.91))
    wide = photo("PNG", size=(300, 100))
    post = write(media=[intake.store(io.BytesIO(wide), name="a.png", alt="Peta")])
    assert "wrong shape" in problems(post)[0]


def test_another_file_behind_an_approval_is_not_sent(
    write: Write, ayu: User, budi: User, ayu_account: Account, network: Network
) -> None:
    limit(ayu_account, image_types=("image/jpeg",))
    post = write(media=[intake.store(io.BytesIO(photo("PNG")), name="a.png", alt="Peta")])
    work_off()
    actions.approve(budi, actions.ask_approval(ayu, post), due=None)
    MediaFile.objects.exclude(recipe="").update(file="posts/lain.jpeg")
    work(network)
    assert network.visible == []


def test_a_limit_that_changes_after_approval_stops_nothing(
    write: Write, ayu: User, budi: User, ayu_account: Account, network: Network
) -> None:
    limit(ayu_account, image_types=("image/jpeg",))
    post = write(media=[intake.store(io.BytesIO(photo("PNG")), name="a.png", alt="Peta")])
    work_off()
    actions.approve(budi, actions.ask_approval(ayu, post), due=None)
    limit(ayu_account)
    work(network)
    assert len(network.visible) == 1
