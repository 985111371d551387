"""What people fill in to bring figures from a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.insights import metrics, queries
from sinergi.insights.imports import formats
from sinergi.insights.imports.table import MOST_BYTES, Table
from sinergi.insights.models import Import
from sinergi.networks import gateway
from sinergi.networks.models import Account
from sinergi.people.models import User

ORDERS = [("dmy", _("day first: 31/12/2026")), ("mdy", _("month first: 12/31/2026"))]
DECIMALS = [("dot", "1,234.5"), ("comma", "1.234,5")]


class AccountField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        card = gateway.about(obj.network)
        return f"{obj.handle} · {card.name if card else obj.network} · {obj.unit}"


class BringForm(forms.Form):
    """A file, and whose figures are in it."""

    account = AccountField(queryset=Account.objects.none(), label=_("Account"))
    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("As the network's own page exports it, or our template."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = queries.importable_for(user)  # type: ignore[attr-defined]  # a model field

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(
                gettext("The file is larger than %(most)s MB.") % {"most": MOST_BYTES // 1_000_000}
            )
        return file


class MappingForm(forms.Form):
    """What each column of a file is, and how its days and numbers are read."""

    day = forms.DateField(
        label=_("Day of the figures"),
        help_text=_("For lines that bring no day of their own: the day you exported the file."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
    )
    order = forms.ChoiceField(label=_("How days are written"), choices=ORDERS)
    decimal = forms.ChoiceField(label=_("How numbers are written"), choices=DECIMALS)

    def __init__(self, found: Import, table: Table, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = table
        choices = roles(found.account)
        for number, name in enumerate(table.columns):
            examples = " · ".join(short for short in table.examples(number) if short)
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=name or gettext("(without a name)"),
                choices=choices,
                required=False,
                help_text=gettext("For example: %(values)s") % {"values": examples[:120]}
                if examples
                else gettext("Empty in this file."),
            )

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise ValidationError(gettext("This day lies in the future."))
        return day

    def says(self) -> dict[str, Any]:
        """Return what the act ``map_columns`` takes."""
        values = self.cleaned_data
        columns = {
            name: values[f"column-{number}"] for number, name in enumerate(self.table.columns)
        }
        return {key: values[key] for key in ("day", "order", "decimal")} | {"columns": columns}


def initial_for(user: User, found: Import, table: Table) -> dict[str, Any]:
    """Return what is proposed: this file's own mapping, the last of its kind, or its format's."""
    before = found.mapping or queries.mapping_before(user, found)
    usual = formats.proposed(table, gateway.about(found.account.network))
    columns = {**usual, **before.get("columns", {})}
    named = {f"column-{n}": columns[name] for n, name in enumerate(table.columns)}
    return {
        "day": found.mapping.get("day") or timezone.localdate(),
        "order": before.get("order") or formats.order_of(table),
        "decimal": before.get("decimal") or formats.decimal_of(table),
        **named,
    }


def roles(account: Account) -> list[tuple[str, Any]]:
    """Return everything a column may be, with its name in the reader's language."""
    known = metrics.known(gateway.about(account.network))
    figures = [(f"{formats.METRIC}{name}", gettext(told.label)) for name, told in known.items()]
    hours = gettext("%(figure)s, in hours") % {"figure": gettext("Watch time")}
    return [
        (formats.NOTHING, gettext("Leave out")),
        (formats.DAY, gettext("Day of the figures")),
        (formats.LINK, gettext("Link of the post")),
        (formats.ID, gettext("The network's id of the post")),
        (gettext("Figures"), [*figures, (f"{formats.HOURS}watch_seconds", hours)]),
    ]
