"""The registry of official accounts, and the public list made of it."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.conftest import person
from sinergi.networks import actions, directory, registry, today
from sinergi.networks.models import Account, AccountRecord
from sinergi.networks.tests.test_screens import as_, read
from sinergi.networks.views.public import workbook
from sinergi.people.models import User
from sinergi.units.models import Role, Unit
from tests.support.workbooks import lines_of

Counted = Callable[[int], AbstractContextManager[object]]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture
def official(ayu: User, tree: dict[str, Unit]) -> Account:
    cache.delete(directory.KEY)
    return actions.keep_by_hand(
        ayu,
        tree["cibinong"],
        "mastodon",
        handle="@kecamatan.cibinong",
        url="https://sosial.example/@kecamatan.cibinong",
    )


def whole(account: Account) -> AccountRecord:
    return AccountRecord(
        account=account,
        decree="555/12/2026",
        decree_date=timezone.localdate(),
        recovery_email="office",
        recovery_phone="office",
        second_factor="app",
        device="Ponsel dinas",
    )


def test_a_record_is_whole_when_everything_is_known(
    official: Account, ayu: User, budi: User
) -> None:
    now = timezone.now()
    assert registry.standing(official, now=now).whole == 0
    Account.objects.filter(pk=official.pk).update(deputy=budi)
    official.refresh_from_db()
    registry.keep(ayu, official, whole(official))
    found = registry.standing(official, now=now)
    assert (found.whole, found.risks, found.due) == (100, (), False)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("second_factor", "none", "second factor"),
        ("recovery_email", "private", "take it along"),
        ("recovery_phone", "none", "cannot be recovered"),
        ("device_owner", "private", "own device"),
    ],
)
def test_what_is_risky_is_named(
    official: Account, ayu: User, field: str, value: str, words: str
) -> None:
    record = whole(official)
    setattr(record, field, value)
    registry.keep(ayu, official, record)
    found = registry.standing(official, now=timezone.now())
    assert any(words in risk for risk in found.risks)


def test_every_half_year_its_owner_is_asked_to_look_again(official: Account, ayu: User) -> None:
    Account.objects.update(connected_at=timezone.now() - timedelta(days=8))
    page = reverse("networks:record", args=[official.pk])
    assert [t.url for t in today.today_for(ayu)] == [page]
    registry.keep(ayu, official, whole(official))
    assert today.today_for(ayu) == []
    AccountRecord.objects.update(checked_at=timezone.now() - timedelta(days=181))
    assert len(today.today_for(ayu)) == 1


def asked(user: User) -> list[str]:
    return [task.url for task in today.today_for(user)]


def test_where_owner_and_deputy_cannot_their_colleagues_are_asked(
    official: Account, ayu: User, budi: User, citra: User, tree: dict[str, Unit]
) -> None:
    Account.objects.update(connected_at=timezone.now() - timedelta(days=8))
    page = reverse("networks:record", args=[official.pk])
    rani = person("rani", "Rani", tree["regency"], Role.COORDINATOR)
    wati = person("wati", "Wati", tree["cibinong"], Role.ADMIN)
    assert page not in asked(rani) + asked(wati)
    Account.objects.update(owner=citra, deputy=budi)  # of another office; without the right
    assert page in asked(rani)
    assert page in asked(wati)
    assert page not in asked(citra) + asked(budi)
    Account.objects.update(deputy=ayu)
    assert page not in asked(wati)
    User.objects.filter(pk=ayu.pk).update(is_active=False)
    assert page in asked(wati)


def test_all_records_cost_the_same_questions(
    official: Account, ayu: User, tree: dict[str, Unit], django_assert_max_num_queries: Counted
) -> None:
    for number in range(12):
        handle = f"@kecamatan{number}"
        url = f"https://sosial.example/{handle}"
        made = actions.keep_by_hand(ayu, tree["cibinong"], "mastodon", handle=handle, url=url)
        if number % 2:
            registry.keep(ayu, made, whole(made))
    with django_assert_max_num_queries(3):
        found = registry.standings(ayu, now=timezone.now())
    assert len(found) == 13
    assert [one.due for one in found].count(False) == 6


def test_ayu_keeps_the_record_and_citra_never_sees_it(
    official: Account, ayu: User, budi: User, citra: User
) -> None:
    url = reverse("networks:record", args=[official.pk])
    answer = as_(ayu).post(url, {"decree": "555/12/2026", "second_factor": "app", "public": "on"})
    assert answer.status_code == 302
    assert official.record.checked_by == ayu
    shown = read(as_(budi), url)
    assert "555/12/2026" in shown
    assert "Tampilkan di daftar akun resmi untuk publik</dt><dd>Ya</dd>" in shown
    assert "app</dd>" not in shown
    assert as_(budi).post(url, {"decree": "x"}).status_code == 403
    assert as_(citra).get(url).status_code == 404
    assert "kecamatan.cibinong" not in read(as_(citra), reverse("networks:records"))


def test_the_public_sees_official_accounts_as_page_and_as_data(official: Account) -> None:
    public = Client()
    assert "@kecamatan.cibinong" in read(public, "/akun-resmi/")
    for page in ("/akun-resmi/", "/akun-resmi/cek/?q=@kecamatan.cibinong"):
        assert public.get(page)["Cache-Control"] == "private, max-age=60"
    told = public.get("/akun-resmi/data.json").json()["accounts"]
    assert [row["handle"] for row in told] == ["@kecamatan.cibinong"]
    rows = list(csv.reader(io.StringIO(public.get("/akun-resmi/data.csv").content.decode())))
    assert rows[1][3] == "'@kecamatan.cibinong"
    assert lines_of(public.get("/akun-resmi/data.xlsx"))[1][3] == "@kecamatan.cibinong"
    assert public.get("/akun-resmi/data.xml").status_code == 404


def test_strangers_have_a_workbook_written_once_while_nothing_in_it_changes(
    official: Account,
) -> None:
    workbook.cache_clear()
    for asked in ("", "?q=cibinong", "?q=zzz"):
        book = Client().get(f"/akun-resmi/data.xlsx{asked}")
        assert book["Content-Disposition"] == 'attachment; filename="akun-resmi.xlsx"'
        assert lines_of(book)[1][3] == "@kecamatan.cibinong"
    assert workbook.cache_info().misses == 1
    Account.objects.filter(pk=official.pk).update(handle="@kec.cibinong")
    cache.delete(directory.KEY)
    assert lines_of(Client().get("/akun-resmi/data.xlsx"))[1][3] == "@kec.cibinong"


def test_practice_accounts_and_hidden_ones_are_not_official(
    official: Account, ayu_account: Account, ayu: User
) -> None:
    record = whole(official)
    record.public = False
    registry.keep(ayu, official, record)
    assert directory.entries() == []


def test_the_list_can_be_searched(official: Account) -> None:
    public = Client()
    assert "@kecamatan.cibinong" in read(public, "/akun-resmi/?q=cibinong mastodon")
    assert "@kecamatan.cibinong" not in read(public, "/akun-resmi/?q=ciomas")


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("@kecamatan.cibinong", "official"),
        ("KECAMATAN.CIBINONG", "official"),
        ("https://www.sosial.example/@kecamatan.cibinong/", "official"),
        ("sosial.example/@kecamatan.cibinong/114", "official"),
        ("@kecamatan_cib1nong", "alike"),
        ("@kecamatancibinong_", "alike"),
        ("@kecarnatan.cibinong", "alike"),
        ("@kecamatan_cibinong_official", "alike"),
        ("@admin.kecamatan.cibinong.resmi", "alike"),
        ("@кесаmаtаn.сіbіnоng", "alike"),
        ("https://lain.example/@kecamatan.cibinong", "alike"),
        ("@warung.kopi", "unknown"),
        ("https://sosial.example/@warung/kecamatan.cibinong", "alike"),
        ("https://sosial.example/@warung/@kecamatan.cibinong", "alike"),
        ("https://www.youtube.com/watch?v=abcdefghijk", "untold"),
        ("https://", "unknown"),
        ("http://[", "unknown"),
        ("  ", "empty"),
    ],
)
def test_a_handle_or_link_is_official_looks_alike_or_is_unknown(
    official: Account, asked: str, kind: str
) -> None:
    assert directory.checked(asked).kind == kind
    answer = Client().get("/akun-resmi/cek/", {"q": asked, "format": "json"})
    assert answer.json()["verdict"] == kind
    assert Client().get("/akun-resmi/cek/", {"q": asked}).status_code == 200


@pytest.mark.parametrize(
    ("handle", "url", "asked", "kind"),
    [
        # A post on a server that stands in the handle.
        ("@kec@sosial.example", "https://sosial.example/@kec",
         "https://sosial.example/@kec/114", "official"),
        # Addresses that were changed, and those of phones.
        ("@kec.cibinong", "https://www.threads.com/@kec.cibinong",
         "https://threads.net/@kec.cibinong/post/Cx1", "official"),
        ("@kec_cibinong", "https://x.com/kec_cibinong",
         "https://mobile.twitter.com/kec_cibinong/status/1", "official"),
        ("Kecamatan Cibinong", "https://www.facebook.com/profile.php?id=77",
         "https://web.facebook.com/profile.php?id=77", "official"),
        ("Kecamatan Cibinong", "https://www.facebook.com/profile.php?id=77",
         "https://www.facebook.com/profile.php?id=78", "unknown"),
        # An address without a path is everybody's.
        ("Kecamatan Cibinong", "https://www.facebook.com/",
         "https://www.facebook.com/warung.kopi", "unknown"),
        # Numbers, as people write them.
        ("+62 812-3456-7890", "https://wa.me/6281234567890", "0812 3456 7890", "official"),
        ("+62 812-3456-7890", "https://wa.me/6281234567890", "0812 3456 7891", "alike"),
        ("+62 812-3456-7890", "https://wa.me/6281234567890", "wa.me/6281234567890", "official"),
    ],
)  # fmt: skip
def test_an_account_is_known_however_it_is_written(
    official: Account, handle: str, url: str, asked: str, kind: str
) -> None:
    Account.objects.update(handle=handle, url=url)
    assert directory.checked(asked).kind == kind


def test_a_feed_that_is_only_read_is_nobodys_official_account(official: Account, ayu: User) -> None:
    Account.objects.update(network="rss", connected_at=timezone.now() - timedelta(days=8))
    assert directory.entries() == []
    assert registry.standings(ayu, now=timezone.now()) == []
    assert today.today_for(ayu) == []


def test_the_public_list_names_the_feed_of_each_office(official: Account) -> None:
    cache.delete(directory.KEY)
    page = Client().get("/akun-resmi/").content.decode()
    found = f"/umpan/{official.unit.code}.atom"
    assert page.count(f'href="{found}"') == 1
    assert Client().get(found).status_code == 200


def test_the_public_pages_stay_small(ayu: User, tree: dict[str, Unit]) -> None:
    cache.delete(directory.KEY)
    for number in range(200):
        actions.keep_by_hand(
            ayu,
            tree["cibinong"],
            "mastodon",
            handle=f"@akun.resmi.{number}",
            url=f"https://sosial.example/@akun.resmi.{number}",
        )
    answer = Client(headers={"Accept-Encoding": "br"}).get("/akun-resmi/")
    assert len(compressed(answer.content)) <= 25_000
    assert b"<script" not in answer.content


@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_list_as_data_is_small_on_its_way(official: Account, form: str) -> None:
    cache.delete(directory.KEY)
    fields = {f.attname: getattr(official, f.attname) for f in Account._meta.concrete_fields}
    del fields["id"]
    networks = ("facebook", "instagram", "x", "youtube", "tiktok", "threads")
    for office in range(50):
        name = hashlib.sha256(str(office).encode()).hexdigest()[:12]
        own = {"handle": f"@{name}", "url": f"https://{name}.example/@{name}"}
        Account.objects.bulk_create(Account(**fields | own | {"network": n}) for n in networks)
    sent = Client(headers={"Accept-Encoding": "gzip"}).get(f"/akun-resmi/data.{form}")
    assert sent["Content-Encoding"] == "gzip"
    assert len(sent.content) <= 25_000
    whole = Client().get(f"/akun-resmi/data.{form}").content
    assert gzip.decompress(sent.content) == whole
    assert whole.count(b"facebook") == 50 or whole.count(b"Facebook") == 50


def compressed(content: bytes) -> bytes:
    """Return a page as it is sent: compressed."""
    return zlib.compress(content)
