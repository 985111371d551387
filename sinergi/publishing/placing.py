"""The accounts on the page on which a post is written, each with what is different there."""

from __future__ import annotations

from typing import Any

from sinergi.networks import queries as networks
from sinergi.networks.models import Account
from sinergi.publishing import composing
from sinergi.publishing import shown as previewing
from sinergi.publishing.write_form import WriteForm
from sinergi.units.models import Unit

#: So many accounts are shown without those of other offices being folded away.
MOST_NEAR = 6


def place(form: WriteForm, account: Account, more: composing.Composed, base: str) -> dict[str, Any]:
    own = form[f"own-{account.pk}"]
    text = composing.said(more, account.pk, own.value() or "") or base
    chosen = str(account.pk) in [str(v) for v in form["accounts"].value() or []]
    further = {
        name: form[f"{name}-{account.pk}"] if f"{name}-{account.pk}" in form.fields else None
        for name in ("comment", "numbered")
    }
    return {
        "account": account,
        "own": own,
        "wanted": form[f"wanted-{account.pk}"],
        "options": [f for f in form if f.name.startswith(f"option-{account.pk}-")],
        "asks": any(f.required and not f.default for f in networks.options(account)),
        "chosen": chosen,
        "preview": previewing.preview(account, text),
        **further,
        "begun": any(
            field and (field.errors or (field.value() and chosen)) for field in further.values()
        ),
    }


def near(places: list[dict[str, Any]], unit: Unit | None) -> list[dict[str, Any]]:
    """Mark the accounts that are shown at once: those that are chosen or of the office. Where that
    is none, or there are few, all of them.
    """
    for place in places:
        own = unit is not None and place["account"].unit_id == unit.pk
        place["near"] = own or place["chosen"] or bool(place["own"].errors)
    if len(places) <= MOST_NEAR or not any(place["near"] for place in places):
        for place in places:
            place["near"] = True
    return places
