"""The log grows and nothing else, and proves itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from sinergi.audit import actions, guard, queries
from sinergi.audit.models import Entry, Head
from sinergi.audit.where import Where, coming_from
from sinergi.people.models import User


@pytest.fixture
def three(ayu: User) -> None:
    for number in range(3):
        with transaction.atomic():
            actions.record(ayu, "post.written", on=ayu, unit_id=7, data={"number": number})


@pytest.fixture
def _guarded() -> Iterator[None]:
    guard.lift(connection)
    guard.place(connection)
    yield
    guard.lift(connection)


@pytest.mark.django_db
def test_an_act_is_written_with_who_what_and_from_where(ayu: User) -> None:
    with coming_from(Where("web", "10.1.2.3", "Telepon")), transaction.atomic():
        actions.record(ayu, "post.written", on=ayu, unit_id=7, data={"judul": "Layanan"})
    entry = Entry.objects.order_by("-seq")[0]
    assert (entry.actor_name, entry.verb, entry.unit_id) == ("Ayu", "post.written", 7)
    assert (entry.door, entry.ip, entry.device) == ("web", "10.1.2.3", "Telepon")
    assert (entry.object_type, entry.object_id) == ("people.user", str(ayu.pk))
    assert entry.data == {"judul": "Layanan"}


@pytest.mark.django_db(transaction=True)
def test_an_act_without_a_transaction_is_refused(ayu: User) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        actions.record(ayu, "post.written")


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_no_record(ayu: User) -> None:
    before = Entry.objects.count()

    @transaction.atomic
    def stumble() -> None:
        actions.record(ayu, "post.written")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stumble()
    assert Entry.objects.count() == before
    assert queries.verify().broken == ""


@pytest.mark.django_db
@pytest.mark.usefixtures("three")
def test_an_untouched_log_is_proven() -> None:
    proof = queries.verify()
    assert (proof.broken, proof.entries) == ("", Entry.objects.count())
    assert queries.passed_through(f"{proof.entries}:{proof.last}")
    assert not queries.passed_through(f"{proof.entries}:{'0' * 64}")


@pytest.mark.django_db
@pytest.mark.usefixtures("three")
def test_acts_of_one_verb_are_links_of_the_same_chain(ayu: User) -> None:
    before = Head.objects.get().seq
    with transaction.atomic():
        acts = [actions.Act(ayu, 7, {"number": number}) for number in (4, 5)]
        assert actions.record_many(ayu, "post.written", acts) == before + 2
        actions.record(ayu, "post.written", data={"number": 6})
    entries = Entry.objects.filter(seq__gt=before).order_by("seq")
    assert [(one.seq, one.data["number"]) for one in entries] == [
        (before + 1, 4), (before + 2, 5), (before + 3, 6),
    ]  # fmt: skip
    assert queries.verify().broken == ""
    Entry.objects.filter(seq=before + 2).update(data={"number": 99})
    assert queries.verify().broken == f"Entry {before + 2} has been altered."


@pytest.mark.django_db
@pytest.mark.usefixtures("three")
def test_an_altered_entry_is_found() -> None:
    last = Head.objects.get().seq
    Entry.objects.filter(seq=last - 1).update(data={"number": 99})
    assert queries.verify().broken == f"Entry {last - 1} has been altered."


@pytest.mark.django_db
@pytest.mark.usefixtures("three")
def test_a_removed_entry_is_found() -> None:
    last = Head.objects.get().seq
    Entry.objects.filter(seq=last - 1).delete()
    assert queries.verify().broken == f"Entry {last - 1} is missing."


@pytest.mark.django_db
@pytest.mark.usefixtures("three")
def test_a_log_cut_short_is_found_even_when_its_head_is_moved_back() -> None:
    last = Head.objects.get().seq
    Entry.objects.filter(seq=last).delete()
    assert queries.verify().broken == f"Entries after {last - 1} are missing."
    before = Entry.objects.get(seq=last - 1)
    Head.objects.update(seq=last - 1, hash=before.hash)
    assert "not sealed" in queries.verify().broken


@pytest.mark.django_db
@pytest.mark.usefixtures("three")
def test_an_entry_slipped_in_at_the_end_is_found() -> None:
    last = Entry.objects.order_by("-seq")[0]
    last.seq += 1
    last.save(force_insert=True)
    assert "were not written here" in queries.verify().broken


@pytest.mark.django_db
@pytest.mark.usefixtures("three")
def test_a_log_without_its_head_is_found_and_not_begun_anew(ayu: User) -> None:
    Head.objects.all().delete()
    assert queries.verify().broken == "The end of the log is missing."
    with pytest.raises(actions.Headless), transaction.atomic():
        actions.record(ayu, "post.written")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("three", "_guarded")
@pytest.mark.parametrize("alter", ["update", "delete", "behead"])
def test_the_database_itself_refuses_changes(alter: str) -> None:
    changes: dict[str, Callable[[], object]] = {
        "update": lambda: Entry.objects.update(verb=F("verb")),
        "delete": lambda: Entry.objects.all().delete(),
        "behead": lambda: Head.objects.all().delete(),
    }
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        changes[alter]()
    assert queries.verify().broken == ""


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_one_chain(ayu: User) -> None:
    before = Entry.objects.count()

    def act(number: int) -> None:
        with transaction.atomic():
            actions.record(ayu, "post.written", data={"number": number})
        connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(act, range(80)))
    assert Entry.objects.count() == before + 80
    assert queries.verify().broken == ""
