"""What a person does with figures: bring a file, say what its columns are, bring it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.insights import storing
from sinergi.insights.imports import formats, rows
from sinergi.insights.imports import table as tables
from sinergi.insights.models import Import, Sample
from sinergi.lib.text import No, say
from sinergi.networks.models import Account
from sinergi.people.models import User

#: A file with more lines than this is brought in by a job, not while somebody waits.
IN_BACKGROUND = 2000

#: How long a file waits for its next step.
WAITS = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Report:
    """What a file would do, or did. With problems, nothing was written."""

    found: rows.Found
    plan: storing.Plan

    @property
    def counts(self) -> dict[str, int]:
        return {
            "rows": self.found.rows,
            "new": len(self.plan.new),
            "changed": len(self.plan.changed),
            "unchanged": self.plan.unchanged,
            "matched": self.found.matched,
            "loose": self.found.loose,
        }


def bring(actor: User, account: Account, content: bytes, *, name: str) -> Import:
    """Keep a file until its columns are known. Raises No when it is no table."""
    table = tables.read(content)
    return Import.objects.create(
        account=account,
        by=actor,
        at=timezone.now(),
        name=name[:200],
        kind=formats.kind_of(table),
        table=table.plain(),
    )


def map_columns(
    found: Import, *, columns: Mapping[str, str], order: str, decimal: str, day: date
) -> Import:
    """Write down what each column is. Raises No when nothing could come of it."""
    table = tables.kept(found.table)
    roles = {name: columns.get(name, "") for name in table.columns}
    _check(roles)
    found.mapping = {
        "columns": roles, "order": order, "decimal": decimal, "day": day.isoformat(),
    }  # fmt: skip
    found.save(update_fields=["mapping"])
    return found


def report(found: Import, *, now: datetime) -> Report:
    """Return what bringing a file in would do now. Writes nothing. Raises No without its file."""
    told = rows.read(tables.kept(found.table), said_of(found), found.account, now=now)
    plan = storing.plan(found.account, told.figures, Sample.Source.CSV, now=now)
    return Report(told, plan)


def begin(found: Import) -> bool:
    """Take a file that is to be brought in: once, however often a button is pressed."""
    open_ = Import.objects.filter(pk=found.pk, state=Import.State.OPEN).exclude(mapping={})
    return bool(open_.update(state=Import.State.RUNNING))


def bring_in(found: Import, *, now: datetime) -> Report:
    """Store the figures of a file that was begun: all of them, or none when a line is wrong."""
    with transaction.atomic():
        Account.objects.select_for_update(of=("self",)).get(pk=found.account_id)
        done = report(found, now=now)
        if done.found.problems:
            told = [[line, no.message, no.facts] for line, no in done.found.problems[:200]]
            _end(found, Import.State.FAILED, problems=told)
            return done
        storing.keep(done.plan, found)
        _end(found, Import.State.DONE, counts=done.counts)
        audit.record(
            found.by, "figures.imported", on=found, unit_id=found.account.unit_id,
            data={"account": found.account_id, **done.counts},
        )  # fmt: skip
    return done


def drop(found: Import) -> None:
    """Forget a file that was not brought in."""
    Import.objects.filter(pk=found.pk, state=Import.State.OPEN).delete()


def forget(now: datetime) -> None:
    """Forget the files that wait for nobody any more. Harmless twice."""
    old = Import.objects.filter(at__lt=now - WAITS)
    old.filter(state=Import.State.OPEN).delete()
    old.filter(state=Import.State.RUNNING).update(state=Import.State.FAILED, table={})


def said_of(found: Import) -> rows.Said:
    told = found.mapping
    return rows.Said(
        told["columns"], told["order"], told["decimal"], date.fromisoformat(told["day"])
    )


def _check(roles: Mapping[str, str]) -> None:
    used = [role for role in roles.values() if role]
    if not any(formats.is_figure(role) for role in used):
        raise No(say("Say of at least one column which figure it is."))
    twice = next((role for role in used if used.count(role) > 1), None)
    if twice is not None:
        raise No(say("Two columns are the same: {role}. Leave one of them out."), role=twice)


def _end(found: Import, state: str, **values: Any) -> None:
    found.state, found.table = state, {}
    for name, value in values.items():
        setattr(found, name, value)
    found.save(update_fields=["state", "table", *values])
