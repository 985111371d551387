"""What people fill in to find files of the library, and to bring many at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.people.models import User
from sinergi.publishing.composer_forms import ACCEPT, FilesField, FilesInput
from sinergi.publishing.library import queries
from sinergi.publishing.library.forms import RightsFields
from sinergi.publishing.models import LibraryFile
from sinergi.units.models import Unit

#: So many files are taken at once.
MOST_AT_ONCE = 30


class UploadForm(RightsFields):
    """Files, many at once, for the library of an office."""

    field_order = ("unit", "brought")
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Office"))
    brought = FilesField(
        label=_("Images and videos"),
        help_text=_("As phones make them. Where they were taken is removed."),
        widget=FilesInput(attrs={"accept": ACCEPT}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = queries.writable(user)
        self.fields["unit"].queryset = offices  # type: ignore[attr-defined]  # a model field
        self.fields["unit"].initial = offices.first()

    def clean_brought(self) -> Any:
        given = self.cleaned_data["brought"]
        if not given:
            raise forms.ValidationError(gettext("Choose at least one file."))
        if len(given) > MOST_AT_ONCE:
            raise forms.ValidationError(
                gettext("At most %(most)s files at once.") % {"most": MOST_AT_ONCE}
            )
        return given


class ListForm(forms.Form):
    """What the library shows."""

    words = forms.CharField(label=_("Words"), required=False, max_length=200)
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Office"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=(("", "…"), ("image", _("Images")), ("video", _("Videos"))),
    )
    turned = forms.ChoiceField(
        label=_("Shape"),
        required=False,
        choices=(("", "…"), ("wide", _("Wide")), ("tall", _("Upright")), ("square", _("Square"))),
    )
    licence = forms.ChoiceField(
        label=_("Whose work it is"),
        required=False,
        choices=(("", "…"), *LibraryFile.Licence.choices),
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=(
            ("", "…"), ("usable", _("May be used now")), ("ending", _("Ends within a month")),
            ("over", _("Over or withdrawn")), ("unused", _("Not used yet")),
        ),
    )  # fmt: skip

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = queries.offices_for(user)  # type: ignore[attr-defined]  # a model field
