"""What people fill in about warnings. What was typed stays."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.lib.choices import Several
from sinergi.lib.hazards.reading import MOST_BYTES
from sinergi.people.models import User
from sinergi.publishing.models import AlertSource
from sinergi.units import queries as units
from sinergi.units.models import Unit

ACCEPT = ".xml,.json,.geojson,.cap,application/xml,text/xml,application/json"


def _words(spelled: str) -> list[str]:
    """Return the lines or the parts between commas of what was typed."""
    return [word for part in spelled.replace(",", "\n").split("\n") if (word := part.strip())]


class BringForm(forms.Form):
    """A warning that came as a file or as words: by mail, by WhatsApp, on a stick."""

    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Office"))
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("CAP (XML) or JSON, as the official source gives it."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    text = forms.CharField(
        label=_("Or paste what is in it"),
        required=False,
        strip=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = units.units_where(user, "post.write").order_by("path")
        self.fields["unit"].queryset = offices  # type: ignore[attr-defined]  # a model field
        self.fields["unit"].initial = offices.first()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        file, text = values.get("file"), values.get("text", "")
        if file is not None and file.size > MOST_BYTES:
            self.add_error("file", gettext("This is larger than any official warning."))
        elif file is None and not text.strip() and not self.errors:
            raise forms.ValidationError(gettext("Choose a file, or paste what is in it."))
        return values

    def raw(self) -> bytes:
        file = self.cleaned_data.get("file")
        return bytes(file.read()) if file else str(self.cleaned_data["text"]).encode()


class BordersForm(forms.Form):
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Office"))
    file = forms.FileField(
        label=_("GeoJSON file"),
        help_text=_("Polygons of districts, each with its official code in “code” or “kode”."),
        widget=forms.FileInput(attrs={"accept": ".json,.geojson,application/geo+json"}),
    )

    def __init__(self, offices: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = offices  # type: ignore[attr-defined]  # a model field
        self.fields["unit"].initial = offices.first()


class SourceForm(forms.Form):
    """An official address that is read again and again."""

    name = forms.CharField(label=_("Name"), max_length=120)
    address = forms.CharField(
        label=_("Address"),
        max_length=500,
        help_text=_("Of a list of warnings or of the data. {code} in it stands for each code."),
    )
    minutes = forms.IntegerField(
        label=_("Read every so many minutes"), min_value=1, max_value=1440, initial=5
    )
    only = forms.CharField(
        label=_("Only what has one of these words"),
        required=False,
        help_text=_("One to a line: the province in a list of the whole country."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    names_us = forms.BooleanField(
        label=_("These words concern us wherever it lies"),
        required=False,
        help_text=_("For a gate upstream, or an earthquake that is felt here."),
    )
    codes = forms.CharField(
        label=_("Codes of villages"),
        required=False,
        help_text=_("For a forecast: one village of each district, such as 32.01.01.1001."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    always = Several(
        queryset=Unit.objects.none(),
        label=_("Offices that always get words"),
        required=False,
        help_text=_("Besides the communications office, BPBD and the districts concerned."),
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )

    def __init__(self, unit: Unit, source: AlertSource | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": self._initial(source)})
        under = Unit.objects.filter(path__startswith=unit.path, valid_to=None)
        self.fields["always"].queryset = under.order_by("path")  # type: ignore[attr-defined]  # a model field

    def says(self) -> dict[str, Any]:
        """Return what ``sources.save`` takes."""
        values = dict(self.cleaned_data)
        values["only"], values["codes"] = _words(values["only"]), _words(values["codes"])
        return values

    def _initial(self, source: AlertSource | None) -> dict[str, Any]:
        if source is None:
            return {}
        told = {name: getattr(source, name) for name in ("name", "address", "minutes", "names_us")}
        lines = {"only": "\n".join(source.only), "codes": "\n".join(source.codes)}
        return {**told, **lines, "always": source.always.all()}


class WhyForm(forms.Form):
    reason = forms.CharField(label=_("Why?"), max_length=300)
