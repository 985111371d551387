"""Forms drawn from the cards of the connectors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.connectors.contract import About, Field
from sinergi.networks import gateway
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.units.queries import Person


class ChooseForm(forms.Form):
    """Which office gets an account on which network."""

    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Office"))
    network = forms.ChoiceField(label=_("Network"))

    def __init__(self, user: Person, cards: list[About], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units.units_where(user, "account.connect")  # type: ignore[attr-defined]  # a model field
        self.fields["network"].choices = [(c.slug, c.name) for c in cards]  # type: ignore[attr-defined]  # a choice field


class AnswersForm(forms.Form):
    """What a network asks before an account can be connected."""

    def __init__(self, card: About, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for asked in card.sign_in:
            self.fields[asked.name] = _form_field(asked)

    @classmethod
    def filled(cls, network: str, given: Mapping[str, str]) -> AnswersForm:
        """Return the form of a network that is enabled here, with what was given filled in."""
        card = gateway.enabled()[network].about
        return cls(card, {asked.name: _default(asked) for asked in card.sign_in} | dict(given))

    def answers(self) -> dict[str, str]:
        return {name: str(value).strip() for name, value in self.cleaned_data.items() if value}


class ByHandForm(forms.Form):
    """An account that people look after themselves."""

    handle = forms.CharField(
        label=_("Name of the account"),
        max_length=200,
        help_text=_("As the public sees it, for example @kecamatan.cibinong."),
    )
    url = forms.URLField(
        label=_("Address of the account"), required=False, max_length=500, assume_scheme="https"
    )


class AppForm(AnswersForm):
    """What a network gave our app. A secret that is left empty stays as it is."""

    def __init__(self, card: About, known: dict[str, str], *args: Any, **kwargs: Any) -> None:
        shown = {f.name: known.get(f.name, "") for f in card.app if not f.secret}
        super().__init__(replace(card, sign_in=card.app), *args, initial=shown, **kwargs)
        for asked in card.app:
            if asked.secret and known.get(asked.name):
                self.fields[asked.name].required = False


class BudgetForm(forms.Form):
    """What may be spent in a month; empty: whatever it costs."""

    budget = forms.DecimalField(
        label=_("At most a month, in US$"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        max_digits=10,
        decimal_places=2,
    )

    def amount(self) -> int | None:
        """Return the budget in millionths of a US dollar."""
        given = self.cleaned_data["budget"]
        return None if given is None else int(given * 1_000_000)


class ResponsibleForm(forms.Form):
    """Who looks after an account."""

    owner = forms.ModelChoiceField(queryset=User.objects.none(), label=_("Owner"))
    deputy = forms.ModelChoiceField(queryset=User.objects.none(), label=_("Deputy"), required=False)

    def __init__(self, account: Account, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Who has it now stays a choice: saving must not put anybody aside unseen.
        now = Q(pk__in=[pk for pk in (account.owner_id, account.deputy_id) if pk], is_active=True)
        may = Q(pk__in=units.people_with("account.see", account.unit_id))
        for name in ("owner", "deputy"):
            self.fields[name].queryset = User.objects.filter(may | now).order_by("name")  # type: ignore[attr-defined]  # a model field

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("owner") and values.get("owner") == values.get("deputy"):
            raise forms.ValidationError(gettext("The deputy must be another person."))
        return values


def _default(asked: Field) -> str:
    return asked.default.replace("{site}", settings.SITE_URL)


def _form_field(asked: Field) -> forms.Field:
    common: dict[str, Any] = {
        "label": gettext(asked.label),
        "required": asked.required,
        "initial": _default(asked),
        "help_text": gettext(asked.help) if asked.help else "",
    }
    if asked.choices:
        choices = [(c.value, gettext(c.label)) for c in asked.choices]
        return forms.ChoiceField(choices=choices, **common)
    widget: type[forms.Widget] = forms.PasswordInput if asked.secret else forms.TextInput
    return forms.CharField(max_length=2000, widget=widget(attrs={"autocomplete": "off"}), **common)
