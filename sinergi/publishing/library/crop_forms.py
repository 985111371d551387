"""What people fill in about how a picture is cut."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.publishing.library import aiming, places
from sinergi.publishing.library.aiming import Aim
from sinergi.publishing.library.crops import Chosen
from sinergi.publishing.models import LibraryCrop


class Percent(forms.IntegerField):
    def __init__(self, label: Any, *, least: int = 0, initial: int = 50) -> None:
        attrs = {"type": "range", "min": least, "max": 100, "step": 1}
        super().__init__(
            label=label, min_value=least, max_value=100, initial=initial,
            widget=forms.NumberInput(attrs=attrs),
        )  # fmt: skip


class CropForm(forms.Form):
    """What must stay to be seen, and how each shape is cut where that is not enough."""

    aimed = forms.BooleanField(
        label=_("This must stay to be seen"),
        required=False,
        help_text=_("Where a network takes no such shape, a piece around it goes there."),
    )
    focus_x = Percent(_("From the left (%)"))
    focus_y = Percent(_("From the top (%)"))
    zones = forms.ChoiceField(
        label=_("Show what lies under buttons on"),
        required=False,
        help_text=_("In the full screen. It is looked at, not kept."),
    )

    def __init__(self, said: Chosen, *args: Any, **kwargs: Any) -> None:
        focus = said.focus or Aim()
        first = {"aimed": said.focus is not None, "focus_x": focus.x, "focus_y": focus.y}
        super().__init__(*args, **{"initial": first, **kwargs})
        self.fields["zones"].choices = places.zones()  # type: ignore[attr-defined]  # a choice field
        self.lines: list[tuple[str, list[forms.BoundField]]] = []
        for shape, _label in LibraryCrop.Shape.choices:
            aim = said.aim(shape) or Aim()
            self.fields[f"{shape}-own"] = forms.BooleanField(
                label=gettext("Cut so, where a network shows this shape"),
                required=False,
                initial=shape in said.crops,
            )
            self.fields[f"{shape}-x"] = Percent(gettext("From the left (%)"), initial=aim.x)
            self.fields[f"{shape}-y"] = Percent(gettext("From the top (%)"), initial=aim.y)
            self.fields[f"{shape}-size"] = Percent(
                gettext("How much of it (%)"), least=aiming.LEAST_SIZE, initial=aim.size
            )
            parts = ("own", "x", "y", "size")
            self.lines.append((shape, [self[f"{shape}-{part}"] for part in parts]))

    def focus(self) -> tuple[int, int] | None:
        told = self.cleaned_data
        return (told["focus_x"], told["focus_y"]) if told["aimed"] else None

    def crops(self) -> dict[str, Aim]:
        told = self.cleaned_data
        return {
            shape: Aim(told[f"{shape}-x"], told[f"{shape}-y"], told[f"{shape}-size"])
            for shape, _parts in self.lines
            if told[f"{shape}-own"]
        }

    def aimed_at(self) -> Chosen:
        """Return what is aimed at as it stands in the form, to be looked at before it is kept."""
        x, y = self.focus() or (None, None)
        focus = Aim(x, y) if x is not None and y is not None else None
        return Chosen(self.crops(), focus)
