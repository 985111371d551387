"""Every snippet of docs/components.md can be drawn as it stands there."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.template import engines
from django.utils import timezone
from jinja2 import Environment

from sinergi.lib.today import Task
from sinergi.units.finding import Found
from sinergi.units.models import Unit

PAGE = (Path(__file__).parents[3] / "docs" / "components.md").read_text(encoding="utf-8")
CONTROL = re.compile(r"<(?:button|a)\b[^>]*>(.*?)</(?:button|a)>", re.DOTALL)
IMPORTS, *SNIPPETS = re.findall(r"```jinja\n(.*?)```", PAGE, re.DOTALL)


class Example(forms.Form):
    text = forms.CharField(help_text="A sentence.")


def context() -> dict[str, object]:
    """Return what the snippets speak of."""
    account = SimpleNamespace(handle="kecamatan.cibinong", name="Cibinong", network="sandbox")
    about = SimpleNamespace(chip="JL", name="Jaringan Latihan", pretend=True)
    return {
        "form": Example({"text": ""}),
        "now": timezone.now(),
        "page": SimpleNamespace(newer_url="/n", older_url="/o"),
        "tasks": [
            Task("Answer", "Ibu Kenanga asks", "Cibinong", "/kerja/", "late", timezone.now())
        ],
        "about": about,
        "offices": Found([Unit(pk=1, name="Cibinong")], "cib", searched=True, more=True),
        "shown": SimpleNamespace(
            account=account,
            about=about,
            text="Buka Sabtu",
            limit=280,
            length=10,
            price="",
            over=0,
            later=(),
        ),
        "part": SimpleNamespace(
            pk=1,
            kind="part",
            part=1,
            text="Bawa KTP",
            state="waiting",
            sent_at=None,
            attempts=0,
            url="",
            get_state_display=lambda: "Menunggu",
        ),
        "head": SimpleNamespace(state="sent"),
        "csrf_input": "",
    }


def test_every_filter_and_function_of_ours_is_told() -> None:
    env = engines["jinja2"].env  # type: ignore[attr-defined]  # Jinja's engine
    plain = Environment()  # draws nothing
    ours = {*env.filters, *env.globals} - {*plain.filters, *plain.globals}
    told = re.findall(r"`(\w+)", PAGE)
    assert sorted(name for name in ours - set(told) if "gettext" not in name) == []


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: snippet.split("(")[0].strip())
def test_every_snippet_is_drawn_and_names_what_it_shows(snippet: str) -> None:
    drawn = engines["jinja2"].from_string(IMPORTS + snippet).render(context())
    assert "<" in drawn
    assert [words for words in CONTROL.findall(drawn) if not re.sub(r"<[^>]*>", "", words)] == []
    assert [svg for svg in re.findall(r"<svg[^>]*>", drawn) if "aria-hidden" not in svg] == []
    for field in re.findall(r'<input[^>]* id="([^"]+)"', drawn):
        assert f'<label for="{field}"' in drawn
        assert f'aria-describedby="{field}_about"' in drawn
        assert f'id="{field}_about"' in drawn
