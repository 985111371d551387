"""One way for every form of an office: what was typed stays, a refusal is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.units.models import Unit


@dataclass(frozen=True, slots=True)
class Words:
    """What a form's page says, translated: its title, its button, and when it is done."""

    title: str
    button: str
    done: str
    lead: str = ""
    kind: str = "primary"


def answer(
    request: SignedIn,
    unit: Unit,
    form: forms.Form,
    words: Words,
    act: Callable[[dict[str, Any]], object],
    back: str = "",
) -> HttpResponse:
    """Show the form, or do ``act`` with what was filled in and go ``back``: to the office."""
    back = back or reverse("units:unit", args=[unit.pk])
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, words.done)
            return redirect(back)
    return render(
        request, "units/form.html", {"form": form, "unit": unit, "words": words, "back": back}
    )
