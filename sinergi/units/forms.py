"""What people fill in about offices and roles."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.people.models import User
from sinergi.units import shown
from sinergi.units.models import Role, Unit
from sinergi.units.official_lists import LONGEST


class DayField(forms.DateField):
    """A day, as browsers and people type it."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        formats = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
        super().__init__(widget=widget, input_formats=formats, **kwargs)


class PlaceField(forms.ModelChoiceField[Unit]):
    """Choose an office; its code tells offices of one name apart."""

    def label_from_instance(self, obj: Unit) -> str:
        return f"{obj.name} ({obj.code})"


class AddForm(forms.Form):
    """A new office."""

    parent = PlaceField(queryset=Unit.objects.none(), label=_("Below"))
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Unit.Kind.choices)
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("The official code where there is one, for example 32.01.12.2003."),
    )
    short = forms.CharField(label=_("Short name"), max_length=60, required=False)
    valid_from = DayField(label=_("First day"), required=False)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = shown.parents_for(user)  # type: ignore[attr-defined]  # a model field


class RenameForm(forms.Form):
    name = forms.CharField(label=_("New name"), max_length=200)
    until = DayField(label=_("Last day of the old name"), required=False)
    basis = forms.CharField(
        label=_("Basis"),
        max_length=200,
        required=False,
        help_text=_("The regulation or decree, with number and date."),
    )


class DescribeForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=Unit.Kind.choices)
    short = forms.CharField(label=_("Short name"), max_length=60, required=False)
    valid_from = DayField(label=_("First day"), required=False)


class MoveForm(forms.Form):
    parent = PlaceField(queryset=Unit.objects.none(), label=_("New place, below"))

    def __init__(self, user: User, unit: Unit, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = shown.parents_for(user, unit)  # type: ignore[attr-defined]  # a model field


class CloseForm(forms.Form):
    on = DayField(label=_("Last day"))


class AliasForm(forms.Form):
    name = forms.CharField(
        label=_("Other spelling"), max_length=200, help_text=_("The search finds it too.")
    )


class RoleForm(forms.Form):
    """A role in an office, with what it rests on. ``may`` are the roles the giver may give."""

    role = forms.ChoiceField(label=_("Role"))
    valid_from = DayField(label=_("From"))
    valid_to = DayField(
        label=_("Up to and including"), required=False, help_text=_("Empty: until it is ended.")
    )
    decree = forms.CharField(
        label=_("Decree (SK) number"),
        max_length=120,
        required=False,
        help_text=_("For example 480/12/Kpts/2026."),
    )
    basis = forms.CharField(label=_("Basis"), max_length=200, required=False)

    def __init__(self, may: list[str], *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"valid_from": timezone.localdate(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role, Role(role).label) for role in may]  # type: ignore[attr-defined]  # a choice field


class AppointForm(RoleForm):
    """A role for somebody who is here already."""

    person = forms.CharField(
        label=_("User name or e-mail of the colleague"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    field_order = ("person",)

    def clean_person(self) -> User:
        typed = self.cleaned_data["person"].strip()
        active = User.objects.filter(is_active=True)
        found = list(active.filter(username__iexact=typed)) or list(
            active.filter(email__iexact=typed)
        )
        if len(found) != 1:
            raise ValidationError(
                gettext("Nobody here has this user name or e-mail. Invite them instead.")
            )
        return found[0]


class InviteForm(RoleForm):
    """A role for somebody new: it is given when they accept."""

    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail"))
    field_order = ("name", "email")

    def __init__(self, may: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(may, *args, **kwargs)
        del self.fields["valid_from"]  # the day they accept

    def clean_valid_to(self) -> date | None:
        last: date | None = self.cleaned_data["valid_to"]
        if last and last < timezone.localdate():
            raise ValidationError(gettext("This day has passed: the role could not be given."))
        return last

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email, is_active=True).exists():
            raise ValidationError(
                gettext("A person with this address is here already. Give them the role instead.")
            )
        return email


class EndForm(forms.Form):
    on = DayField(label=_("Last day"), required=False, help_text=_("Empty: it ends now, at once."))


class ImportForm(forms.Form):
    """A CSV file of offices."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("Columns: code, name, kind, parent; also short and valid_from."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    under = PlaceField(
        queryset=Unit.objects.none(),
        label=_("Offices without a parent go below"),
        required=False,
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["under"].queryset = shown.parents_for(user)  # type: ignore[attr-defined]  # a model field

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LONGEST:
            raise ValidationError(
                gettext("The file is larger than %(most)s MB.") % {"most": LONGEST // 1_000_000}
            )
        return file
