"""What is typed into the form of a service, and what a citizen is told: ready to copy.

The columns are those of an export of SP4N-LAPOR!. Nobody's name is in them: whoever hands a message
on is not the citizen, and identities are for the service to ask.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from sinergi.inbox.models import Conversation, Handing, Message
from sinergi.language.rules import bogor
from sinergi.language.writing.personal.masking import mask
from sinergi.lib.text import say, short
from sinergi.understanding.understood import topics

COLUMNS = (
    "Tracking ID", "Tanggal Laporan Masuk", "Klasifikasi Laporan", "Kategori", "Judul Laporan",
    "Isi Laporan Awal", "Tipe Laporan", "Sumber Laporan", "Instansi Terdisposisi",
    "Status Laporan", "Kota/Kabupaten", "Kecamatan", "Kelurahan",
)  # fmt: skip

#: How SP4N-LAPOR! classifies.
_CLASSES = {
    Conversation.Matter.COMPLAINT: "Tidak Berkadar Pengawasan",
    Conversation.Matter.QUESTION: "Permintaan Informasi",
    Conversation.Matter.INFORMATION: "Permintaan Informasi",
}

#: Accounts that are called before anything is said, as in a mention.
_CALLED = re.compile(r"^\s*(?:@[\w.@-]+[\s,:]+)+")

_TOLD = {
    Handing.Service.LAPOR: say(
        "Thank you. We have entered your report with SP4N-LAPOR! as no. {number}. "
        "You can follow it at lapor.go.id."
    ),
    Handing.Service.PPID: say(
        "Thank you. We have entered your request for information with the PPID as no. {number}. "
        "The answer comes within 10 working days, 17 at most."
    ),
}


def form_text(conversation: Conversation) -> str:
    """Return what one types into the form of a service, without personal data."""
    said = conversation.messages.filter(direction=Message.Direction.IN).order_by("id")
    texts = map(_unaddressed, said.values_list("text", flat=True)[:20])
    lines = [mask(text) for text in texts if text.strip()]
    head = [_title(next(iter(lines), "")), _place(conversation)]
    return "\n".join([*filter(None, head), "", *lines])


def told(handing: Handing) -> str:
    """Return what a citizen is told when it was entered, in the language of the public."""
    words = _TOLD.get(Handing.Service(handing.service))
    if words is None or not handing.number:
        return ""
    with translation.override(settings.LANGUAGE_CODE):
        return _(words).format(number=handing.number)


def cells(row: Handing) -> list[str]:
    """Return the line of a hand-over in a file with ``COLUMNS``."""
    found = row.conversation
    district, village = _names(found.place)
    said = found.messages.filter(direction=Message.Direction.IN).order_by("id")
    first = _unaddressed(said.values_list("text", flat=True).first() or "")
    return [
        row.number,
        timezone.localtime(row.at).strftime("%d-%m-%Y %H:%M"),
        _CLASSES.get(Conversation.Matter(found.matter), "Aspirasi"),
        topics(found.unit_id).get(found.topic, ""),
        _title(mask(first)),
        mask(first),
        "Rahasia",
        found.account.handle,
        row.unit.name,
        str(row.get_state_display()),
        "Kabupaten Bogor",
        district,
        village,
    ]


def _unaddressed(text: str) -> str:
    """Return a text without whom it begins by calling: a form goes to none of these accounts."""
    return _CALLED.sub("", text)


def _title(masked: str) -> str:
    """Return the beginning of what the public said: what was said last may be our answer."""
    return short(masked, 80)


def _place(found: Conversation) -> str:
    return ", ".join(filter(None, reversed(_names(found.place))))


def _names(code: str) -> tuple[str, str]:
    """Return the names of the district and the village of a code, "" where there is none."""
    known = bogor().places
    district, village = known.get(code[:8]), known.get(code) if len(code) > 8 else None
    return district.name if district else "", village.name if village else ""
