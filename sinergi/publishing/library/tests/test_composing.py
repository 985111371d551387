"""Posts take files out of the library, and show how each account would cut them."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from sinergi.audit.models import Entry
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import pictures
from sinergi.publishing.library import keeping
from sinergi.publishing.library.aiming import Aim
from sinergi.publishing.library.tests.conftest import taken
from sinergi.publishing.models import LibraryFile, PostMedia
from sinergi.publishing.tests.test_files import limit
from sinergi.publishing.tests.test_screens import as_, typed
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def test_a_post_takes_a_file_with_its_description(
    market: LibraryFile, ayu: User, ayu_account: Account
) -> None:
    client, write = as_(ayu), reverse("content:write")
    sought = client.post(write, typed(ayu_account, do="seek", media_seek="pasar")).content.decode()
    assert f'value="media:{market.pk}"' in sought
    fields = typed(ayu_account, insert=f"media:{market.pk}")
    page = client.post(write, {k: v for k, v in fields.items() if k != "do"}).content.decode()
    assert "Pedagang sayur di pasar" in page
    token = re.search(r'name="picture" value="([^"]+)"', page)
    assert token
    assert "/potong/" in page  # how each shape cuts it
    told = {"picture": [token[1]], "alt-0": "Pedagang sayur di pasar"}
    assert client.post(write, typed(ayu_account, **told)).status_code == 302
    assert PostMedia.objects.get().sha256 == market.file.source
    assert LibraryFile.objects.count() == 1


def test_a_post_takes_nothing_of_another_office_and_nothing_withdrawn(
    market: LibraryFile, ayu: User, citra: User, ayu_account: Account, citra_account: Account
) -> None:
    write = reverse("content:write")

    def page(user: User, account: Account) -> str:
        fields = typed(account, insert=f"media:{market.pk}")
        del fields["do"]
        return as_(user).post(write, fields).content.decode()

    assert 'name="picture"' not in page(citra, citra_account)
    keeping.withdraw(ayu, market, "Salah")
    assert 'name="picture"' not in page(ayu, ayu_account)


def test_what_is_offered_is_that_of_the_office_one_writes_for(
    market: LibraryFile, logo: LibraryFile, ayu: User, citra: User, tree: dict[str, Unit]
) -> None:
    url = reverse("content:library-pick")
    mine = as_(ayu).get(url, {"unit": tree["cibinong"].pk}).content.decode()
    assert "Pasar Cibinong" in mine
    assert "Bingkai" in mine
    theirs = as_(citra).get(url, {"unit": tree["ciomas"].pk}).content.decode()
    assert "Pasar Cibinong" not in theirs
    assert "Bingkai" in theirs
    assert as_(citra).get(url, {"unit": tree["cibinong"].pk}).status_code == 403


def test_the_preview_shows_what_an_account_would_cut(
    market: LibraryFile, ayu: User, ayu_account: Account
) -> None:
    limit(ayu_account, shapes=(0.8, 1.5))
    keeping.crop(ayu, market, None, {"square": Aim(0, 50)})
    token = pictures.token(taken(alt="Pasar"), ayu.pk)
    fields = typed(ayu_account, do="preview", picture=[token], **{"alt-0": "Pasar"})
    page = as_(ayu).post(reverse("content:write"), fields).content.decode()
    cut = re.search(r'src="([^"]+/potong/0,0,200,200/)"', page.partition('id="preview"')[2])
    assert cut
    assert "wrong shape" not in page
    assert as_(ayu).get(cut[1])["Content-Type"] == "image/webp"


def test_a_piece_of_an_unsaved_picture_is_its_uploaders_alone(
    ayu: User, citra: User, tree: dict[str, Unit]
) -> None:
    token = pictures.token(taken(), ayu.pk)
    url = reverse("content:picture-cut", args=[token, "0,0,100,100"])
    assert as_(ayu).get(url).status_code == 200
    assert as_(citra).get(url).status_code == 404
    bad = reverse("content:picture-cut", args=[token, "0,0,0,0"])
    assert as_(ayu).get(bad).status_code == 200
    assert as_(ayu).get(bad.replace("0,0,0,0", "x")).status_code == 404


def test_an_image_is_marked_a_poster_beside_it_and_checked_at_once(
    ayu: User, ayu_account: Account
) -> None:
    picture = taken(alt="Warga antre di Puskesmas Ciomas")
    mark = f"poster-{picture.sha256[:16]}"
    told = {"picture": [pictures.token(picture, ayu.pk)], "alt-0": picture.alt, mark: "yes"}
    url, fields = reverse("content:checks"), typed(ayu_account, text="Ada layanan")
    warned = "Poster memuat ini"
    assert warned not in as_(ayu).post(url, {**fields, **told, mark: ""}).content.decode()
    assert warned in as_(ayu).post(url, {**fields, **told}).content.decode()
    as_(ayu).post(reverse("content:write"), typed(ayu_account, **told))
    entry = LibraryFile.objects.get()
    assert (entry.poster, entry.unit) == (True, ayu_account.unit)
    post = PostMedia.objects.get().post
    page = as_(ayu).get(reverse("content:edit", args=[post.pk])).content.decode()
    assert re.search(rf'name="{mark}".*?<option value="yes" selected>', page, re.DOTALL)
    again = typed(ayu_account, version="1", **told | {mark: "no"})
    as_(ayu).post(reverse("content:edit", args=[post.pk]), again)
    entry.refresh_from_db()
    assert entry.poster is False
    assert Entry.objects.filter(verb="file.changed").count() == 2


def test_what_the_regency_says_of_its_picture_is_not_changed_beside_a_post(
    logo: LibraryFile, ayu: User, ayu_account: Account
) -> None:
    picture = taken("x.png", (300, 300), alt="Bingkai kabupaten")
    assert picture.sha256 == logo.file.source
    mark = f"poster-{picture.sha256[:16]}"
    told = {"picture": [pictures.token(picture, ayu.pk)], "alt-0": picture.alt, mark: "yes"}
    as_(ayu).post(reverse("content:write"), typed(ayu_account, **told))
    logo.refresh_from_db()
    assert logo.poster is None
    post = PostMedia.objects.get().post
    page = as_(ayu).get(reverse("content:edit", args=[post.pk])).content.decode()
    assert f'name="{mark}"' not in page
    assert "Belum ditentukan (" in page


def test_a_mark_is_kept_with_what_is_not_saved(ayu: User, ayu_account: Account) -> None:
    picture = taken(alt="Pasar")
    mark = f"poster-{picture.sha256[:16]}"
    token = pictures.token(picture, ayu.pk)
    sent = typed(ayu_account, picture=[token], **{"alt-0": "Pasar", mark: "yes"})
    key = "0f8fad5b-d9cb-469f-a165-70867728950e"
    assert as_(ayu).post(reverse("content:keep"), sent | {"key": key}).status_code == 200
    page = as_(ayu).get(reverse("content:write"), {"draft": key}).content.decode()
    assert re.search(rf'name="{mark}".*?<option value="yes" selected>', page, re.DOTALL)


def test_beside_a_post_the_full_screen_shows_what_lies_under_buttons(
    ayu: User, ayu_account: Account
) -> None:
    picture = taken(alt="Pasar")
    told = {"picture": [pictures.token(picture, ayu.pk)], "alt-0": "Pasar"}
    page = as_(ayu).post(reverse("content:write"), typed(ayu_account, do="preview", **told))
    veiled = re.search(r'src="([^"]+)\?zones="', page.content.decode())
    assert veiled
    plain, dark = (as_(ayu).get(veiled[1] + asked).content for asked in ("", "?zones="))
    assert plain[8:12] == dark[8:12] == b"WEBP"
    assert plain != dark
