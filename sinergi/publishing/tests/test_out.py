"""What is out is in nobody's way; that it said nearly the same is still told, as such."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.calendars import clashing, moving
from sinergi.publishing.models import Approval, Clash, Post
from sinergi.publishing.tests.conftest import Network, Write, work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture
def noon() -> datetime:
    """Tomorrow's noon: what is close to it is on the same day and in the same week."""
    tomorrow = timezone.localtime() + timedelta(days=1)
    return tomorrow.replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def out(asked: Approval, budi: User, network: Network, noon: datetime) -> Post:
    actions.approve(budi, asked, due=noon)
    work(network, noon + timedelta(seconds=1))
    found = Post.objects.get(pk=asked.post_id)
    assert found.state == "published"
    return found


def later(write: Write, who: User, text: str, noon: datetime) -> Post:
    return moving.plan(who, write(text), noon + timedelta(minutes=12))


def of(noon: datetime, view: str) -> dict[str, str]:
    return {"view": view, "day": noon.date().isoformat()}


def kinds() -> set[str]:
    clashing.weigh(timezone.now())
    return set(Clash.objects.values_list("kind", flat=True))


def test_what_is_out_is_in_nobodys_way(out: Post, ayu: User, write: Write, noon: datetime) -> None:
    other = later(write, ayu, "Jalan Raya Tegar Beriman ditutup untuk lomba lari", noon)
    assert clashing.of_post(ayu, other) == []
    assert kinds() == set()


def test_two_that_clash_do_so_no_more_once_one_is_out(
    ayu: User, budi: User, write: Write, network: Network, noon: datetime
) -> None:
    first = write("Posyandu balita di balai desa Sabtu pagi")
    approval = actions.ask_approval(ayu, first)
    actions.approve(budi, approval, due=noon)
    later(write, ayu, "Jalan Raya Tegar Beriman ditutup untuk lomba lari", noon)
    assert kinds() == {"near"}
    work(network, noon + timedelta(seconds=1))
    assert Post.objects.get(pk=first.pk).state == "published"
    assert kinds() == set()


def test_what_said_nearly_the_same_is_told_as_out_already(
    client: Client, out: Post, ayu: User, write: Write, noon: datetime
) -> None:
    other = later(write, ayu, out.text, noon)
    (met,) = clashing.of_post(ayu, other)
    assert met.kind == "alike"
    assert "sudah terbit" in met.label
    assert kinds() == {"alike"}
    client.force_login(ayu)
    shown = client.get(reverse("content:calendar"), of(noon, "week")).content.decode()
    assert "1 pasang unggahan berisi hampir sama" in shown
    assert "saling berbenturan" not in shown


@pytest.mark.parametrize("view", ["month", "week", "agenda"])
def test_posts_are_chosen_in_every_view(
    view: str, client: Client, ayu: User, write: Write, citra: User, noon: datetime
) -> None:
    found = later(write, ayu, "Layanan keliling di Pabuaran", noon)
    address = reverse("content:calendar")
    client.force_login(ayu)
    shown = client.get(address, of(noon, view)).content.decode()
    assert f'name="id" value="{found.pk}" form="many"' in shown
    back = f"{address}?view={view}"
    asked = client.post(reverse("content:many"), {"id": [found.pk], "back": back})
    assert f'name="back" value="{back}"' in asked.content.decode()
    client.force_login(citra)
    assert f'value="{found.pk}"' not in client.get(address, of(noon, view)).content.decode()
    assert client.post(reverse("content:many"), {"id": [found.pk]}).status_code == 404
