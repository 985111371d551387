"""The sheet of filters, and the words for what a list is limited to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinergi.inbox.filters import DUES, LONGEST_WORDS, ORDERS, WHO, Filters
from sinergi.inbox.models import Conversation, Rating
from sinergi.networks import queries as networks
from sinergi.understanding import understood
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.units.queries import Person

Choices = list[tuple[str, str]]

#: More offices than this are not offered: their names would be longer than the page.
MOST_OFFICES = 600


@dataclass(frozen=True, slots=True)
class Chip:
    """What the list is limited to by one filter, and the address of the list without it."""

    name: str
    words: str
    url: str


class FilterForm(forms.Form):
    """What a person chooses in the sheet; each field is a filter of its name."""

    q = forms.CharField(
        label=gettext_lazy("Words"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    danger = forms.BooleanField(label=gettext_lazy("Danger to life alone"), required=False)
    spam = forms.BooleanField(label=gettext_lazy("What was set aside as spam"), required=False)

    def __init__(self, user: Person, filters: Filters) -> None:
        super().__init__(initial={name: getattr(filters, name) for name in Filters.__slots__})
        for name, (label, choices) in _fields(user, filters).items():
            field = forms.ChoiceField(label=label, choices=choices, required=False)
            self.fields[name] = field
        self.order_fields(["q", "office", "state", "due", "matter", "topic", "place"])


def chips(user: Person, filters: Filters, base: str) -> Iterator[Chip]:
    """Yield what the list is limited to; ``base``: the address of the list."""
    for name in filters.limits:
        left = filters.without(name).spelled()
        yield Chip(name, _said(user, filters, name), f"{base}?{left}" if left else base)


def _said(user: Person, filters: Filters, name: str) -> str:
    value: Any = getattr(filters, name)
    match name:
        case "danger" | "spam":
            return str(FilterForm.base_fields[name].label)
        case "q":
            return f"“{value}”"
        case "office":
            return Unit.objects.filter(pk=value).values_list("name", flat=True).first() or "?"
        case "place":
            return Unit.objects.filter(code=value).values_list("name", flat=True).first() or str(
                value
            )
        case "network":
            card = networks.about(value)
            return card.name if card else str(value)
        case "topic":
            return dict(_topics(user, filters)).get(value) or str(value)
        case _:
            return dict(_words()[name])[value]


def _fields(user: Person, filters: Filters) -> dict[str, tuple[str, Choices]]:
    words = _words()
    return {
        "office": (_("Office"), _any(_offices(user))),
        "state": (_("State"), _any(words["state"])),
        "due": (_("Deadline"), _any(words["due"])),
        "matter": (_("What it is"), _any(words["matter"])),
        "topic": (_("Topic"), _any(_topics(user, filters))),
        "place": (_("Place"), _any(_places())),
        "network": (_("Network"), _any(_networks(user))),
        "kind": (_("Kind"), _any(words["kind"])),
        "rating": (_("Rating"), _any(words["rating"])),
        "who": (_("Looked after by"), _any(words["who"])),
        "order": (_("Order"), words["order"]),
    }


def _words() -> dict[str, Choices]:
    """Return the choices that are the same for everybody."""
    return {
        "state": [(s.value, str(s.label)) for s in Conversation.State],
        "matter": [(m.value, str(m.label)) for m in Conversation.Matter],
        "kind": [(k.value, str(k.label)) for k in Conversation.Kind],
        "rating": [(r.value, str(r.label)) for r in Rating],
        "due": [(key, _(words)) for key, words in DUES.items()],
        "who": [(key, _(words)) for key, words in WHO.items()],
        "order": [(key, _(words)) for key, words in ORDERS.items()],
    }


def _any(choices: Sequence[tuple[str, str]]) -> Choices:
    return [("", _("any")), *choices]


def _offices(user: Person) -> Choices:
    rows = units.units_where(user, "conversation.see").order_by("name")
    return [(str(pk), name) for pk, name in rows.values_list("id", "name")[:MOST_OFFICES]]


def _topics(user: Person, filters: Filters) -> Choices:
    """Return the topics of the office that is listed, else of the topmost one a person sees."""
    where: Any = filters.office
    if not where:
        rows = units.units_where(user, "conversation.see").order_by("path")
        where = rows.values_list("id", flat=True).first()
    return list(understood.topics(where).items()) if where else []


def _places() -> Choices:
    rows = units.existing().filter(kind=Unit.Kind.DISTRICT).order_by("name")
    return list(rows.values_list("code", "name"))


def _networks(user: Person) -> Choices:
    rows = networks.accounts_for(user, "conversation.see").order_by("network")
    cards = {
        name: networks.about(name) for name in rows.values_list("network", flat=True).distinct()
    }
    return [(name, card.name if card else name) for name, card in cards.items()]
