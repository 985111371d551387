"""The screens of accounts: who sees them, what they say, and that Citra sees none of Ayu's."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.conftest import make_account, person
from sinergi.networks.models import Account, Delivery
from sinergi.networks.tests.conftest import Queue
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.units.models import Appointment, Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

LIST = "/kerja/kanal/"
CHOOSE = "/kerja/kanal/sambung/"


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(account: Account) -> str:
    return reverse("networks:account", args=[account.pk])


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_ayu_sees_her_account_and_that_it_is_well(ayu: User, ayu_account: Account) -> None:
    now = timezone.now()
    Account.objects.update(connected_at=now, last_read=now)
    client = as_(ayu)
    assert "kecamatan.cibinong" in read(client, LIST)
    page = read(client, page_of(ayu_account))
    assert "Tidak ada masalah dengan akun ini." in page
    assert "Terakhir berhasil dibaca" in page
    assert reverse("networks:disconnect", args=[ayu_account.pk]) not in page  # not her verb


def test_citra_gets_404_from_every_screen_and_form_about_ayus_account(
    citra: User, ayu_account: Account
) -> None:
    client, before = as_(citra), Account.objects.values().get()
    urls = [page_of(ayu_account), reverse("networks:disconnect", args=[ayu_account.pk])]
    data = {"owner": citra.pk, "deputy": ""}
    assert [client.post(url, data).status_code for url in urls] == [404, 404]
    assert client.get(urls[0]).status_code == 404
    assert "cibinong" not in read(client, LIST)
    assert Account.objects.values().get() == before


def test_no_coordinator_connects_for_another_office(
    tree: dict[str, Unit], ayu_account: Account
) -> None:
    client = as_(person("hadi", "Hadi", tree["ciomas"], Role.COORDINATOR))
    url = reverse("networks:connect", args=[tree["cibinong"].pk, "sandbox"])
    assert client.get(url).status_code == 404
    assert client.post(url, {"server": "http://127.0.0.1:9", "token": "x"}).status_code == 404
    assert client.get(page_of(ayu_account)).status_code == 404
    assert "Cibinong" not in read(client, CHOOSE)


@pytest.mark.parametrize("url", [LIST, CHOOSE, "/kerja/kanal/masuk/?code=a&state=b"])
def test_whoever_is_signed_out_is_asked_to_sign_in(db: None, url: str) -> None:
    assert urlsplit(Client().get(url)["Location"]).path == "/masuk/"


def test_ayu_looks_but_does_not_connect_hand_over_or_disconnect(
    ayu: User, ayu_account: Account
) -> None:
    client = as_(ayu)
    assert client.get(CHOOSE).status_code == 403
    assert client.post(page_of(ayu_account), {"owner": ayu.pk}).status_code == 403
    gone = reverse("networks:disconnect", args=[ayu_account.pk])
    assert client.post(gone).status_code == 403
    unit = ayu_account.unit_id
    assert client.get(reverse("networks:connect", args=[unit, "sandbox"])).status_code == 404


def test_whoever_has_no_role_sees_no_list(db: None) -> None:
    stranger = User.objects.create(username="eko", name="Eko", email="")
    assert as_(stranger).get(LIST).status_code == 403


def test_credentials_are_never_shown(dewi: User, ayu_account: Account) -> None:
    client = as_(dewi)
    for url in (LIST, page_of(ayu_account)):
        assert "rahasia-uji" not in read(client, url)


def test_the_page_says_what_is_wrong(ayu: User, ayu_account: Account, queue: Queue) -> None:
    now, long_ago = timezone.now(), timezone.now() - timedelta(days=2)
    Account.objects.update(
        network="mastodon",
        scopes=["read", "write:statuses", "write:favourites"],
        token_expires=now + timedelta(days=2),
        connected_at=long_ago,
        last_read=long_ago,
    )
    queue(due=now - timedelta(hours=1))
    page = read(as_(ayu), page_of(ayu_account))
    assert "Ada yang sudah waktunya tetapi belum terkirim." in page
    assert "Masa akses segera habis" in page
    assert "Akses tidak mengizinkan semuanya (write:media)" in page
    assert "Sudah beberapa lama tidak ada yang terbaca" in page


def test_the_page_says_what_is_entered_in_the_networks_console(
    ayu: User, dewi: User, ayu_account: Account
) -> None:
    for network, words in {
        "threads": ["/kait/threads/", "Dengannya disertakan “Verify token webhook”"],
        "tiktok": ["/kait/tiktok/", "konsol pengembang"],
    }.items():
        Account.objects.filter(pk=ayu_account.pk).update(network=network)
        shown = read(as_(dewi), page_of(ayu_account))
        assert [word for word in words if word not in shown] == []
        assert words[0] not in read(as_(ayu), page_of(ayu_account))
    assert "Dengannya disertakan" not in read(as_(dewi), page_of(ayu_account))
    Account.objects.filter(pk=ayu_account.pk).update(network="x")  # it is told by itself
    assert "konsol pengembang" not in read(as_(dewi), page_of(ayu_account))


def test_the_page_says_what_figures_cost_where_they_are_charged_for(
    ayu: User, ayu_account: Account
) -> None:
    assert "Angka berbiaya" not in read(as_(ayu), page_of(ayu_account))
    Account.objects.filter(pk=ayu_account.pk).update(network="x")
    shown = read(as_(ayu), page_of(ayu_account))
    assert "Angka berbiaya paling banyak US$ 0.005 per kiriman dan US$ 0.010 untuk akun" in shown


@pytest.mark.parametrize("state", Account.State.values)
@pytest.mark.parametrize("network", ["sandbox", "mastodon", "gone-for-good"])
def test_an_account_has_a_page_in_every_state(
    ayu: User, dewi: User, ayu_account: Account, state: str, network: str
) -> None:
    Account.objects.update(
        state=state,
        network=network,
        failures=3,
        problem={"kind": "x", "message": "{host} did not answer.", "facts": {"host": "a.id"}},
        quiet_until=timezone.now() + timedelta(hours=1),
        url="javascript:alert(1)",
    )
    for user in (ayu, dewi):
        page = read(as_(user), page_of(ayu_account))
        assert "javascript:" not in page
        read(as_(user), LIST)
    assert ("a.id tidak menjawab." in page) == (state != "closed")


def test_an_account_is_handed_over_and_the_new_ones_are_told(
    dewi: User, ayu: User, tree: dict[str, Unit], ayu_account: Account
) -> None:
    fajar = person("fajar", "Fajar", tree["cibinong"], Role.ADMIN)
    data = {"owner": fajar.pk, "deputy": ayu.pk}
    assert as_(dewi).post(page_of(ayu_account), data)["Location"] == page_of(ayu_account)
    ayu_account.refresh_from_db()
    assert (ayu_account.owner, ayu_account.deputy) == (fajar, ayu)
    assert [n.user for n in Notice.objects.all()] == [fajar]
    assert Entry.objects.get(verb="account.handed_over").data["owner"] == fajar.pk


def test_a_deputy_who_lost_their_role_is_put_aside_only_by_a_choice(
    dewi: User, ayu: User, tree: dict[str, Unit], ayu_account: Account
) -> None:
    fajar = person("fajar", "Fajar", tree["cibinong"], Role.ADMIN)
    Account.objects.update(deputy=fajar)
    Appointment.objects.filter(user=fajar).delete()
    page = read(as_(dewi), page_of(ayu_account))
    assert f'<option value="{fajar.pk}" selected>' in page


def test_one_person_is_not_both_owner_and_deputy(
    dewi: User, ayu: User, ayu_account: Account
) -> None:
    answer = as_(dewi).post(page_of(ayu_account), {"owner": ayu.pk, "deputy": ayu.pk})
    assert answer.status_code == 200
    assert "Wakil harus orang lain." in answer.content.decode()


def test_nobody_of_another_office_can_be_the_owner(
    dewi: User, citra: User, ayu_account: Account
) -> None:
    assert as_(dewi).post(page_of(ayu_account), {"owner": citra.pk}).status_code == 200
    ayu_account.refresh_from_db()
    assert ayu_account.owner.username == "ayu"


def test_disconnecting_forgets_the_credentials_and_holds_what_is_due(
    dewi: User, ayu: User, ayu_account: Account, queue: Queue
) -> None:
    queue(due=timezone.now() - timedelta(hours=1))
    client, gone = as_(dewi), reverse("networks:disconnect", args=[ayu_account.pk])
    assert client.get(gone).status_code == 405
    assert [client.post(gone).status_code for _ in range(2)] == [302, 302]
    ayu_account.refresh_from_db()
    assert (bytes(ayu_account.credentials), ayu_account.state) == (b"", "closed")
    assert Entry.objects.filter(verb="account.disconnected").count() == 1
    assert Notice.objects.get().user == ayu
    assert Delivery.objects.get().state == "waiting"
    assert "ditahan sampai akun disambungkan lagi" in read(client, page_of(ayu_account))
    assert page_of(ayu_account) in read(client, LIST)  # where it can be connected again
    assert page_of(ayu_account) not in read(as_(ayu), LIST)


def test_the_list_costs_the_same_for_one_account_and_for_many(
    budi: User, ayu: User, tree: dict[str, Unit], django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        make_account(ayu, tree["cibinong"], f"akun.{number}")
    client = as_(budi)
    with django_assert_max_num_queries(16):  # type: ignore[operator]  # pytest-django's fixture
        read(client, LIST)


def test_every_screen_speaks_english_too(
    dewi: User, ayu_account: Account, tree: dict[str, Unit]
) -> None:
    User.objects.update(language="en")
    client = as_(User.objects.get(pk=dewi.pk))
    assert "Connected accounts" in read(client, LIST)
    assert "Who looks after it" in read(client, page_of(ayu_account))
    assert "Step 1 of 2" in read(client, CHOOSE)
    url = reverse("networks:connect", args=[tree["cibinong"].pk, "sandbox"])
    assert "Where the practice network runs" in read(client, url)
