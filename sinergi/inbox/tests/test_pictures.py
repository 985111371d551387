"""Pictures that go with an answer: chosen in the form, described, kept, sent once."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from sinergi.inbox import actions
from sinergi.inbox.attaching import carrying
from sinergi.inbox.models import Conversation, Draft, Message
from sinergi.inbox.tests.conftest import Hear
from sinergi.lib.media.tests.made import PLACE, film, photo
from sinergi.lib.text import No
from sinergi.networks import attaching, gateway
from sinergi.networks.attaching import Item
from sinergi.networks.models import Account, Delivery, DeliveryFile
from sinergi.people.models import User
from sinergi.publishing import actions as publishing
from sinergi.publishing.models import MediaFile
from sinergi.publishing.tests.test_files import limit, work_off

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def upload(name: str = "jalan.png", form: str = "PNG", *, size: int = 64) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo(form, size=(size, 48)))


def brought(name: str = "jalan.png", *, alt: str = "Jalan", size: int = 64) -> Item:
    """Return a picture as the form brings it."""
    taken = attaching.brought(io.BytesIO(photo("PNG", size=(size, 48))), name=name)
    return {**taken, "alt": alt}


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(name: str, talk: Conversation, *more: object) -> str:
    return reverse(f"inbox:{name}", args=[talk.pk, *more])


def form_of(talk: Conversation, user: User, *, text: str = "Ini fotonya.", **more: Any) -> Any:
    """Return what the form of the answer sends, with the pictures its page shows."""
    draft = Draft.objects.filter(conversation=talk, by=user).first()
    shown = [item["sha256"] for item in (draft.media if draft else ())]
    seen = talk.messages.latest("id").pk
    return {"text": text, "seen": seen, "pictures": "1", "picture": shown, **more}


def chosen(talk: Conversation, user: User, *files: SimpleUploadedFile) -> None:
    """Choose pictures in the form, as a browser without scripts does."""
    answer = as_(user).post(at("attach", talk), form_of(talk, user, text="", chosen=list(files)))
    assert answer.status_code == 302


def names(items: Sequence[Item]) -> list[str]:
    return [str(item["name"]) for item in items]


def test_a_picture_goes_out_with_the_answer_as_described(heard: Hear, ayu: User) -> None:
    talk = heard("c1")
    chosen(talk, ayu, upload())
    sent = form_of(talk, ayu, **{"alt-0": "Jalan sudah rata"})
    assert as_(ayu).post(at("reply", talk), sent).status_code == 302
    delivery = Delivery.objects.get()
    [media] = gateway.draft_of(delivery).media
    assert (media.name, media.mime, media.alt) == ("jalan.png", "image/png", "Jalan sudah rata")
    with media.open() as file:
        assert file.read(4) == b"\x89PNG"
    assert not Draft.objects.exists()


def test_a_form_sent_twice_sends_one_answer_with_one_picture(heard: Hear, ayu: User) -> None:
    talk = heard("c1")
    chosen(talk, ayu, upload())
    sent, client = form_of(talk, ayu), as_(ayu)
    assert [client.post(at("reply", talk), sent).status_code for _ in range(2)] == [302, 302]
    assert Delivery.objects.count() == 1
    assert DeliveryFile.objects.count() == 1


def test_pictures_that_went_out_are_not_sent_as_words_alone(heard: Hear, ayu: User) -> None:
    talk = heard("c1")
    chosen(talk, ayu, upload())
    sent = form_of(talk, ayu)
    Draft.objects.all().delete()
    page = as_(ayu).post(at("reply", talk), sent).content.decode()
    assert "Jawaban Anda" in page
    assert not Delivery.objects.exists()


def test_other_pictures_with_the_same_words_are_another_answer(heard: Hear, ayu: User) -> None:
    talk, seen = heard("c1"), Message.objects.get().pk
    first = actions.reply(ayu, talk, text="Ini fotonya.", seen=seen, media=[brought()])
    other = brought("lain.png", size=80)
    assert actions.reply(ayu, talk, text="Ini fotonya.", seen=seen, media=[other]) != first
    assert actions.reply(ayu, talk, text="Ini fotonya.", seen=seen, media=[brought()]) == first


def test_chosen_pictures_are_described_before_they_go_out(heard: Hear, ayu: User) -> None:
    talk = heard("c1")
    sent = form_of(talk, ayu, chosen=[upload("a.png"), upload("b.png", size=80)])
    answer = as_(ayu).post(at("reply", talk), sent, follow=True)
    page = answer.content.decode()
    assert not Delivery.objects.exists()
    assert "Ini fotonya." in page
    assert page.count('name="alt-') == 2
    assert 'enctype="multipart/form-data"' in page


def test_the_place_of_a_photo_is_removed(heard: Hear, ayu: User) -> None:
    talk = heard("c1")
    chosen(talk, ayu, upload("IMG_1.HEIC", "HEIF"))
    [item] = Draft.objects.get().media
    assert (item["name"], item["mime"]) == ("IMG_1.jpg", "image/jpeg")
    with default_storage.open(item["file"]) as file:
        assert PLACE.encode() not in file.read()


def test_what_is_no_picture_is_refused_and_the_rest_stays(
    heard: Hear, ayu: User, tmp_path: Path
) -> None:
    talk = heard("c1")
    clip = SimpleUploadedFile("a.mov", film(tmp_path / "a.mov").read_bytes())
    chosen(talk, ayu, upload())
    bad = SimpleUploadedFile("surat.pdf", b"%PDF-1.7")
    for wrong, said in ((clip, "a.mov"), (bad, "surat.pdf")):
        sent = form_of(talk, ayu, chosen=[wrong])
        page = as_(ayu).post(at("reply", talk), sent, follow=True).content.decode()
        assert said in page
        assert "Ini fotonya." in page
    assert names(Draft.objects.get().media) == ["jalan.png"]
    assert not Delivery.objects.exists()


def test_a_mistake_keeps_words_and_pictures(heard: Hear, ayu: User) -> None:
    talk = heard("c1")
    chosen(talk, ayu, upload())
    sent = form_of(talk, ayu, text="x" * 281, **{"alt-0": "Jalan rata"})
    page = as_(ayu).post(at("reply", talk), sent).content.decode()
    assert "Jalan rata" in page
    assert names(Draft.objects.get().media) == ["jalan.png"]


def test_a_picture_can_be_taken_out_again(heard: Hear, ayu: User) -> None:
    talk = heard("c1")
    chosen(talk, ayu, upload("a.png"), upload("b.png", size=80))
    as_(ayu).post(at("keep", talk), form_of(talk, ayu, **{"drop-0": "on", "alt-1": "B"}))
    assert [(i["name"], i["alt"]) for i in Draft.objects.get().media] == [("b.png", "B")]


def test_a_page_without_the_field_leaves_the_pictures_of_the_draft(heard: Hear, ayu: User) -> None:
    talk = heard("c1")
    chosen(talk, ayu, upload())
    as_(ayu).post(at("keep", talk), {"text": "Dari tab lain"})
    draft = Draft.objects.get()
    assert (draft.text, names(draft.media)) == ("Dari tab lain", ["jalan.png"])


def test_more_than_the_network_takes_are_refused(
    heard: Hear, ayu: User, ayu_account: Account
) -> None:
    limit(ayu_account, images=1)
    talk = heard("c1")
    with pytest.raises(No, match="at most 1 images"):
        actions.reply(ayu, talk, text="Ini.", media=[brought(), brought("b.png", size=80)])
    chosen(talk, ayu, upload("a.png"), upload("b.png", size=80))
    assert names(Draft.objects.get().media) == ["a.png"]


def test_where_a_network_takes_words_alone_there_is_no_field(
    heard: Hear, ayu: User, ayu_account: Account
) -> None:
    limit(ayu_account, images=0)
    talk = heard("c1")
    assert at("attach", talk) not in as_(ayu).get(at("conversation", talk)).content.decode()
    with pytest.raises(No, match="words alone"):
        actions.reply(ayu, talk, text="Ini.", media=[brought()])


def test_an_answer_waits_until_its_pictures_are_ready(
    heard: Hear, ayu: User, ayu_account: Account
) -> None:
    limit(ayu_account, image_types=("image/jpeg",), image_side=32)
    talk = heard("c1")
    chosen(talk, ayu, upload())
    sent, client = form_of(talk, ayu), as_(ayu)
    page = client.post(at("reply", talk), sent).content.decode()
    assert "masih disiapkan" in page
    assert not Delivery.objects.exists()
    work_off()
    assert client.post(at("reply", talk), sent).status_code == 302
    [media] = gateway.draft_of(Delivery.objects.get()).media
    assert (media.name, media.mime, media.width) == ("jalan.jpg", "image/jpeg", 32)


def test_what_must_be_made_is_begun_when_it_is_chosen(
    heard: Hear, ayu: User, ayu_account: Account
) -> None:
    limit(ayu_account, image_side=32)
    chosen(heard("c1"), ayu, upload())
    assert MediaFile.objects.filter(state="preparing").count() == 1


def test_the_conversation_shows_what_we_sent_to_who_may_see_it(
    heard: Hear, ayu: User, dewi: User, citra: User
) -> None:
    talk = heard("c1")
    message = actions.reply(ayu, talk, text="Ini.", media=[brought(alt="Jalan rata")])
    page = as_(dewi).get(at("conversation", talk)).content.decode()
    assert 'alt="Jalan rata"' in page
    address = at("picture", talk, "balasan", message.pk, 0)
    assert address in page
    small, whole = as_(dewi).get(address), as_(dewi).get(f"{address}?penuh")
    assert (small.status_code, small["Content-Type"]) == (200, "image/jpeg")
    assert (whole.status_code, whole["Content-Type"]) == (200, "image/png")
    assert as_(citra).get(address).status_code == 404
    assert as_(dewi).get(at("picture", talk, "balasan", message.pk, 1)).status_code == 404
    assert as_(dewi).get(at("picture", talk, "lain", message.pk, 0)).status_code == 404


def test_nobody_sees_the_pictures_of_a_colleagues_draft(
    heard: Hear, ayu: User, dewi: User, citra: User
) -> None:
    talk = heard("c1")
    chosen(talk, ayu, upload())
    address = at("picture", talk, "konsep", 0, 0)
    assert [as_(who).get(address).status_code for who in (ayu, dewi, citra)] == [200, 404, 404]


def test_citra_adds_nothing_to_a_conversation_of_ayus(heard: Hear, citra: User) -> None:
    talk = heard("c1")
    sent = {"text": "", "pictures": "1", "chosen": [upload()]}
    assert as_(citra).post(at("attach", talk), sent).status_code == 404
    assert not MediaFile.objects.exists()


def test_files_are_kept_as_long_as_an_answer_or_a_draft_has_them(
    heard: Hear, ayu: User, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    talk, late = heard("c1"), timezone.now() + timedelta(days=30)
    chosen(talk, ayu, upload())
    publishing.forget(late)
    assert carrying.held() == {MediaFile.objects.get().source}
    as_(ayu).post(at("reply", talk), form_of(talk, ayu))
    assert carrying.held() == set()
    publishing.forget(late)
    [item] = Delivery.objects.get().media
    assert default_storage.exists(item["file"])
    DeliveryFile.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        publishing.forget(late)
    assert not default_storage.exists(item["file"])
    assert not default_storage.exists(item["small"])
