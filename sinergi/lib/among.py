"""Conditions of prepared queries on many values at once, however many: one query, one plan."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Field, Func, IntegerField, Model

from sinergi.lib.prepared import Slot


class _List(Slot):
    """A place for a sequence of any length."""

    def fill(self, given: Mapping[str, Any]) -> Any:
        if connection.vendor == "sqlite":
            return json.dumps(list(given[self.name]))
        return _array(given[self.name], self.output_field)


class _Part(Slot):
    """A place for one of each in a sequence of tuples."""

    def fill(self, given: Mapping[str, Any]) -> Any:
        return _array([one[self.index] for one in given[self.name]], self.output_field)


class Among(Func):
    """True where a column of whole numbers or words is among values that are given:
    ``Among("unit_id", "units", BigIntegerField())``. ``In`` would be a query for each number."""

    output_field = BooleanField()

    def __init__(self, column: str, name: str, field: Field[Any, Any]) -> None:
        super().__init__(F(column))
        self.given = _List(name, field)

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **_more: Any) -> tuple[str, Any]:
        (column,) = self.source_expressions
        sql, params = compiler.compile(column)
        if connection.vendor == "sqlite":
            return f"{sql} IN (SELECT value FROM json_each(%s))", (*params, self.given)  # noqa: S608  # ours
        return f"{sql} = ANY(%s::{_kind(self.given.output_field)}[])", (*params, self.given)


class Keyed(Func):
    """True for the rows of a table whose columns are together as one of the tuples that are given.

    The tuples are walked and each is looked up: a database that counts on chance walks through all
    rows of an account instead. ``where`` is the condition of the index, word by word, where it is
    of a part of the table.
    """

    output_field = BooleanField()

    def __init__(self, model: type[Model], columns: str, name: str, where: str = "") -> None:
        super().__init__(F("pk"))
        meta = model._meta  # noqa: SLF001  # Django's public _meta
        self.table, self.name = meta.db_table, name
        self.fields: list[Any] = [meta.get_field(column) for column in columns.split()]
        self.where = where

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **_more: Any) -> tuple[str, Any]:
        (key,) = self.source_expressions
        sql, params = compiler.compile(key)
        names = [str(field.column) for field in self.fields]
        slots: list[Slot]
        if connection.vendor == "sqlite":
            given, slots = "json_each(%s) k", [_List(self.name, self.fields[0])]
            sides = [f"json_extract(k.value, '$[{n}]')" for n in range(len(names))]
        else:
            arrays = ", ".join(f"%s::{_kind(field)}[]" for field in self.fields)
            given = f"unnest({arrays}) k({', '.join(names)})"
            slots = [_Part(self.name, field, n) for n, field in enumerate(self.fields)]
            sides = [f"k.{name}" for name in names]
        same = [f"t.{name} = {side}" for name, side in zip(names, sides, strict=True)]
        held = " AND ".join([*same, *([self.where] if self.where else [])])
        join = "CROSS JOIN" if connection.vendor == "sqlite" else "JOIN"
        found = f"SELECT t.id FROM {given} {join} {self.table} t ON {held}"  # noqa: S608  # ours
        return f"{sql} IN ({found})", (*params, *slots)


def _array(values: Iterable[Any], field: Any) -> Any:
    """Return values as PostgreSQL takes an array; of whole numbers in its own words, for the driver
    asks each how wide it is, and makes a plan for each width."""
    if _kind(field) == "bigint":
        return "{{{}}}".format(",".join(map(str, values)))
    return list(values)


def _kind(field: Any) -> str:
    return "bigint" if isinstance(field, IntegerField) or field.is_relation else "text"
