"""Jinja2 as all our pages see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.dates import MONTHS_3
from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from sinergi.lib.addresses import address, numbered, worded
from sinergi.lib.text import short
from sinergi.notices.actions import words as notice_words
from sinergi.people import devices, sso
from sinergi.web.escaping import Generator, escape
from sinergi.web.sprite import symbol

#: What makes a link or a form swap the main part of the page instead of loading a whole one.
SWAP = Markup('hx-boost="true" hx-target="#main" hx-sync="#main:replace"')


#: So many drawn lines are kept: 1 KB each.
MOST_DRAWN = 2_000

_drawn: dict[tuple[Any, ...], str] = {}
_always: dict[tuple[str, str | None], Mapping[Any, str]] = {}


class House(Environment):
    code_generator_class = Generator
    escape = staticmethod(escape)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return a plain dictionary: ours never change, and each page goes through them often."""
        return self.globals | dict(d or {})


def environment(**options: Any) -> Environment:
    """Return the environment; an unknown name in a template is an error, never an empty space."""
    options |= {"undefined": StrictUndefined, "autoescape": True}
    env = House(
        **options,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # by the extension
    env.globals["_"] = words
    env.globals["swap"] = SWAP
    env.globals.update(url=_url, static=cache(static), symbol=symbol, said=notice_words)
    env.globals.update(sso_providers=sso.providers, device_name=devices.device_name, each=each)
    env.globals["drawn"] = drawn
    env.filters.update(moment=moment, day=day, clock=clock, number=number, iso=iso)
    env.filters.update(at=numbered, icon=icon, when=when, short=short)
    env.filters["undashed"] = undashed
    return env


def words(english: str, **facts: Any) -> Markup:
    """Return words in the active language, with facts for their ``%(name)s``."""
    return words_in(get_language())(english, **facts)


@cache
def words_in(language: str | None) -> Callable[..., Markup]:
    """Return ``words`` for a language: a page asks for it once, and says fifty things."""

    def said(english: str, **facts: Any) -> Markup:
        found = _words(language, english)
        return found % facts if facts or "%%" in found else found

    return said


@cache
def _words(language: str | None, english: str) -> Markup:
    del language  # the words are in the one that is active
    return Markup(gettext(english))  # noqa: S704  # ours, from a catalogue


def when(at: datetime, language: str = "") -> Markup:
    """Draw a moment. A list that draws hundreds asks once for the language, and names it; it tells
    machines the day alone, which weighs a twentieth of the page."""
    local = _local(at)
    machine = local.date().isoformat() if language else local.isoformat(timespec="minutes")
    said = _said(local, language)
    return Markup(f'<time datetime="{machine}">{said}</time>')  # noqa: S704  # made of a date


def moment(at: datetime) -> str:
    """Return "24 Nov 2026 08.30" in the active language and the offices' zone."""
    return _said(_local(at))


def day(at: datetime | date) -> str:
    """Return "Selasa, 24 November 2026"."""
    local = timezone.localtime(at) if isinstance(at, datetime) else at
    return date_format(local, "l, j F Y")


def clock(at: datetime) -> str:
    return date_format(timezone.localtime(at), "H.i")


def iso(at: datetime) -> str:
    return _local(at).isoformat(timespec="minutes")


def undashed(widget: SafeString) -> Markup:
    """Return a field without Django's nine dashes for nothing chosen: they are read out loud."""
    return Markup(widget.replace(">---------<", f">{gettext('Choose…')}<"))  # noqa: S704  # by Django


def number(value: float) -> str:
    return number_format(value, use_l10n=True, force_grouping=True)


def each(
    macro: Callable[[Any, Any], str], pairs: Mapping[Any, Any], always: str = ""
) -> Mapping[Any, str]:
    """Draw what a list shows again and again once for each value; the rows look it up.

    ``always`` names pairs that are the same on every page: they are drawn once for each language.
    """
    if not always:
        return {key: macro(key, value) for key, value in pairs.items()}
    known = (always, get_language())
    if known not in _always:
        _always[known] = {key: macro(key, value) for key, value in pairs.items()}
    return _always[known]


def drawn(
    macro: Callable[..., str], name: str, lines: Sequence[tuple[Any, ...]], *more: Any
) -> Markup:
    """Draw the lines of a list, or take them as they were drawn for the same values.

    Nothing but a line, ``more`` and the language may be in it. ``name`` is the list's.
    """
    here, parts = (name, get_language(), more), []
    for line in lines:
        key = (here, line)
        found = _drawn.get(key)
        if found is None:
            if len(_drawn) >= MOST_DRAWN:
                _drawn.clear()
            found = _drawn[key] = macro(*line)
        parts.append(found)
    return Markup("".join(parts))  # noqa: S704  # each was drawn by a macro


def kept() -> int:
    """Return how many drawn lines are kept."""
    return len(_drawn)


@cache
def _months(language: str) -> dict[int, str]:
    with translation.override(language):
        return {number: str(name).title() for number, name in MONTHS_3.items()}


def _said(local: datetime, language: str = "") -> str:
    month = _months(language or get_language() or "")[local.month]
    return f"{local.day} {month} {local.year} {local.hour:02}.{local.minute:02}"


def _local(at: datetime) -> datetime:
    return at.astimezone(timezone.get_default_timezone())


@cache
def icon(name: str) -> Markup:
    """Draw an icon of the sprite."""
    drawn = Markup('<svg class="i" aria-hidden="true"><use href="{}"/></svg>')
    return drawn.format(symbol(name))


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    if not args and not kwargs:
        return address(name)
    if len(args) == 1 and args[0].__class__ is int and not kwargs:
        return numbered(args[0], name)
    if not kwargs and all(one.__class__ is str for one in args):
        return worded(name, *args)
    return reverse(name, args=args, kwargs=kwargs)
