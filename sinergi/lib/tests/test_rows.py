"""Many rows at once are the rows that Django would have written one by one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sinergi.lib import rows
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db

FACTS = {"who": "Warga \\N\t'\"", "number": 3}


def notice(user: User, text: str = "Halo\n\\.") -> Notice:
    return Notice(
        user=user, kind="conversation.arrived", text=text, facts=FACTS, url="/x/",
        created=timezone.now() - timedelta(days=400),
    )  # fmt: skip


def test_inserted_rows_are_those_that_save_writes(ayu: User) -> None:
    saved = Notice.objects.create(user=ayu, kind="x", text="", url="/", created=timezone.now())
    new = [notice(ayu), notice(ayu, "Ñ \u2713 \U0001f600")]
    rows.insert(new)
    for one in new:
        read = Notice.objects.get(pk=one.pk)
        for field in Notice._meta.concrete_fields:  # Django's public _meta
            assert getattr(read, field.attname) == getattr(one, field.attname)
    assert saved.pk < new[0].pk < new[1].pk
    assert Notice.objects.create(user=ayu, created=timezone.now()).pk > new[1].pk


def test_numbers_are_taken_first(ayu: User) -> None:
    new = [notice(ayu), notice(ayu)]
    rows.number(new)
    numbers = [one.pk for one in new]
    assert None not in numbers
    assert not Notice.objects.filter(pk__in=numbers).exists()
    rows.insert(new)
    assert [one.pk for one in new] == numbers
    assert Notice.objects.filter(pk__in=numbers).count() == 2


def test_what_the_database_refuses_is_said_as_django_says_it(tree: dict[str, Unit]) -> None:
    twice = Unit(code=tree["cibinong"].code, name="Cibinong", kind="district", path="9.")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert([twice])


@pytest.mark.django_db(transaction=True)
def test_rows_are_numbered_where_they_are_written() -> None:
    with pytest.raises(TransactionManagementError):
        rows.number([Notice()])


def test_a_moment_must_name_its_zone(ayu: User) -> None:
    new = notice(ayu)
    new.created = new.created.replace(tzinfo=None)
    with pytest.raises((ValueError, RuntimeWarning)):
        rows.insert([new])


def test_rows_are_changed_together(ayu: User) -> None:
    new = [notice(ayu), notice(ayu), notice(ayu)]
    rows.insert(new)
    for number, one in enumerate(new):
        one.read, one.facts, one.text = timezone.now(), {"n": number}, "not written"
    with CaptureQueriesContext(connection) as asked:
        rows.update(new, ["read", "facts"])
    assert len(asked) <= 1
    read = list(Notice.objects.filter(pk__in=[one.pk for one in new]).order_by("pk"))
    assert [(one.read, one.facts) for one in read] == [(one.read, one.facts) for one in new]
    assert {one.text for one in read} == {"Halo\n\\."}


def test_rows_are_changed_where_they_still_are_what_they_were(ayu: User) -> None:
    new = [notice(ayu), notice(ayu)]
    rows.insert(new)
    before = new[1].facts
    new[1].kind = "another"  # as if somebody had changed it meanwhile
    for one in new:
        one.facts = {"n": 1}
    rows.update(new, ["facts"], where=["kind"])
    read = Notice.objects.filter(pk__in=[one.pk for one in new]).order_by("pk")
    assert list(read.values_list("facts", flat=True)) == [{"n": 1}, before]


def test_nothing_is_nothing_to_write() -> None:
    with CaptureQueriesContext(connection) as asked:
        rows.insert([])
        rows.update([], ["read"])
    assert len(asked) == 0


def test_new_rows_have_the_defaults_of_their_columns(ayu: User) -> None:
    now = timezone.now()
    given = {"user_id": ayu.pk, "kind": "k", "text": "t", "url": "/", "created": now}
    one, other, django = rows.new(Notice, **given), rows.new(Notice, **given), Notice(**given)
    for field in Notice._meta.concrete_fields:
        assert getattr(one, field.attname) == getattr(django, field.attname)
    assert one.facts is not other.facts  # each has its own
    assert one.user == ayu
    one.save()
    assert Notice.objects.get().facts == {}


def test_a_row_that_is_read_is_the_row_that_django_reads(ayu: User) -> None:
    rows.insert([notice(ayu)])
    stored = Notice.objects.get()
    columns = rows.names(Notice)
    read = rows.read(Notice, columns, [getattr(stored, column) for column in columns])
    assert (read, read.user, read.facts) == (stored, ayu, FACTS)
    read.text = "Other"
    read.save(update_fields=["text"])
    assert Notice.objects.get().text == "Other"
