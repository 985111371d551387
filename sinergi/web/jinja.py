"""Jinja2 as all our pages see it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, ngettext
from jinja2 import Environment, StrictUndefined

from sinergi.notices.actions import words as notice_words
from sinergi.people import devices, sso
from sinergi.web.sprite import symbol


def environment(**options: Any) -> Environment:
    """Return the environment; an unknown name in a template is an error, never an empty space."""
    options |= {"undefined": StrictUndefined, "autoescape": True}
    env = Environment(  # noqa: S701  # autoescape is among the options
        **options,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # by the extension
    env.globals.update(url=_url, static=static, symbol=symbol, said=notice_words)
    env.globals.update(sso_providers=sso.providers, device_name=devices.device_name)
    env.filters.update(moment=moment, day=day, clock=clock, number=number, iso=iso)
    return env


def moment(at: datetime) -> str:
    """Return "24 Nov 2026 08.30" in the active language and zone."""
    return date_format(timezone.localtime(at), "j M Y H.i")


def day(at: datetime | date) -> str:
    """Return "Selasa, 24 November 2026"."""
    local = timezone.localtime(at) if isinstance(at, datetime) else at
    return date_format(local, "l, j F Y")


def clock(at: datetime) -> str:
    return date_format(timezone.localtime(at), "H.i")


def iso(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="minutes")


def number(value: float) -> str:
    return number_format(value, use_l10n=True, force_grouping=True)


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)
