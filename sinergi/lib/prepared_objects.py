"""Queries for whole objects, built once and run many times: what ``lib.prepared`` is for rows.

The page of one thing is made of a score of small queries, which the ORM else builds anew each time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

from sinergi.lib.prepared import Prepared, once

Thing = TypeVar("Thing", bound=Model)


class PreparedObjects(Prepared, Generic[Thing]):
    """A query of objects, with what they were selected with, and its slots."""

    def __init__(self, rows: QuerySet[Thing]) -> None:
        super().__init__(rows)
        compiler = rows.query.get_compiler(connection=connection)
        compiler.pre_sql_setup()
        info = compiler.klass_info
        if info is None:
            raise TypeError("This query gives no objects.")
        columns, where = compiler.select, info["select_fields"]
        self._model: type[Thing] = info["model"]
        self._begin, self._end = where[0], where[-1] + 1
        self._names = [one[0].target.attname for one in columns[self._begin : self._end]]
        self._beside = get_related_populators(info, columns, connection.alias)  # type: ignore[call-arg]  # the types are those of a later Django

    def all(self, **given: Any) -> list[Thing]:
        """Return the objects."""
        return [self._made(row) for row in self.run(**given)]

    def first(self, **given: Any) -> Thing | None:
        """Return the first object, or nothing."""
        return next(iter(self.all(**given)), None)

    def _made(self, row: tuple[Any, ...]) -> Thing:
        values = row[self._begin : self._end]
        made = self._model.from_db(connection.alias, self._names, values)
        for other in self._beside:
            other.populate(row, made)
        return made


def objects(build: Callable[..., QuerySet[Thing]]) -> Callable[..., PreparedObjects[Thing]]:
    """Keep what ``build`` returns ready, once for each shape: its arguments name the shape."""
    return once(lambda *shape: PreparedObjects(build(*shape)))
