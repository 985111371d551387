"""Every text is read once by a worker, whatever dies on the way, and keeps no personal data."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.clock import release_the_dead
from sinergi.language.decisions import HEADS, Decision
from sinergi.people.models import User
from sinergi.understanding import actions, deciding
from sinergi.understanding.actions import topic_rules
from sinergi.understanding.knowledge import Knowledge
from sinergi.understanding.models import Text
from sinergi.understanding.reading import TRIES, TextReader
from sinergi.understanding.tests.conftest import Put, read_all
from sinergi.units import actions as units
from sinergi.units.models import Unit
from sinergi.work.loop import Crashed
from sinergi.work.models import Worker

pytestmark = pytest.mark.django_db


def test_a_text_is_read_and_says_what_it_is_about(put: Put) -> None:
    text = put("Jalan di depan pasar rusak parah, kapan diperbaiki?")
    assert read_all() == 1
    text.refresh_from_db()
    assert text.decisions["topic"]["label"] == "roads"
    assert text.decisions["topic"]["words"]
    assert set(text.decisions) == set(HEADS)
    assert text.read_at is not None
    assert read_all() == 0


def test_personal_data_is_masked_before_it_is_kept(put: Put) -> None:
    text = put("Tolong hubungi saya di 0812-3456-7890 atau budi@contoh.example, jalan rusak")
    assert "3456" not in text.text
    assert "budi@" not in text.text
    assert "jalan rusak" in text.text


def test_the_same_origin_is_kept_once(put: Put, tree: dict[str, Unit]) -> None:
    first = actions.take(tree["cibinong"].pk, "message:77", "Sampah menumpuk")
    again = actions.take(tree["cibinong"].pk, "message:77", "Sampah menumpuk")
    assert first.pk == again.pk
    assert Text.objects.count() == 1


def test_what_a_dead_worker_held_is_read_by_another(put: Put) -> None:
    text = put("Sampah menumpuk di depan pasar")
    now = timezone.now()
    assert len(TextReader().claim(10, now=now, holder="dead")) == 1
    assert TextReader().claim(10, now=now, holder="other") == []
    Worker.objects.create(
        name="dead", host="h", pid=1, started=now - timedelta(hours=1),
        seen=now - timedelta(minutes=2),
    )  # fmt: skip
    release_the_dead(now)
    assert read_all() == 1
    text.refresh_from_db()
    assert (text.holder, text.decisions["topic"]["label"]) == ("", "waste")


def test_a_claim_ends_by_itself(put: Put) -> None:
    put("Sampah menumpuk")
    TextReader().claim(10, now=timezone.now(), holder="gone")
    assert read_all() == 0
    assert read_all(later=timedelta(minutes=5)) == 1


def test_a_text_that_cannot_be_read_is_left_after_some_tries(put: Put) -> None:
    text, source = put("Sampah menumpuk"), TextReader()
    for _ in range(TRIES):
        (job,) = source.claim(10, now=timezone.now(), holder="w1")
        source.store([(job.id, Crashed("ValueError"))], now=timezone.now())
    assert source.claim(10, now=timezone.now(), holder="w1") == []
    text.refresh_from_db()
    assert text.read_at is None


def test_danger_to_life_is_marked_until_a_person_says_otherwise(put: Put, ayu: User) -> None:
    def afraid(text: str, known: Knowledge) -> Mapping[str, Decision]:
        return {"urgency": Decision("danger", {"danger": 0.9, "normal": 0.1})}

    text = put("Tolong, rumah kami terbakar")
    read_all(TextReader(read=afraid))
    assert Text.objects.filter(danger=True).exists()
    actions.label(ayu, text, head="urgency", label="normal")
    assert not Text.objects.filter(danger=True).exists()
    Text.objects.update(read_at=None)
    read_all(TextReader(read=afraid))
    assert not Text.objects.filter(danger=True).exists()


def test_the_rules_of_an_office_read_its_texts_and_no_others(
    put: Put, dewi: User, tree: dict[str, Unit]
) -> None:
    mine, other = put("Odong-odong lewat terus"), put("Odong-odong lewat terus", "ciomas")
    read_all()
    rules = "[odong] Odong-odong\nodong* = 5\n"
    topic_rules.save_rules(dewi, tree["cibinong"], text=rules, seen=0)
    assert read_all() == 1
    mine.refresh_from_db()
    other.refresh_from_db()
    assert mine.decisions["topic"]["label"] == "odong"
    assert other.decisions["topic"]["label"] != "odong"
    assert mine.read_by.startswith("rules:")


def test_a_village_of_the_tree_is_a_place(put: Put, tree: dict[str, Unit]) -> None:
    units.add_unit(
        None, code="32.01.29.2007", name="Desa Kotabatu Uji", kind=Unit.Kind.VILLAGE,
        parent=tree["ciomas"],
    )  # fmt: skip
    text = put("Lampu jalan di Desa Kotabatu Uji mati", "ciomas")
    read_all()
    text.refresh_from_db()
    assert text.decisions["place"]["label"] == "32.01.29.2007"


def test_threads_that_begin_at_once_share_one_reader() -> None:
    deciding._reader.cache_clear()
    with ThreadPoolExecutor(4) as hands:
        readers = list(hands.map(lambda _: deciding.reader_of(()), range(4)))
    assert len({id(reader) for reader in readers}) == 1
    assert deciding._reader.cache_info().misses == 1
