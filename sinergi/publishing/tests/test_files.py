"""Files on their way: taken, prepared off the request, kept and forgotten."""

from __future__ import annotations

import io
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from sinergi.connectors.contract import Limits
from sinergi.lib.media.tests.made import PLACE, film, photo
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions, content, files, intake, making, pictures, tasks
from sinergi.publishing.models import Approval, MediaFile, Post
from sinergi.publishing.pictures import Picture
from sinergi.publishing.tests.conftest import Write
from sinergi.work import jobs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def clip(tmp_path: Path) -> io.BytesIO:
    """What a phone made: turned, and with its place."""
    return io.BytesIO(film(tmp_path / "a.mov", turned=90).read_bytes())


def limit(account: Account, **values: object) -> None:
    account.limits = asdict(Limits(text=280, **values))  # type: ignore[arg-type]  # plain values
    account.save(update_fields=["limits"])


def work_off() -> None:
    """Do what the jobs would, as long as there is something to do."""
    while row := MediaFile.objects.filter(state="preparing").order_by("recipe", "pk").first():
        making.make(row.pk, tasks.begin)


def problems(post: Post) -> list[str]:
    return [problem.message for problem in content.problems(post)]


def stored() -> list[Path]:
    return [p for p in Path(default_storage.location).rglob("*") if p.is_file()]  # type: ignore[attr-defined]  # of files


def test_a_phones_photo_is_taken_as_a_jpeg() -> None:
    taken = intake.store(io.BytesIO(photo("HEIF", size=(64, 32), turned=6)), name="IMG_1.HEIC")
    assert (taken.name, taken.mime) == ("IMG_1.jpg", "image/jpeg")
    assert (taken.width, taken.height) == (32, 64)


def test_a_video_is_taken_at_once_and_cleaned_by_a_job(clip: io.BytesIO) -> None:
    taken = intake.store(clip, name="VID_1.MOV")
    assert (taken.name, taken.mime, taken.file) == ("VID_1.mp4", "video/mp4", "")
    assert (taken.width, taken.height) == (48, 64)
    assert DBTaskResult.objects.count() == 1
    work_off()
    [ready] = pictures.resolved([taken])
    assert default_storage.exists(ready.file)
    assert not any(PLACE.encode() in path.read_bytes() for path in stored())
    assert [p for p in stored() if "uploads" in p.parts] == []


def test_the_same_video_is_made_once(clip: io.BytesIO) -> None:
    first = intake.store(clip, name="a.mov")
    assert intake.store(clip, name="b.mov").sha256 == first.sha256
    assert DBTaskResult.objects.count() == 1


@pytest.mark.parametrize("raw", [b"teks biasa saja", b"<svg onload=alert(1)></svg>", b"%PDF-1.7"])
def test_a_name_makes_no_video(raw: bytes) -> None:
    with pytest.raises(No, match="not an image or a video"):
        intake.store(io.BytesIO(raw), name="rapat.mp4")
    assert stored() == []


def test_a_cut_video_is_refused(clip: io.BytesIO) -> None:
    with pytest.raises(No, match="damaged"):
        intake.store(io.BytesIO(clip.getvalue()[:2000]), name="a.mov")


def test_a_video_larger_than_the_office_takes_is_refused(
    clip: io.BytesIO, settings: Settings
) -> None:
    settings.MOST_VIDEO_BYTES = 1000
    with pytest.raises(No, match="larger than"):
        intake.store(clip, name="a.mov")


def test_a_post_waits_for_its_video(
    clip: io.BytesIO, write: Write, ayu: User, ayu_account: Account
) -> None:
    limit(ayu_account, videos=1)
    post = write(media=[intake.store(clip, name="a.mov")])
    with pytest.raises(No, match=r"a.mp4 is still being prepared \(0 %\)"):
        actions.ask_approval(ayu, post)
    work_off()
    approval = actions.ask_approval(ayu, post)
    [item] = approval.asked[0]["media"]
    assert default_storage.exists(item["file"])
    assert (item["mime"], item["width"], item["height"]) == ("video/mp4", 48, 64)
    assert item["size"] == default_storage.size(item["file"])


def test_a_video_needs_no_description(
    clip: io.BytesIO, write: Write, ayu: User, ayu_account: Account
) -> None:
    limit(ayu_account, videos=1)
    post = write(media=[intake.store(clip, name="a.mov", alt="Pasar pagi")])
    work_off()
    assert problems(post) == []
    assert actions.ask_approval(ayu, post).asked[0]["media"][0]["alt"] == "Pasar pagi"


def test_a_job_killed_in_the_middle_is_done_again(clip: io.BytesIO) -> None:
    intake.store(clip, name="a.mov")
    job = DBTaskResult.objects.get()
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, worker_ids=["gone"])
    MediaFile.objects.update(progress=40)
    assert jobs.revive(timezone.now()) == 1
    job.refresh_from_db()
    assert job.status == TaskResultStatus.READY
    assert job.task.call(*job.args_kwargs["args"]) == "ready"
    assert job.task.call(*job.args_kwargs["args"]) == "ready"  # and a third time does nothing
    assert MediaFile.objects.get().progress == 100


def test_what_failed_is_said_and_tried_again(
    clip: io.BytesIO, write: Write, ayu: User, ayu_account: Account
) -> None:
    limit(ayu_account, videos=1)
    post = write(media=[intake.store(clip, name="a.mov")])
    row = MediaFile.objects.get()
    kept, raw = Path(default_storage.path(row.origin)), clip.getvalue()
    kept.write_bytes(b"rusak" * 500)
    work_off()
    assert problems(post)[0].startswith("{name} could not be prepared")
    kept.write_bytes(raw)
    assert actions.again(ayu, post) == 1
    work_off()
    assert problems(post) == []
    with pytest.raises(No, match="Nothing needs"):
        actions.again(ayu, post)


def test_work_without_a_sign_of_life_may_be_begun_again(clip: io.BytesIO) -> None:
    intake.store(clip, name="a.mov")
    row, now = MediaFile.objects.get(), timezone.now()
    assert not files.may_begin_again(row, now)
    assert files.may_begin_again(row, now + timedelta(minutes=11))


def test_what_no_post_took_is_forgotten_and_what_one_took_is_not(
    clip: io.BytesIO, write: Write, ayu: User, ayu_account: Account, approved: Approval
) -> None:
    limit(ayu_account, image_types=("image/jpeg",), videos=1)
    taken = intake.store(io.BytesIO(photo("PNG", size=(50, 50))), name="a.png", alt="Peta")
    post = write(media=[taken])
    intake.store(clip, name="b.mov")
    intake.store(io.BytesIO(photo("PNG", size=(60, 60))), name="c.png")
    work_off()
    later = timezone.now() + timedelta(days=8)
    assert actions.forget(timezone.now()) == 0
    assert actions.forget(later) == 2
    assert {row.source for row in MediaFile.objects.all()} == {taken.sha256}
    assert problems(post) == []


def test_a_file_that_was_asked_for_stays_when_the_post_changes(
    write: Write, ayu: User, ayu_account: Account
) -> None:
    limit(ayu_account, image_types=("image/jpeg",))
    taken: Picture = intake.store(io.BytesIO(photo("PNG")), name="a.png", alt="Peta")
    post = write(media=[taken])
    work_off()
    [item] = actions.ask_approval(ayu, post).asked[0]["media"]
    actions.edit(ayu, post, version=1, text="Tanpa gambar", accounts=[ayu_account])
    assert actions.forget(timezone.now() + timedelta(days=90)) == 0
    assert default_storage.exists(item["file"])
