"""Files to take away: the figures of an account, and the template for bringing some."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sinergi.insights import metrics, queries
from sinergi.insights.imports import formats
from sinergi.insights.models import Sample
from sinergi.lib import csvs, tables
from sinergi.lib.text import short
from sinergi.lib.workbooks import Line
from sinergi.networks import queries as networks
from sinergi.networks.models import Account
from sinergi.people.http import SignedIn


@login_required
@require_GET
def download(request: SignedIn, pk: int, form: str = "csv") -> HttpResponseBase:
    """Return every figure of an account that one may see, with its definition."""
    found = queries.account_for(request.user, pk)
    rows = queries.everything_of(request.user, found)
    head = [
        _("account"), _("network's id of the post"), _("link"), _("text"), _("figure"),
        _("value"), _("from"), _("until"), _("source"), _("definition"),
    ]  # fmt: skip
    return tables.given(form, f"wawasan-{found.pk}", head, _cells(found, rows), long=True)


@login_required
@require_GET
def template(request: SignedIn) -> HttpResponse:
    """Return an empty file with the columns we know, and one line of each kind as an example."""
    today = timezone.localdate().isoformat()
    post = [today, "https://", "120", "", "8", "2", "1", "", ""]
    account = [today, "", "", "", "", "", "", "", "1500"]
    return csvs.whole("templat-wawasan.csv", [list(formats.TEMPLATE), post, account])


def _cells(account: Account, rows: QuerySet[Sample]) -> Iterator[Line]:
    card = networks.about(account.network)
    known = {name: (_(m.label), _(m.definition)) for name, m in metrics.known(card).items()}
    for row in rows.iterator(chunk_size=2000):
        label, definition = known.get(row.metric, (row.metric, ""))
        sent = row.delivery
        yield [
            account.handle, row.remote_id, sent.url if sent else "",
            short(sent.text, 80) if sent else "", label, row.value,
            row.at, row.seen, row.source, definition,
        ]  # fmt: skip
