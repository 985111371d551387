"""Forms in which an office is chosen of many: a few are offered, a search finds the others."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from sinergi.units import finding
from sinergi.units.models import Unit


class FindingForm(forms.Form):
    """A form whose field ``chosen`` is an office. Where there are more than a page bears, the field
    ``find`` looks for some of them: to look is never to send, nothing is wrong yet, and all that
    was typed stays."""

    chosen: ClassVar[str]
    found = finding.Found([])

    find = forms.CharField(
        label=_("Search an office"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "class": "search"}),
    )

    @property
    def looks(self) -> bool:
        """True where this looks for offices and is not to be done."""
        return "look" in self.data

    @property
    def errors(self) -> ErrorDict:
        return ErrorDict() if self.looks else super().errors

    def is_valid(self) -> bool:
        return not self.looks and super().is_valid()

    def clean(self) -> dict[str, Any]:
        """Return what the form is for, without what was looked for."""
        given = super().clean() or self.cleaned_data
        return {name: value for name, value in given.items() if name != "find"}

    def offer(self, offices: QuerySet[Unit], *, most: int = finding.MOST) -> None:
        """Let one of these be chosen; those shown are few."""
        field = self.fields[self.chosen]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # as it says
        field.queryset = offices
        found = finding.found(offices, self.data.get("find", ""), most=most)
        if not found.searched:
            del self.fields["find"]
            return
        self.found = found
        shown = {one.pk: str(one) for one in found.rows}
        kept = offices.filter(pk=self._chosen()).first()
        if kept is not None:
            shown = {kept.pk: str(kept)} | shown
        field.choices = [("", _("Choose…")), *shown.items()]

    def _chosen(self) -> Any:
        value = str(self.data.get(self.chosen, "") or "")
        return int(value) if value.isdecimal() and len(value) < 18 else None
