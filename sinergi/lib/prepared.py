"""Queries written with the ORM, built once and run many times.

Building a query costs the ORM ten times what a database takes to answer it from an index. What
every page asks is therefore kept ready: the ORM still says what is asked, and in one place who may
see it, but it says so once in the life of a process.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import (
    BooleanField,
    DateTimeField,
    Expression,
    Field,
    JSONField,
    QuerySet,
)
from django.db.models.expressions import Col
from django.utils.functional import cached_property

from sinergi.lib import connecting
from sinergi.lib.asking import Row, ask
from sinergi.lib.driven import one_by_one

#: A prepared query, and what fills it.
Question = tuple["Prepared", Mapping[str, Any]]
#: From a column as the driver gave it to what its field has in Python.
Convert = Callable[[Sequence[Any]], Sequence[Any]]

#: How many shapes of one query are kept.
MOST = 256

#: A place in SQL as the ORM writes it; a sign of percent of its own is written twice.
_PLACE = re.compile("%%|%s")

_json = json.JSONDecoder().decode


class Slot(Expression):
    """A place in a query for a value that is given each time it runs.

    With ``index`` it is one of a sequence: ``In(F("unit_id"), slots("units", 3, …))``.
    """

    def __init__(self, name: str, field: Field[Any, Any], index: int | None = None) -> None:
        super().__init__(output_field=field)
        self.name = name
        self.index = index

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)

    def fill(self, given: Mapping[str, Any]) -> Any:
        value = given[self.name] if self.index is None else given[self.name][self.index]
        return self._driven(value)

    @cached_property
    def _driven(self) -> Callable[[Any], Any]:
        """What makes a value one that the driver takes. PostgreSQL's is told how wide a number is,
        or there would be a plan for each width: Django sees to it."""
        field = self.output_field
        if connection.vendor == "sqlite":
            return one_by_one(field)
        return lambda value: field.get_db_prep_value(value, connection)


def slots(name: str, number: int, field: Field[Any, Any]) -> list[Slot]:
    return [Slot(name, field, index) for index in range(number)]


def rounded(number: int) -> int:
    """Return a number of slots for so many values: few shapes of a query are enough."""
    return 1 << max(0, number - 1).bit_length()


def filling(values: Sequence[Any]) -> Sequence[Any]:
    """Return values for the ``rounded`` slots of an ``In``: the last is named again and again."""
    return [*values, *[values[-1]] * (rounded(len(values)) - len(values))]


class Prepared:
    """A query of ``values_list`` with its slots."""

    def __init__(self, rows: QuerySet[Any, Any]) -> None:
        compiler = rows.query.get_compiler(connection=connection)
        try:
            self.sql, self._params = _with_constants(*compiler.as_sql())
        except EmptyResultSet:  # "in none of the offices": there is nothing to ask
            self.sql, self._params = "", ()
        columns = [column for column, *_ in compiler.select]
        self._convert = [
            (index, _in_turn(converters, column))
            for index, (converters, column) in compiler.get_converters(columns).items()
            if not _is_moment(column)
        ]

    def run(self, **given: Any) -> list[Row]:
        """Return the rows, with the values their fields have in Python."""
        if not self.sql:
            return []
        return self.converted(ask(self.sql, self.filled(given)))

    def count(self, **given: Any) -> int:
        """Return how many rows there are; a query of at most so many counts no further."""
        return counts([(self, given)])[0]

    def counting(self) -> str:
        """Return how many rows there are, as SQL."""
        return f"(SELECT count(*) FROM ({self.sql}) AS found)"  # noqa: S608  # ours

    def one(self, **given: Any) -> Row | None:
        """Return the first row, or nothing."""
        return next(iter(self.run(**given)), None)

    def filled(self, given: Mapping[str, Any]) -> list[Any]:
        """Return the parameters, with values in the slots."""
        return [p.fill(given) if isinstance(p, Slot) else p for p in self._params]

    def converted(self, rows: list[Row]) -> list[Row]:
        """Return rows as the driver gave them with the values their fields have in Python."""
        if not self._convert or not rows:
            return rows
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
        for index, convert in self._convert:
            columns[index] = convert(columns[index])
        return list(zip(*columns, strict=True))


def counts(asked: Sequence[Question]) -> list[int]:
    """Return how many rows each query has with what fills it: one question for all."""
    able = [(query, given) for query, given in asked if query.sql]
    if not able:
        return [0] * len(asked)
    (numbers,) = ask(
        f"SELECT {', '.join(query.counting() for query, _ in able)}",
        [value for query, given in able for value in query.filled(given)],
    )
    found = iter(numbers)
    return [int(next(found)) if query.sql else 0 for query, _ in asked]


def _with_constants(sql: str, params: Sequence[Any]) -> tuple[str, Sequence[Any]]:
    """Return a query in whose words all stands that is always the same, and its slots.

    PostgreSQL then takes one plan for all values: it knows which partial index holds the rows.
    """
    if connection.vendor != "postgresql":
        return sql, params
    rest = iter(params)
    slots: list[Slot] = []

    def said(place: re.Match[str]) -> str:
        if place[0] == "%%":
            return "%%"
        value = next(rest)
        if isinstance(value, Slot):
            slots.append(value)
            return "%s"
        return connecting.literal(value).replace("%", "%%")

    return _PLACE.sub(said, sql), slots


Made = TypeVar("Made")


def once(build: Callable[..., Made]) -> Callable[..., Made]:
    """Make what ``build`` returns once for each shape: its arguments name the shape."""

    @lru_cache(MOST)
    def ready(*shape: Hashable) -> Made:
        return build(*shape)

    return ready


def prepared(build: Callable[..., QuerySet[Any, Any]]) -> Callable[..., Prepared]:
    """Keep what ``build`` returns ready, once for each shape: its arguments name the shape."""
    return once(lambda *shape: Prepared(build(*shape)))


def _in_turn(converters: list[Any], column: Any) -> Convert:
    boolean = isinstance(column.output_field, BooleanField)
    if connection.vendor == "sqlite" and len(converters) == 1 and boolean:
        return _truths
    field = column.output_field
    if isinstance(column, Col) and isinstance(field, JSONField) and field.decoder is None:
        return _read

    def convert(values: Sequence[Any]) -> list[Any]:
        for converter in converters:
            values = [converter(value, column, connection) for value in values]
        return list(values)

    return convert


def _is_moment(column: Any) -> bool:
    """True for a moment that is stored: our backends read it as it is."""
    return isinstance(column, Col) and isinstance(column.output_field, DateTimeField)


def _read(values: Sequence[Any]) -> list[Any]:
    """Return what JSON texts say; most of them say nothing."""
    return [{} if value == "{}" else None if value is None else _json(value) for value in values]


def _truths(values: Sequence[Any]) -> list[bool | None]:
    """Return the whole numbers of SQLite as what they stand for."""
    return [None if value is None else bool(value) for value in values]
