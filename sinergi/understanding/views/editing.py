"""The topics of an office and their words; labelled texts from a file."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from sinergi.language.rules import Unreadable
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.understanding import competence, forms, knowledge, queries
from sinergi.understanding.actions import importing, topic_rules
from sinergi.units import queries as units
from sinergi.units.models import Unit

#: So many wrong lines are shown.
MOST = 100


@login_required
@require_http_methods(["GET", "POST"])
def topics(request: SignedIn, unit: int) -> HttpResponse:
    """Edit the rules of an office; wrong lines are told by number, and what was typed stays."""
    office = units.unit_for(request.user, unit, may="language.train")
    own = queries.rule_set_of(office)
    if request.method == "POST" and request.POST.get("do") == "drop":
        topic_rules.drop_rules(request.user, office)
        messages.success(request, _("The rules of the office above hold again."))
        return redirect("understanding:topics", unit)
    text = own.text if own else knowledge.topics_of(office.pk).write()
    initial = {"text": text, "seen": own.version if own else 0}
    form = forms.TopicsForm(request.POST or None, initial=initial)
    wrong: Iterable[tuple[int, str]] = ()
    if request.method == "POST" and form.is_valid():
        try:
            topic_rules.save_rules(request.user, office, **form.cleaned_data)
        except Unreadable as e:
            wrong = [(p.line, _(p.what).format(**p.facts)) for p in e.problems[:MOST]]
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Kept. The newest texts are read anew."))
            return redirect("understanding:topics", unit)
    context = {
        "office": office,
        "form": form,
        "own": own,
        "wrong": wrong,
        "kinds": competence.KINDS,
    }
    context["missing"] = competence.missing(knowledge.topics_of(office.pk).named())
    return render(request, "understanding/topics.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def import_labels(request: SignedIn, unit: int) -> HttpResponse:
    """Look at a file first; the second time it is written, if every line is right."""
    office = units.unit_for(request.user, unit, may="language.train")
    form = forms.LabelFileForm(request.POST or None, request.FILES or None)
    report: importing.Report | None = None
    if request.method == "POST" and form.is_valid():
        report = _imported(request, office, form)
        if report and not report.problems and not form.cleaned_data["dry_run"]:
            told = ngettext("%(num)s label came in.", "%(num)s labels came in.", report.labels)
            messages.success(request, told % {"num": report.labels})
            return redirect("understanding:office", unit)
    problems = [(line, said(no)) for line, no in report.problems] if report else []
    context = {"office": office, "form": form, "report": report, "problems": problems}
    return render(request, "understanding/import.html", context | {"most": MOST})


def _imported(
    request: SignedIn, office: Unit, form: forms.LabelFileForm
) -> importing.Report | None:
    values = form.cleaned_data
    try:
        return importing.import_file(
            request.user, office, values["file"].read(), dry_run=values["dry_run"]
        )
    except No as e:
        form.add_error("file", said(e))
        return None
