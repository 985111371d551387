"""A campaign is chosen while one writes and in a plan; a day of the calendar goes with a post."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing.bulk import batches, plans
from sinergi.publishing.calendars import campaigns
from sinergi.publishing.models import Occasion, Post
from sinergi.publishing.tests.conftest import Write
from sinergi.publishing.tests.test_campaigns import begun
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]
As = Callable[[User], Client]

WRITE = "content:write"


@pytest.fixture
def regional(dewi: User, tree: dict[str, Unit]) -> Occasion:
    return begun(dewi, tree["regency"])


@pytest.fixture
def theirs(citra: User, citra_account: Account) -> Occasion:
    return begun(citra, citra_account.unit, "Milik Citra")


def test_it_is_chosen_while_one_writes_and_changed_with_the_next_version(
    client: Client, ayu: User, tree: dict[str, Unit], regional: Occasion, theirs: Occasion
) -> None:
    client.force_login(ayu)
    shown = client.get(reverse(WRITE), {"campaign": regional.pk}).content.decode()
    assert f'<option value="{regional.pk}" selected>' in shown
    assert "Milik Citra" not in shown
    sent = {"unit": tree["cibinong"].pk, "text": "Pilah sampah", "do": "save"}
    wrong = client.post(reverse(WRITE), {**sent, "campaign": theirs.pk}).content.decode()
    assert 'id="errors"' in wrong
    assert not Post.objects.exists()
    client.post(reverse(WRITE), {**sent, "campaign": regional.pk})
    post = Post.objects.get()
    assert post.campaign == regional
    edit = reverse("content:edit", args=[post.pk])
    assert f'<option value="{regional.pk}" selected>' in client.get(edit).content.decode()
    client.post(edit, {"text": "Pilah sampah, yuk", "version": 1, "do": "save"})
    post.refresh_from_db()
    assert (post.version, post.campaign) == (2, regional)  # an older page knows none
    client.post(edit, {"text": "Pilah sampah, yuk", "version": 2, "do": "save", "campaign": ""})
    post.refresh_from_db()
    assert (post.version, post.campaign_id) == (3, None)


def test_one_of_another_office_is_refused_with_what_was_typed(
    client: Client, dewi: User, tree: dict[str, Unit], citra_account: Account
) -> None:
    theirs = begun(dewi, citra_account.unit, "Milik Ciomas")
    client.force_login(dewi)
    sent = {
        "unit": tree["cibinong"].pk,
        "text": "Pilah sampah",
        "campaign": theirs.pk,
        "do": "save",
    }
    shown = client.post(reverse(WRITE), sent).content.decode()
    assert "Ini bukan kampanye kantornya" in shown
    assert "Pilah sampah" in shown
    assert not Post.objects.exists()


def test_a_post_that_began_on_a_day_is_planned_for_it(
    client: Client, ayu: User, tree: dict[str, Unit]
) -> None:
    client.force_login(ayu)
    at = timezone.localtime() + timedelta(days=3)
    typed = at.strftime("%Y-%m-%dT18:00")
    shown = client.get(reverse(WRITE), {"plan": typed}).content.decode()
    assert f'name="plan" value="{typed}"' in shown
    sent = {"unit": tree["cibinong"].pk, "text": "Pilah", "plan": typed, "do": "save"}
    client.post(reverse(WRITE), sent)
    planned = Post.objects.get().planned_at
    assert planned is not None
    assert timezone.localtime(planned).strftime("%Y-%m-%dT%H:%M") == typed
    gone = (at - timedelta(days=9)).strftime("%Y-%m-%dT18:00")
    client.post(reverse(WRITE), {**sent, "text": "Lama", "plan": gone})
    assert Post.objects.get(text="Lama").planned_at is None


def plan(user: User, unit: Unit, *lines: str) -> plans.Report:
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    rows = [f"{day},{line}" for line in lines]
    content = "\n".join(["tanggal,teks,kampanye", *rows]).encode()
    return plans.read(user, unit, content, now=timezone.now())


def test_a_plan_names_it_in_a_column_and_a_wrong_name_is_told_by_its_line(
    ayu: User, tree: dict[str, Unit], regional: Occasion, theirs: Occasion
) -> None:
    report = plan(ayu, tree["cibinong"], "Satu,pilah  SAMPAH", "Dua,", "Tiga,Milik Citra")
    assert [(line.number, line.campaign) for line in report.lines] == [(2, regional.pk), (3, 0)]
    ((number, no),) = report.problems
    assert number == 4
    assert "Milik Citra" in str(no.facts)
    again = begun(ayu, tree["cibinong"])
    assert len(plan(ayu, tree["cibinong"], "Satu,Pilah Sampah").problems) == 1
    again.delete()


def test_what_a_plan_writes_is_part_of_it(
    ayu: User, tree: dict[str, Unit], regional: Occasion
) -> None:
    unit = tree["cibinong"]
    report = plan(ayu, unit, "Satu,Pilah Sampah", "Dua,")
    batch = batches.bring(ayu, unit, report, name="rencana.csv", begin=lambda pk: None)
    batches.work(batch.pk)
    parts = {post.text: post.campaign_id for post in Post.objects.all()}
    assert parts == {"Satu": regional.pk, "Dua": None}


def test_citra_names_no_campaign_of_ayus_in_her_plan(
    client: Client, ayu: User, citra: User, tree: dict[str, Unit], citra_account: Account
) -> None:
    begun(ayu, tree["cibinong"], "Milik Cibinong")
    assert len(plan(citra, citra_account.unit, "Satu,Milik Cibinong").problems) == 1
    client.force_login(citra)
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    content = f"tanggal,teks,kampanye\n{day},Satu,Milik Cibinong".encode()
    file = SimpleUploadedFile("rencana.csv", content)
    data = {"unit": citra_account.unit_id, "file": file}
    shown = client.post(reverse("content:plan-file"), data).content.decode()
    assert "Tidak ada kampanye Milik Cibinong" in shown
    assert not Post.objects.exists()


def test_a_dropped_campaign_takes_no_post_with_it(
    ayu: User, write: Write, regional: Occasion
) -> None:
    post = campaigns.put(ayu, write("Pilah"), regional)
    regional.delete()
    assert Post.objects.get(pk=post.pk).campaign is None
