"""Pictures for an answer are chosen in its form, described, and kept with the draft."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from sinergi.inbox.models import Draft
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.pictured import at, chosen, form_of, names, upload
from sinergi.inbox.tests.test_screens import as_
from sinergi.lib.media.tests.made import PLACE, film
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing.models import MediaFile
from sinergi.publishing.tests.test_files import limit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages", "media")]


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


def test_while_one_types_nothing_is_taken_out_yet(heard: Hear, ayu: User) -> None:
    talk = heard("c1")
    chosen(talk, ayu, upload("a.png"), upload("b.png", size=80))
    sent = form_of(talk, ayu, **{"drop-0": "on", "alt-0": "A"})
    as_(ayu).post(at("keep", talk), sent, headers={"HX-Request": "true", "HX-Target": "holding"})
    assert names(Draft.objects.get().media) == ["a.png", "b.png"]
    sent.pop(next(name for name in sent if name.startswith("drop-")))
    as_(ayu).post(at("reply", talk), sent)
    assert [(i["name"], i["alt"]) for i in Delivery.objects.get().media] == [
        ("a.png", "A"),
        ("b.png", ""),
    ]


def test_fields_are_named_after_their_pictures_and_not_after_places(heard: Hear, ayu: User) -> None:
    """A browser fills in again what stood in a field of that name, also where another is first."""
    talk = heard("c1")
    chosen(talk, ayu, upload("a.png"), upload("b.png", size=80))
    page = as_(ayu).get(at("conversation", talk) + "?gambar").content.decode()
    for item in Draft.objects.get().media:
        assert f'name="alt-{item["sha256"]}"' in page
        assert f'name="drop-{item["sha256"]}"' in page


def test_what_another_page_brought_meanwhile_stays(heard: Hear, ayu: User) -> None:
    talk = heard("c1")
    old = form_of(talk, ayu)
    chosen(talk, ayu, upload())
    as_(ayu).post(at("keep", talk), old)
    assert names(Draft.objects.get().media) == ["jalan.png"]
    as_(ayu).post(at("attach", talk), {**old, "chosen": [upload("lain.png", size=80)]})
    assert sorted(names(Draft.objects.get().media)) == ["jalan.png", "lain.png"]


def test_a_page_without_the_field_leaves_the_pictures_of_the_draft(heard: Hear, ayu: User) -> None:
    talk = heard("c1")
    chosen(talk, ayu, upload())
    as_(ayu).post(at("keep", talk), {"text": "Dari tab lain"})
    draft = Draft.objects.get()
    assert (draft.text, names(draft.media)) == ("Dari tab lain", ["jalan.png"])


def test_what_must_be_made_is_begun_when_it_is_chosen(
    heard: Hear, ayu: User, ayu_account: Account
) -> None:
    limit(ayu_account, image_side=32)
    chosen(heard("c1"), ayu, upload())
    assert MediaFile.objects.filter(state="preparing").count() == 1


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


def test_a_picture_does_not_write_over_what_another_window_kept(heard: Hear, ayu: User) -> None:
    talk = heard("c1")
    as_(ayu).post(at("keep", talk), {"text": "Kata dari meja"})
    sent = form_of(talk, ayu, text="Kata dari ponsel", kept="", chosen=[upload()])
    page = as_(ayu).post(at("attach", talk), sent).content.decode()
    assert "Kata dari ponsel" in page
    assert Draft.objects.get().text == "Kata dari meja"
