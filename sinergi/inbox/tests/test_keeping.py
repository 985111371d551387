"""What outlived its term is counted first, then emptied by the clock; figures and steps stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.audit import queries as audit
from sinergi.conftest import person
from sinergi.inbox import actions, filters, queries
from sinergi.inbox.handing import acting as handing
from sinergi.inbox.hoaxes import acting as hoaxes
from sinergi.inbox.models import Conversation, Draft, KeepingBegun, Message, Note, Step
from sinergi.inbox.privacy import beginning, emptying, incidents, keeping, outlived
from sinergi.inbox.search import searching
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.staged import fresh
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.networks.models import Delivery
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.understanding.models import Text
from sinergi.units import queries as units
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

Tree = dict[str, Unit]


@pytest.fixture
def rani(tree: Tree) -> User:
    """Coordinates the whole regency."""
    return person("rani", "Rani", tree["regency"], Role.COORDINATOR)


@pytest.fixture
def old(heard: Hear, ayu: User) -> Conversation:
    """A closed conversation whose last message is a hundred days old."""
    found = heard("c1", "Lampu jalan mati di depan rumah", answers="p1", author="siti.aminah")
    actions.reply(ayu, found, text="Baik, Bu Siti.", seen=queries.newest(found))
    actions.note(ayu, found, text="Bu Siti sudah ditelepon")
    Draft.objects.create(conversation=found, by=ayu, text="Bu Siti …", at=timezone.now())
    sent = {"state": Delivery.State.SENT, "sent_at": timezone.now(), "remote_id": "r1"}
    Delivery.objects.filter(message__conversation=found).update(**sent)
    actions.finish(ayu, found)
    return aged(found)


def aged(found: Conversation, days: int = 100) -> Conversation:
    before = timezone.now() - timedelta(days=days)
    Conversation.objects.filter(pk=found.pk).update(last_at=before, matter="complaint")
    Step.objects.filter(conversation=found).update(at=before)
    return fresh(found)


def would_go(tree: Tree) -> list[tuple[str, int, int]]:
    found = outlived.counts(list(tree.values()), timezone.now())
    return [(line.matter, line.conversations, line.messages) for line in found]


def begin(rani: User, unit: Unit) -> KeepingBegun:
    return beginning.begin(rani, unit, as_seen=beginning.seen(units.subtree(unit)))


def test_as_shipped_terms_hold_and_nothing_goes_before_somebody_looked(
    old: Conversation, rani: User, tree: Tree
) -> None:
    assert would_go(tree) == []
    aged(old, 730)
    assert would_go(tree) == [("complaint", 1, 2)]
    assert emptying.sweep(timezone.now()) == 0
    assert fresh(old).name
    made = begin(rani, tree["regency"])
    assert (made.conversations, made.messages) == (1, 2)
    assert emptying.sweep(timezone.now()) == 1


def test_the_dry_run_changes_nothing(old: Conversation, rani: User, tree: Tree) -> None:
    keeping.save(rani, tree["regency"], "complaint", 90)
    assert would_go(tree) == [("complaint", 1, 2)]
    assert "Pengaduan" in page(as_(rani), reverse("inbox:privacy"))
    assert fresh(old).name == "Siti Aminah"


def test_words_and_names_go_figures_and_steps_stay(
    old: Conversation, rani: User, ayu: User, tree: Tree
) -> None:
    keeping.save(rani, tree["regency"], "", 90)
    begin(rani, tree["regency"])
    steps = Step.objects.filter(conversation=old).count()
    timing = old.timing.first_at
    assert Notice.objects.filter(url__endswith=f"/{old.pk}/").exists()
    assert emptying.sweep(timezone.now()) == 1
    found = fresh(old)
    assert (found.name, found.last_text, found.handle) == ("", "", f"~{found.pk}")
    assert set(Message.objects.values_list("text", "url", "person")) == {("", "", "")}
    assert not Message.objects.exclude(understood=None).exists()
    assert Message.objects.get(direction="in").remote_id == "c1"
    assert not Text.objects.exists()
    sent = Delivery.objects.get(message__conversation=old)
    assert (sent.text, sent.to, sent.url) == ("", "", "")
    assert Note.objects.get().text == ""
    assert not Draft.objects.exists()
    assert not Notice.objects.filter(url__endswith=f"/{old.pk}/").exists()
    assert Step.objects.filter(conversation=old).count() == steps
    assert found.timing.first_at == timing
    assert (found.matter, found.state) == ("complaint", "done")
    assert not searching.page(ayu, filters.Filters(tab="", q="lampu")).rows
    shown = page(as_(ayu), reverse("inbox:conversation", args=[old.pk]))
    assert "Siti" not in shown
    assert "<h1>Warga</h1>" in shown
    assert not any(word in shown for word in (f"~{old.pk}", "Lihat di jejaring", "/balas/"))
    assert audit.verify().broken == ""
    assert emptying.sweep(timezone.now()) == 0


def test_what_is_heard_again_is_known_and_what_is_new_is_anew(
    old: Conversation, rani: User, tree: Tree, heard: Hear
) -> None:
    keeping.save(rani, tree["regency"], "", 90)
    begin(rani, tree["regency"])
    emptying.sweep(timezone.now())
    assert heard("c1", "Lampu jalan mati", answers="p1", author="siti.aminah").pk == old.pk
    assert fresh(old).last_text == ""
    assert heard("c2", "Masih mati", answers="p1", author="siti.aminah").pk != old.pk


def test_what_was_closed_late_is_kept_from_then(old: Conversation, rani: User, tree: Tree) -> None:
    keeping.save(rani, tree["regency"], "", 90)
    Step.objects.filter(conversation=old).update(at=timezone.now())
    assert not would_go(tree)


def test_what_is_open_somewhere_is_left_alone(
    old: Conversation, rani: User, ayu: User, tree: Tree
) -> None:
    keeping.save(rani, tree["regency"], "", 90)
    row = handing.prepare(ayu, old, "lapor")
    aged(old)
    assert not would_go(tree)
    handing.file(ayu, row, number="1")
    handing.tell(ayu, row, "done", outcome="Lampu diganti")
    assert would_go(tree)
    claim = hoaxes.begin(ayu, old.unit, claim="Lampu dicuri")
    claim.conversations.add(old)
    assert not would_go(tree)
    claim.conversations.clear()
    said = incidents.Said("Tangkapan layar bocor", "Nama", "Grup WhatsApp")
    incidents.begin(ayu, old.unit, said, conversation=old)
    assert not would_go(tree)


def test_an_office_below_decides_for_itself(old: Conversation, rani: User, tree: Tree) -> None:
    keeping.save(rani, tree["regency"], "", 90)
    keeping.save(rani, tree["cibinong"], "complaint", None)
    assert not would_go(tree)
    line = next(x for x in keeping.lines(tree["cibinong"]) if x.matter == "complaint")
    assert (line.days, line.unit) == (None, tree["cibinong"])
    keeping.drop(rani, tree["cibinong"], "complaint")
    assert would_go(tree) == [("complaint", 1, 2)]
