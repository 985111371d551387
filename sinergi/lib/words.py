"""A rule's refusal in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext

from sinergi.lib.text import No


def said(refusal: No) -> str:
    return gettext(refusal.message).format(**refusal.facts)
