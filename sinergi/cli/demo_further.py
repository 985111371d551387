"""A thread and a first comment of the demo regency: one that is out, and one that waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions as publishing
from sinergi.publishing.composing import Composed
from sinergi.publishing.models import Post

WHERE = "kecamatan.cibinong"

KTP = """\
Perekaman KTP-el keliling hadir lagi di Kecamatan Cibinong. Simpan jadwal dan syaratnya di utas ini.

---

Jadwal: Selasa di Balai Desa Nanggewer Mekar, Kamis di Kelurahan Pabuaran, pukul 08.00 sampai 14.00.

---

Syarat: berusia 17 tahun dan membawa fotokopi KK. Layanan ini gratis. Jika ada yang meminta uang,
laporkan kepada kami."""
RIVER = """\
Sabtu ini kerja bakti membersihkan Sungai Cikeas. Berkumpul pukul 06.30 di jembatan, bawa sarung
tangan.

---

Sampah yang terkumpul dipilah di tempat. Bank sampah menimbang dan mencatatnya di tabungan RT."""
TAGS = "#KTPelKeliling #Cibinong #LayananGratis"


def fill(
    people: Mapping[str, User], accounts: Sequence[Account], now: datetime, send: Callable[[], None]
) -> None:
    """Write both, have them approved, and send what is due."""
    account = next(one for one in accounts if one.handle == WHERE)
    out = _write(account, "KTP-el keliling", KTP, comment=TAGS)
    waits = _write(account, "Kerja bakti Sungai Cikeas", RIVER, comment="")
    publishing.approve(people["budi"], publishing.ask_approval(account.owner, out), due=None)
    due = now + timedelta(days=2)
    asked = publishing.ask_approval(account.owner, waits, wish=due)
    publishing.approve(people["budi"], asked, due=due)
    send()


def _write(account: Account, title: str, text: str, *, comment: str) -> Post:
    return publishing.write(
        account.owner,
        account.unit,
        title=title,
        text=text,
        accounts=[account],
        more=Composed(comments={account.pk: comment}, numbered=frozenset({account.pk})),
    )
