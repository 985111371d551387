from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import CharField, QuerySet
from django.test.utils import CaptureQueriesContext

from sinergi.lib.prepared import Slot
from sinergi.lib.prepared_objects import PreparedObjects, objects
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db


@objects
def _named() -> QuerySet[Unit]:
    return Unit.objects.filter(code=Slot("code", CharField())).select_related("parent")


def test_objects_come_with_what_they_were_selected_with(tree: dict[str, Unit]) -> None:
    asked = Unit.objects.select_related("parent").get(code="32.01.01")

    with CaptureQueriesContext(connection) as queries:
        found = _named().first(code="32.01.01")
        assert found == asked
        assert found is not None
        assert found.parent == asked.parent

    assert len(queries) == 1
    for field in Unit._meta.concrete_fields:
        assert getattr(found, field.attname) == getattr(asked, field.attname)
    assert not found._state.adding


def test_what_is_not_there_is_nothing(tree: dict[str, Unit]) -> None:
    assert _named().first(code="99") is None
    assert _named().all(code="99") == []


def test_what_can_have_no_answer_is_not_asked(tree: dict[str, Unit]) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert PreparedObjects(Unit.objects.filter(pk__in=[])).all() == []
    assert not queries
