"""One citizen's data are handed out or deleted at their wish; who asked and why is kept."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.audit import queries as audit
from sinergi.audit.models import Entry
from sinergi.conftest import person
from sinergi.inbox import actions, queries
from sinergi.inbox.models import CitizenRequest, Conversation, Message
from sinergi.inbox.privacy import citizens
from sinergi.inbox.tests.conftest import Hear, hear_items, incoming
from sinergi.inbox.tests.test_long_threads import long_thread
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.lib.text import No
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

TYPED = {
    "network": "sandbox",
    "handle": "@Siti.Aminah",
    "asked_by": "Siti Aminah",
    "basis": "Surat 12/2026, KTP dilihat di loket",
}


@pytest.fixture
def rani(tree: dict[str, Unit]) -> User:
    return person("rani", "Rani", tree["regency"], Role.COORDINATOR)


@pytest.fixture
def siti(heard: Hear, ayu: User) -> Conversation:
    found = heard("c1", "Lampu jalan mati, WA 0812-3456-7890", answers="p1", author="siti.aminah")
    actions.note(ayu, found, text="Sudah ditelepon")
    heard("c2", "Jalan rusak", answers="p1", author="warga.lain")
    return found


def test_a_copy_has_all_that_is_kept_of_one(siti: Conversation, rani: User) -> None:
    answer = as_(rani).post(reverse("inbox:citizens"), TYPED | {"do": "export"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        told = json.loads(file.read("data.json"))
    (only,) = told["conversations"]
    assert only["messages"][0]["text"] == "Lampu jalan mati, WA 0812-3456-7890"
    assert only["notes"][0]["text"] == "Sudah ditelepon"
    assert only["name"] == "Siti Aminah"
    assert "warga.lain" not in json.dumps(told)
    made = CitizenRequest.objects.get()
    assert (made.kind, made.conversations, made.messages) == ("export", 1, 1)
    assert "siti" not in made.who.casefold()
    assert made.fingerprint == citizens.fingerprint("sandbox", "siti.aminah")


def test_a_copy_of_ten_thousand_replies_has_all_of_them(siti: Conversation, rani: User) -> None:
    long_thread(siti, 10_000)
    answer = as_(rani).post(reverse("inbox:citizens"), TYPED | {"do": "export"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        (only,) = json.loads(file.read("data.json"))["conversations"]
    assert len(only["messages"]) == 10_001
    assert CitizenRequest.objects.get().messages == 10_001


def test_nothing_is_deleted_by_looking_or_without_a_tick(siti: Conversation, rani: User) -> None:
    url = reverse("inbox:citizens")
    shown = as_(rani).post(url, TYPED | {"do": "look"}).content.decode()
    assert "1 percakapan" in shown
    shown = as_(rani).post(url, TYPED | {"do": "delete"}).content.decode()
    assert 'id="errors"' in shown
    assert "Surat 12/2026" in shown
    assert not CitizenRequest.objects.exists()
    assert Message.objects.exclude(text="").count() == 2


def test_all_of_one_is_deleted_and_nobody_elses(siti: Conversation, rani: User, ayu: User) -> None:
    as_(rani).post(reverse("inbox:citizens"), TYPED | {"do": "delete", "sure": "on"})
    siti.refresh_from_db()
    assert (siti.name, siti.handle, siti.last_text) == ("", f"~{siti.pk}", "")
    assert (siti.open, siti.state, siti.due_at) == (False, "archived", None)
    assert list(Message.objects.exclude(text="").values_list("text", flat=True)) == ["Jalan rusak"]
    shown = page(as_(rani), reverse("inbox:citizens"))
    assert "Surat 12/2026" in shown
    assert "Dihapus: Jaringan Latihan Warga · s***" in shown
    assert audit.verify().broken == ""
    told = str(list(Entry.objects.values("object_name", "data"))).casefold()
    assert "siti" not in told
    with pytest.raises(No, match="Nothing is kept"):
        citizens.delete(rani, citizens.Wish("sandbox", "siti.aminah", "Siti", "Surat"))


def test_what_is_on_its_way_is_settled_first(siti: Conversation, rani: User, ayu: User) -> None:
    actions.reply(ayu, siti, text="Baik.", seen=queries.newest(siti))
    wish = citizens.Wish("sandbox", "siti.aminah", "Siti", "Surat")
    with pytest.raises(No, match="on its way"):
        citizens.delete(rani, wish)
    assert Message.objects.filter(text="").count() == 0
    Delivery.objects.update(state="failed")
    assert citizens.delete(rani, wish).messages == 2


@pytest.mark.parametrize("missing", ["asked_by", "basis"])
def test_who_asks_and_why_is_written_down(siti: Conversation, rani: User, missing: str) -> None:
    typed = TYPED | {"do": "export", missing: " "}
    assert 'id="errors"' in as_(rani).post(reverse("inbox:citizens"), typed).content.decode()
    assert not CitizenRequest.objects.exists()


def test_another_offices_citizen_is_not_found(
    siti: Conversation, citra_account: Account, tree: dict[str, Unit]
) -> None:
    hear_items(citra_account, incoming("d1", "Halo", author="siti.aminah"))
    joko = person("joko", "Joko", tree["ciomas"], Role.COORDINATOR)
    found = citizens.conversations(joko, "sandbox", "siti.aminah")
    assert [row.account for row in found] == [citra_account]
    assert not citizens.conversations(joko, "mastodon", "siti.aminah").exists()
    assert not citizens.conversations(joko, "sandbox", " @ ").exists()
    wish = citizens.Wish("sandbox", "warga.lain", "Warga", "Surat")
    with pytest.raises(No, match="Nothing is kept"):
        citizens.export(joko, wish)
    assert timezone.now() > siti.opened_at
