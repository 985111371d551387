"""An incident with personal data: its clocks, who is told, the notice, its end."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.conftest import person
from sinergi.inbox import today
from sinergi.inbox.models import Incident
from sinergi.inbox.privacy import incidents, notice
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.lib.text import No
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

SAID = incidents.Said("Ponsel admin hilang", "Nama dan nomor 40 warga", "Tertinggal di angkot")


@pytest.fixture
def rani(tree: dict[str, Unit]) -> User:
    return person("rani", "Rani", tree["regency"], Role.COORDINATOR)


@pytest.fixture
def lost(ayu: User, rani: User, tree: dict[str, Unit]) -> Incident:
    return incidents.begin(ayu, tree["cibinong"], SAID)


def test_the_clocks_of_the_law_run_at_any_hour(lost: Incident, rani: User) -> None:
    assert lost.report_due_at == lost.known_at + timedelta(hours=1)
    assert lost.notice_due_at == lost.known_at + timedelta(hours=72)
    assert Notice.objects.get(user=rani).url == reverse("inbox:incident", args=[lost.pk])


@pytest.mark.parametrize("field", ["known_at", "happened_at"])
def test_a_year_that_is_a_slip_is_told(ayu: User, tree: dict[str, Unit], field: str) -> None:
    told = {"title": "Ponsel hilang", "what": "Nama warga", "how": "Tertinggal"}
    sent = {"office": tree["cibinong"].pk, **told, field: "0001-01-01T00:00"}
    page = as_(ayu).post(reverse("inbox:begin-incident"), sent).content.decode()
    assert "antara 2000 dan 2200" in page
    assert not Incident.objects.exists()


def test_two_taps_write_one_incident_and_call_once(ayu: User, lost: Incident, rani: User) -> None:
    assert incidents.begin(ayu, lost.unit, SAID) == lost
    assert Notice.objects.filter(user=rani).count() == 1
    Incident.objects.update(at=timezone.now() - timedelta(hours=1))
    assert incidents.begin(ayu, lost.unit, SAID) != lost


def test_it_is_a_task_until_all_were_told(lost: Incident, ayu: User) -> None:
    assert [t.urgency for t in today.today_for(ayu)] == ["soon"]
    url = reverse("inbox:incident-step", args=[lost.pk])
    as_(ayu).post(url, {"do": "report"})
    lost.refresh_from_db()
    assert incidents.due(lost) == lost.notice_due_at
    Incident.objects.update(notice_due_at=timezone.now() - timedelta(minutes=1))
    assert [t.urgency for t in today.today_for(ayu)] == ["late"]
    as_(ayu).post(url, {"do": "people", "how": ""})
    as_(ayu).post(url, {"do": "close", "outcome": "Ponsel ditemukan"})
    lost.refresh_from_db()
    assert (lost.told_people_at, lost.closed_at) == (None, None)
    as_(ayu).post(url, {"do": "people", "how": "Surat 9/2026 kepada 40 warga"})
    as_(ayu).post(url, {"do": "agency", "how": "Surat 10/2026"})
    as_(ayu).post(url, {"do": "close", "outcome": "Ponsel ditemukan"})
    lost.refresh_from_db()
    assert lost.closed_at is not None
    assert not today.today_for(ayu)
    with pytest.raises(No, match="closed"):
        incidents.step(ayu, lost, "report")


def test_a_step_is_written_down_once(lost: Incident, ayu: User) -> None:
    incidents.step(ayu, lost, "report")
    with pytest.raises(No, match="already"):
        incidents.step(ayu, lost, "report")
    with pytest.raises(No, match="no such step"):
        incidents.step(ayu, lost, "press")


def test_the_notice_has_what_the_law_asks_for(lost: Incident, ayu: User) -> None:
    first = notice.to_people(lost)
    assert "pasal 46" in first
    assert "Nama dan nomor 40 warga" in first
    assert "belum diketahui" in first
    happened = datetime(2026, 11, 2, 16, 30, tzinfo=timezone.get_default_timezone())
    known = incidents.Said(
        SAID.title, SAID.data, SAID.how, "Akun dikeluarkan, sandi diganti", 40, happened
    )
    better = incidents.correct(ayu, lost, known)
    assert "2 November 2026" in notice.to_people(better)
    assert "Akun dikeluarkan" in notice.to_people(better)
    assert "40" in notice.to_agency(better)
    assert notice.to_people(better).splitlines()[0] in page(
        as_(ayu), reverse("inbox:incident", args=[lost.pk])
    )


def test_ayu_writes_one_down_from_a_conversation(heard: Hear, ayu: User) -> None:
    told = heard("c1", "Data saya tersebar di grup", answers="p1")
    told.matter = "breach"
    told.save(update_fields=["matter"])
    url = f"{reverse('inbox:begin-incident')}?percakapan={told.pk}"
    assert url in page(as_(ayu), reverse("inbox:conversation", args=[told.pk]))
    office = told.unit_id
    typed = {"office": office, "title": "Data tersebar", "what": "Nama", "how": "Grup"}
    answer = as_(ayu).post(url, typed | {"title": ""}).content.decode()
    assert 'id="errors"' in answer
    as_(ayu).post(url, typed)
    assert Incident.objects.get().conversation == told
    later = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    assert 'id="errors"' in as_(ayu).post(url, typed | {"known_at": later}).content.decode()
    assert Incident.objects.count() == 1


def test_what_was_typed_stays(lost: Incident, ayu: User) -> None:
    url = reverse("inbox:correct-incident", args=[lost.pk])
    typed = {"title": "", "what": "Nama warga", "how": "Angkot"}
    assert "Nama warga" in as_(ayu).post(url, typed).content.decode()
    as_(ayu).post(url, typed | {"title": "Ponsel hilang di Cibinong"})
    assert Incident.objects.get().title == "Ponsel hilang di Cibinong"


def test_citra_sees_no_incident_of_ayu(lost: Incident, heard: Hear, citra: User) -> None:
    client = as_(citra)
    assert lost.title not in page(client, reverse("inbox:incidents"))
    assert client.get(reverse("inbox:incident", args=[lost.pk])).status_code == 404
    for name in ("correct-incident", "incident-step"):
        assert client.post(reverse(f"inbox:{name}", args=[lost.pk])).status_code == 404
    told = heard("c1", answers="p1")
    url = f"{reverse('inbox:begin-incident')}?percakapan={told.pk}"
    assert client.get(url).status_code == 404
    assert not today.today_for(citra)


def test_who_leads_keeps_no_register(tree: dict[str, Unit]) -> None:
    lead = person("joko", "Joko", tree["regency"], Role.LEADER)
    for name in ("incidents", "begin-incident"):
        assert as_(lead).get(reverse(f"inbox:{name}")).status_code == 403
