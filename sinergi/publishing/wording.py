"""Templates and snippets that a person may use, and what the fields in them stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from sinergi.publishing import filling
from sinergi.publishing.models import OfficeField, Wording
from sinergi.units import queries as units
from sinergi.units import shown
from sinergi.units.models import Unit
from sinergi.units.queries import Person
from sinergi.units.rules import way

#: So many snippets are offered beside a text.
MOST_OFFERED = 30


def known(unit: Unit) -> dict[str, str]:
    """Return what fields stand for in an office: its own word, else the nearest above, else what
    the tree says. What nobody knows is not there.
    """
    line = way(unit.path)
    values = _of_tree(unit, line)
    rows = OfficeField.objects.filter(unit_id__in=line)
    for row in sorted(rows, key=lambda row: line.index(row.unit_id)):
        values[row.name] = row.value
    return values


def own_fields(unit: Unit) -> QuerySet[OfficeField]:
    return OfficeField.objects.filter(unit=unit)


def wordings_for(user: Person) -> QuerySet[Wording]:
    """Return templates and snippets of a person's offices, and of all above them."""
    mine = units.units_where(user, "post.write").values_list("path", flat=True)
    above = {pk for path in mine for pk in way(path)}
    return Wording.objects.filter(unit_id__in=above).select_related("unit", "owner")


def wording_for(user: Person, pk: object, *, may: str = "post.write") -> Wording:
    """Return one to be changed. Raises Http404, PermissionDenied."""
    rows = Wording.objects.select_related("unit", "owner")
    return units.obtain(rows, user, pk, see="post.see", may=may)


def usable(unit: Unit, kind: str) -> QuerySet[Wording]:
    """Return what an office may begin with or put in: its own and that of all above it."""
    return Wording.objects.filter(unit_id__in=way(unit.path), kind=kind)


def with_words(rows: Iterable[Wording], values: Mapping[str, str]) -> Sequence[tuple[Wording, str]]:
    """Return templates or snippets, each with its words where these fields are known."""
    return [(row, filling.filled(row.text, values)) for row in rows]


def _of_tree(unit: Unit, line: Sequence[int]) -> dict[str, str]:
    above = {one.pk: one for one in Unit.objects.filter(pk__in=line)}
    places = [above[pk] for pk in reversed(line) if pk in above]
    found = {
        "nama_kantor": unit.name,
        "nama_singkat": unit.short or unit.name,
        "nama_kecamatan": _nearest(places, Unit.Kind.DISTRICT),
        "nama_kabupaten": _nearest(places, Unit.Kind.REGENCY),
        "jam_layanan": hours(unit),
    }
    return {name: value for name, value in found.items() if value}


def _nearest(places: Sequence[Unit], kind: str) -> str:
    return next((one.name for one in places if one.kind == kind), "")


def hours(unit: Unit) -> str:
    """Return the working hours of an office as its public reads them, in the public's language."""
    with translation.override(settings.LANGUAGE_CODE):
        closed = _("closed all day")
        days = [(day, spans) for day, spans in shown.hours_of(unit) if spans != closed]
        runs = [list(run) for _spans, run in groupby(days, key=lambda pair: pair[1])]
        return ", ".join(f"{_span([day for day, _s in run])} {run[0][1]}" for run in runs)


def _span(days: Sequence[str]) -> str:
    return days[0] if len(days) == 1 else f"{days[0]}-{days[-1]}"
