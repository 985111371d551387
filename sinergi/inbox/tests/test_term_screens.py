"""The pages of deadlines and of rosters: who sees and sets them, and that Citra does neither."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.conftest import person
from sinergi.inbox import duties
from sinergi.inbox.deadlines import promises, terms
from sinergi.inbox.models import Duty, SpamHiding, Term
from sinergi.inbox.tests.test_hiding import Hiding
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.networks import gateway
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units import actions as units
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

Tree = dict[str, Unit]
TYPED = {"amount": "30", "way": "working", "status": "proposal", "basis": "Maklumat camat"}


@pytest.fixture
def dewi(tree: Tree) -> User:
    """Dewi coordinates for the whole regency."""
    return person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)


def term_url(unit: Unit, matter: str = "semua", stage: str = "first") -> str:
    return reverse("inbox:term", args=[unit.pk, matter, stage])


def test_everybody_of_the_office_sees_what_is_promised_and_why(ayu: User) -> None:
    shown = page(as_(ayu), reverse("inbox:terms"))
    assert "4 jam kerja" in shown
    assert "PermenPANRB 62/2018" in shown
    assert "15 menit, kapan pun" in shown
    assert "hari kerja yang sama" in shown
    assert "Tetapkan<span" not in shown, "an admin sets no terms"


def test_who_keeps_the_installation_reads_the_deadlines_that_they_may_set(tree: Tree) -> None:
    client = as_(person("opi", "Opi", tree["regency"], Role.OPERATOR))
    office = page(client, reverse("units:unit", args=[tree["cibinong"].pk]))
    read = reverse("inbox:office-terms", args=[tree["cibinong"].pk])
    assert f'href="{read}"' in office
    assert client.post(term_url(tree["cibinong"]), TYPED, follow=True).redirect_chain == [
        (read, 302)
    ]
    assert "30 menit kerja" in page(client, read)
    assert client.get(reverse("inbox:duties")).status_code == 200
    assert client.get(reverse("inbox:list")).status_code == 403


def test_a_coordinator_sets_a_term_and_lets_the_shipped_one_hold_again(
    dewi: User, tree: Tree
) -> None:
    client, url = as_(dewi), term_url(tree["cibinong"])
    assert client.post(url, TYPED).status_code == 302
    assert "30 menit kerja" in page(
        client, reverse("inbox:office-terms", args=[tree["cibinong"].pk])
    )
    assert terms.of(tree["ciomas"].pk).promises["", "first"].amount == 60
    assert "Berlakukan lagi yang di atas" in page(client, url)
    client.post(url, {"do": "drop"})
    assert not Term.objects.exists()


def test_a_wrong_term_keeps_what_was_typed(dewi: User, tree: Tree) -> None:
    answer = as_(dewi).post(term_url(tree["cibinong"]), {**TYPED, "amount": "0"})
    shown = answer.content.decode()
    assert "tidak dapat dihitung" in shown
    assert "Maklumat camat" in shown
    assert as_(dewi).get(term_url(tree["cibinong"], "praise", "field")).status_code == 404


def test_the_same_working_day_needs_no_number(dewi: User, tree: Tree) -> None:
    client, url = as_(dewi), term_url(tree["cibinong"])
    assert client.post(url, {**TYPED, "amount": "3", "way": "same_day"}).status_code == 302
    held = terms.of(tree["cibinong"].pk).promises["", "first"]
    assert (held.amount, held.way) == (0, "same_day")
    half = client.post(url, {**TYPED, "amount": "1,5"}).content.decode()
    assert "Masukkan bilangan bulat." in half


def test_every_office_one_looks_after_is_led_to(dewi: User, tree: Tree) -> None:
    for number in range(20):
        units.add_unit(None, code=f"x{number}", name=f"Kantor {number}", kind="agency",
                       parent=tree["regency"])  # fmt: skip
    for name in ("inbox:terms", "inbox:duties"):
        shown = page(as_(dewi), reverse(name))
        assert all(f">Kantor {number}</a>" in shown for number in range(20))


def test_every_term_can_be_opened(dewi: User, tree: Tree) -> None:
    client = as_(dewi)
    for matter, stage in promises.SHIPPED:
        assert client.get(term_url(tree["regency"], matter or "semua", stage)).status_code == 200


def test_a_coordinator_sets_the_ladder(dewi: User, tree: Tree) -> None:
    client, url = as_(dewi), reverse("inbox:ladder", args=[tree["cibinong"].pk])
    typed = {"admin": "0", "approver": "25", "leader": "50", "communications": "75"}
    assert "50 berarti setengah jam" in page(client, url)
    client.post(url, {**typed, "leader": "10"})
    assert terms.of(tree["cibinong"].pk).shares == terms.SHARES
    assert client.post(url, typed).status_code == 302
    assert terms.of(tree["cibinong"].pk).shares == (0, 25, 50, 75)


def test_the_roster_shows_who_would_be_called_and_takes_a_line(ayu: User, tree: Tree) -> None:
    client, url = as_(ayu), reverse("inbox:duties")
    assert "Belum ada di daftar piket" in page(client, url)
    now = timezone.localtime()
    typed = {
        "user": ayu.pk,
        "since": f"{now:%Y-%m-%dT%H:%M}",
        "until": f"{now + timedelta(hours=9):%Y-%m-%dT%H:%M}",
    }
    url = reverse("inbox:office-duties", args=[tree["cibinong"].pk])
    assert client.post(url, typed).status_code == 302
    assert "sedang piket" in page(client, url)
    assert "Ini sudah ada." in client.post(url, typed).content.decode()
    wrong = client.post(url, {**typed, "until": typed["since"]})
    assert "berakhir sesudah mulai" in wrong.content.decode()
    client.post(reverse("inbox:end-duty", args=[Duty.objects.get().pk]))
    assert not Duty.objects.exists()


def test_an_account_says_whether_its_network_hides_spam(
    ayu: User, ayu_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(gateway.enabled(), ayu_account.network, Hiding)
    client, url = as_(ayu), reverse("inbox:spam-hiding", args=[ayu_account.pk])
    assert "hanya disisihkan di sini" in page(client, reverse("inbox:terms"))
    client.post(url, {"do": "hide"})
    assert SpamHiding.objects.filter(account=ayu_account).exists()
    client.post(url, {"do": "show"})
    assert not SpamHiding.objects.exists()


def test_citra_sets_nothing_of_another_office(
    citra: User, ayu: User, ayu_account: Account, tree: Tree
) -> None:
    client, office = as_(citra), tree["cibinong"]
    duty = duties.add(
        ayu, office, user=ayu, since=timezone.now(), until=timezone.now() + timedelta(hours=1)
    )
    assert client.get(reverse("inbox:office-terms", args=[office.pk])).status_code == 404
    assert client.post(term_url(office), TYPED).status_code == 403
    assert client.post(reverse("inbox:ladder", args=[office.pk])).status_code == 403
    assert client.get(reverse("inbox:office-duties", args=[office.pk])).status_code == 404
    assert client.post(reverse("inbox:end-duty", args=[duty.pk])).status_code == 404
    hiding = reverse("inbox:spam-hiding", args=[ayu_account.pk])
    assert client.post(hiding, {"do": "hide"}).status_code in {403, 404}
    assert not Term.objects.exists()
    assert Duty.objects.count() == 1
    assert not SpamHiding.objects.exists()


def test_who_approves_arranges_no_roster(budi: User, tree: Tree) -> None:
    client: Client = as_(budi)
    url = reverse("inbox:office-duties", args=[tree["cibinong"].pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 403


def test_the_page_of_an_office_leads_there(ayu: User, citra: User, tree: Tree) -> None:
    office = reverse("units:unit", args=[tree["cibinong"].pk])
    terms_of_it = reverse("inbox:office-terms", args=[tree["cibinong"].pk])
    assert terms_of_it in page(as_(ayu), office)
    assert terms_of_it not in page(as_(citra), office)
