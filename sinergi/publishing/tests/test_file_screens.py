"""Files on the screens: taken in the composer, watched while they are prepared, never Citra's."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pytest_django import Settings

from sinergi.lib.media.kinds import Unreadable
from sinergi.lib.media.tests.made import film, photo
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing import actions, intake, making, tasks, unusable
from sinergi.publishing.models import MediaFile, Post, PostMedia
from sinergi.publishing.tests.conftest import Write
from sinergi.publishing.tests.test_files import limit
from sinergi.publishing.tests.test_screens import as_, kind_of, typed, value_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def raw(tmp_path: Path) -> bytes:
    return film(tmp_path / "a.mov").read_bytes()


@pytest.fixture
def with_video(raw: bytes, write: Write, ayu_account: Account) -> Post:
    limit(ayu_account, videos=1)
    return write(media=[intake.store(io.BytesIO(raw), name="pasar.mov")])


def prepare() -> None:
    making.make(MediaFile.objects.get().pk, tasks.begin)


def status(client: Client, url: str, **headers: str) -> int:
    answer = client.get(url, headers=headers)
    if answer.streaming:
        list(answer.streaming_content)  # type: ignore[attr-defined]  # which closes the file
    return answer.status_code


def progress(client: Client, post: Post) -> tuple[str, bool]:
    """Return what htmx is given every few seconds, and whether the page is then drawn anew."""
    answer = client.get(reverse("content:files", args=[post.pk]), headers={"HX-Request": "true"})
    return answer.content.decode(), "HX-Refresh" in answer


def test_a_video_is_shown_in_the_composer_and_saved(
    raw: bytes, ayu: User, ayu_account: Account
) -> None:
    client, write = as_(ayu), reverse("content:write")
    clip = SimpleUploadedFile("pasar.MOV", raw, "video/quicktime")
    page = client.post(write, typed(ayu_account, do="preview", images=[clip])).content.decode()
    token = value_of("picture", page)
    assert "64 × 48" in page
    assert "0:01" in page
    assert kind_of(client, reverse("content:picture", args=[token])) == "image/jpeg"
    assert client.post(write, typed(ayu_account, picture=[token])).status_code == 302
    assert PostMedia.objects.get().name == "pasar.mp4"


def test_the_form_takes_what_phones_make(ayu: User) -> None:
    page = as_(ayu).get(reverse("content:write")).content.decode()
    assert 'accept="image/*,video/*,.heic,.heif,.mov,.3gp"' in page


def test_the_page_shows_how_far_the_video_is_and_then_asks(ayu: User, with_video: Post) -> None:
    client, url = as_(ayu), reverse("content:post", args=[with_video.pk])
    page = client.get(url).content.decode()
    assert "hx-get" in page
    assert reverse("content:ask", args=[with_video.pk]) not in page
    MediaFile.objects.update(progress=40)
    told, over = progress(client, with_video)
    assert 'value="40"' in told
    assert not over
    prepare()
    assert progress(client, with_video)[1]
    page = client.get(url).content.decode()
    assert "hx-get" not in page
    assert reverse("content:ask", args=[with_video.pk]) in page


def test_without_htmx_the_address_leads_to_the_post(ayu: User, with_video: Post) -> None:
    answer = as_(ayu).get(reverse("content:files", args=[with_video.pk]))
    assert answer["Location"] == reverse("content:post", args=[with_video.pk])


def test_what_failed_is_tried_again_by_a_button(ayu: User, with_video: Post) -> None:
    row = MediaFile.objects.get()
    sentence, facts = unusable.told(Unreadable())
    problem = {"message": sentence, "facts": facts}
    MediaFile.objects.update(state="failed", problem=problem)
    client, again = as_(ayu), reverse("content:files-again", args=[with_video.pk])
    page = client.get(reverse("content:post", args=[with_video.pk])).content.decode()
    assert again in page
    assert client.post(again).status_code == 302
    row.refresh_from_db()
    assert row.state == "preparing"


def test_players_get_the_part_they_ask_for(ayu: User, with_video: Post) -> None:
    prepare()
    client = as_(ayu)
    url = reverse("content:media", args=[PostMedia.objects.get().pk])
    whole = b"".join(client.get(url).streaming_content)  # type: ignore[attr-defined]  # a file
    for asked, start, end in (("0-1", 0, 2), ("100-", 100, None), ("5-9", 5, 10)):
        part = client.get(url, headers={"Range": f"bytes={asked}"})
        assert part.status_code == 206
        assert b"".join(part.streaming_content) == whole[start:end]  # type: ignore[attr-defined]  # a file
    for none in ("99999999-", "5-2", f"{'9' * 5000}-", f"0-{'9' * 5000}"):
        assert status(client, url, Range=f"bytes={none}") == 200


def test_who_publishes_by_hand_gets_the_very_file(
    ayu: User, budi: User, ayu_account: Account, write: Write
) -> None:
    limit(ayu_account, image_types=("image/jpeg",))
    post = write(media=[intake.store(io.BytesIO(photo("PNG")), name="a.png", alt="Peta")])
    making.make(MediaFile.objects.exclude(recipe="").get().pk, tasks.begin)
    actions.approve(budi, actions.ask_approval(ayu, post), due=None)
    Delivery.objects.update(state="by_hand")
    delivery = Delivery.objects.get()
    url = reverse("content:sent-file", args=[delivery.pk, 0])
    page = as_(ayu).get(reverse("content:delivery", args=[delivery.pk])).content.decode()
    assert f'href="{url}" download="a.jpg"' in page
    assert kind_of(as_(ayu), url) == "image/jpeg"
    assert as_(ayu).get(reverse("content:sent-file", args=[delivery.pk, 1])).status_code == 404


def test_citra_sees_none_of_ayus_files(
    citra: User, ayu: User, budi: User, with_video: Post
) -> None:
    prepare()
    actions.approve(budi, actions.ask_approval(ayu, with_video), due=timezone.now())
    client, media = as_(citra), PostMedia.objects.get().pk
    for name, keys in {
        "media": [media],
        "poster": [media],
        "files": [with_video.pk],
        "sent-file": [Delivery.objects.get().pk, 0],
    }.items():
        url = reverse(f"content:{name}", args=keys)
        assert status(client, url) == 404, url
        assert status(as_(ayu), url) in {200, 302}, url
    assert client.post(reverse("content:files-again", args=[with_video.pk])).status_code == 404


def test_a_file_that_is_too_large_is_cut_short_and_refused_in_words(
    raw: bytes, ayu: User, ayu_account: Account, settings: Settings
) -> None:
    settings.MOST_VIDEO_BYTES = 1000
    clip = SimpleUploadedFile("pasar.mov", raw + b"\0" * 500_000, "video/quicktime")
    page = as_(ayu).post(reverse("content:write"), typed(ayu_account, images=[clip]))
    assert "pasar.mov" in page.content.decode()
    assert not MediaFile.objects.exists()
    assert not default_storage.exists("uploads")


def test_a_stranger_brings_no_large_files(settings: Settings) -> None:
    clip = SimpleUploadedFile("a.mov", b"\0" * 5_100_000, "video/quicktime")
    client = Client(enforce_csrf_checks=True)
    client.get(reverse("account_login"))  # gives the cookie, without which nothing is read
    answer = client.post(reverse("content:write"), {"images": [clip]})
    assert answer.status_code == 400


def test_a_video_plays_where_it_is_written_and_where_it_is_decided(
    raw: bytes, ayu: User, budi: User, citra: User, ayu_account: Account
) -> None:
    client, write = as_(ayu), reverse("content:write")
    limit(ayu_account, videos=1)
    clip = SimpleUploadedFile("pasar.MOV", raw, "video/quicktime")
    token = value_of(
        "picture",
        client.post(write, typed(ayu_account, do="preview", images=[clip])).content.decode(),
    )
    prepare()
    answer = client.post(write, typed(ayu_account, do="preview", picture=[token]))
    page = answer.content.decode()
    film = reverse("content:film", args=[value_of("picture", page)])
    assert f'<video class="film" controls preload="none" src="{film}"' in page
    assert "media-src 'self'" in answer.headers["Content-Security-Policy"]
    assert kind_of(client, film) == "video/mp4"
    assert status(as_(citra), film) == 404
    client.post(write, typed(ayu_account, picture=[token]))
    approval = actions.ask_approval(ayu, Post.objects.get())
    asked = [approval.pk, ayu_account.pk, 0]
    decide = as_(budi).get(reverse("content:approval", args=[approval.pk])).content.decode()
    assert f'src="{reverse("content:asked-file", args=asked)}"' in decide
    assert kind_of(as_(budi), reverse("content:asked-file", args=asked)) == "video/mp4"
    assert kind_of(as_(budi), reverse("content:asked-poster", args=asked)) == "image/jpeg"
    # Who wrote it reads the same page, with the same pictures.
    theirs = client.get(reverse("content:approval", args=[approval.pk])).content.decode()
    assert reverse("content:asked-poster", args=asked) in theirs
    assert kind_of(client, reverse("content:asked-file", args=asked)) == "video/mp4"
    assert kind_of(client, reverse("content:asked-poster", args=asked)) == "image/jpeg"
    assert status(as_(citra), reverse("content:asked-poster", args=asked)) == 404


def test_what_is_decided_on_is_the_file_made_for_each_account(
    write: Write, ayu: User, budi: User, citra: User, ayu_account: Account
) -> None:
    limit(ayu_account, image_side=32)
    picture = intake.store(io.BytesIO(photo("JPEG", size=(64, 48))), name="loket.jpg")
    post = write(media=[replace(picture, alt="Loket KTP-el")])
    while row := MediaFile.objects.filter(state="preparing").first():
        making.make(row.pk, tasks.begin)
    approval = actions.ask_approval(ayu, post)
    page = as_(budi).get(reverse("content:approval", args=[approval.pk])).content.decode()
    assert "Dibuat untuk akun ini: JPEG, 32 × 24" in page
    url = reverse("content:asked-file", args=[approval.pk, ayu_account.pk, 0])
    assert url in page
    shown = b"".join(as_(budi).get(url).streaming_content)  # type: ignore[attr-defined]  # a file
    assert Image.open(io.BytesIO(shown)).size == (32, 24)
    assert status(as_(citra), url) == 404
    for strange in ([approval.pk, ayu_account.pk, 1], [approval.pk, 0, 0]):
        assert status(as_(budi), reverse("content:asked-file", args=strange)) == 404
