"""The public pages of official accounts, as pages and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from sinergi.lib import csvs, tables, workbooks
from sinergi.lib.workbooks import Line
from sinergi.networks import directory
from sinergi.networks.directory import Entry

#: More rows than this on one page are too many for a phone; the search finds the others.
MOST = 150

#: How the list is called as a file.
NAME = "akun-resmi"

cached = cache_control(public=True, max_age=directory.SECONDS)
#: Pages hold a form's secret of one browser, so only that browser keeps them.
kept = cache_control(private=True, max_age=directory.SECONDS)


@require_safe
@kept
def listing(request: HttpRequest) -> HttpResponse:
    """The official accounts of all offices; ``?q=`` finds some of them."""
    asked = request.GET.get("q", "").strip()[:100]
    found = _found(asked)
    context = {
        "asked": asked,
        "rows": found[:MOST],
        "count": len(found),
        "more": max(0, len(found) - MOST),
    }
    return render(request, "networks/directory.html", context)


@require_safe
@gzip_page  # nothing secret is in it, and whole lists would be some hundred KB
@cached
def data(request: HttpRequest, form: str) -> HttpResponseBase:
    """The same list as data, for other sites and spreadsheets: json, csv, or all of it as xlsx."""
    answer: HttpResponseBase
    if form == "xlsx":
        content = workbook(get_language(), tuple(directory.entries()))
        headers = csvs.called(f"{NAME}.xlsx")
        answer = HttpResponse(content, content_type=workbooks.XLSX, headers=headers)
    else:
        found = _found(request.GET.get("q", "").strip()[:100])
        answer = _json(found) if form == "json" else _table(form, found)
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@require_safe
@kept
def check(request: HttpRequest) -> HttpResponse:
    """Is this account official? By its name or link."""
    verdict = directory.checked(request.GET.get("q", ""))
    if request.GET.get("format") == "json":
        told = {"asked": verdict.asked, "verdict": verdict.kind}
        rows = [asdict(entry) for entry in verdict.entries]
        answer: HttpResponse = JsonResponse({**told, "accounts": rows})
        answer["Access-Control-Allow-Origin"] = "*"
        return answer
    return render(request, "networks/check.html", {"verdict": verdict})


def _found(asked: str) -> list[Entry]:
    words = asked.casefold().split()
    return [e for e in directory.entries() if all(word in _said(e) for word in words)]


def _said(entry: Entry) -> str:
    return f"{entry.unit} {entry.network} {entry.handle} {entry.name}".casefold()


def _json(rows: list[Entry]) -> HttpResponse:
    return JsonResponse({"accounts": [asdict(row) for row in rows]})


def _table(form: str, rows: list[Entry]) -> HttpResponseBase:
    return tables.given(form, NAME, _head(), _cells(rows))


@lru_cache(maxsize=2)
def workbook(_language: str | None, rows: tuple[Entry, ...]) -> bytes:
    """Return the list as a workbook, in each language written once while nothing in it changes:
    anybody may ask for it, and to write it takes up to a second."""
    return b"".join(workbooks.written(NAME, _head(), _cells(rows)))


def _head() -> list[str]:
    return [_("office code"), _("office"), _("network"), _("account"), _("name"), _("address")]


def _cells(rows: Iterable[Entry]) -> Iterator[Line]:
    for row in rows:
        yield [row.unit_code, row.unit, row.network, row.handle, row.name, row.url]
