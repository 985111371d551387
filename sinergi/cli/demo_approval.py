"""Approval in the demo regency: two who sign, an emergency, a remark, a deputy, what was held."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from django.utils import timezone

from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions as publishing
from sinergi.publishing.holding import acting as holding
from sinergi.publishing.models import Approval, Post
from sinergi.publishing.policies import away, commenting, keeping
from sinergi.publishing.policies.keeping import Said, StepSaid
from sinergi.units.models import Unit

EIGHT = {
    "hazard": "Longsor menutup separuh Jalan Raya Puncak di KM 84; tanah masih bergerak.",
    "affected": "Warga dan pengguna jalan di Tugu Selatan, Cisarua.",
    "evacuation": "Warga di tepi lereng pindah ke balai desa Tugu Selatan.",
    "avoid": "Jangan berhenti di bawah tebing; pakai jalur Megamendung.",
    "help": "Telepon 112, 24 jam.",
    "announcer": "BPBD Kabupaten Bogor.",
    "channels": "Akun ini, tiap satu jam.",
    "efforts": "Alat berat sedang membuka jalan. Jumlah rumah terdampak belum diketahui.",
}
URGENT = (
    "Longsor menutup separuh Jalan Raya Puncak KM 84, Tugu Selatan. Hindari tebing, pakai jalur "
    "Megamendung. Warga tepi lereng: ke balai desa. Bantuan: 112. Kabar berikutnya satu jam lagi."
)


def prepare(people: Mapping[str, User], offices: Mapping[str, Unit]) -> None:
    """Say who must approve, before the first post is asked for."""
    hesti, budi, regency = people["hesti"], people["budi"], offices["32.01"]
    steps = [StepSaid(roles=("approver",)), StepSaid(people=(hesti,))]
    said = Said(kind=Post.Kind.CAMPAIGN, steps=steps, basis="SK Kepala Diskominfo, contoh")
    keeping.keep(hesti, regency, said)
    keeping.keep(hesti, regency, Said(kind=Post.Kind.IMMEDIATE, review_hours=2))
    first = timezone.localdate() + timedelta(days=7)
    away.go_away(budi, budi, deputy=hesti, first=first, last=first + timedelta(days=4))


def fill(people: Mapping[str, User], accounts: Sequence[Account], send: Callable[[], None]) -> None:
    """Let colleagues ask, sign, say something and hold; ``send`` does what a worker would."""
    send()  # what was due before goes out
    at = {account.handle: account for account in accounts}
    ayu, budi, citra, fajar = (people[name] for name in ("ayu", "budi", "citra", "fajar"))
    campaign = _written(
        ayu,
        at["kecamatan.cibinong"],
        "Gerakan pilah sampah",
        "Mulai Senin, yuk pilah sampah dari rumah: organik, kertas, plastik. Titik kumpul di tiap "
        "kantor desa, pukul 07.00-10.00.",
    )
    publishing.classify(ayu, campaign, kind=Post.Kind.CAMPAIGN, leader=False)
    publishing.approve(budi, publishing.ask_approval(ayu, campaign), due=None)
    _remark(budi, ayu)
    urgent = _written(fajar, at["bpbd.bogor"], "Longsor di Puncak", URGENT)
    urgent = publishing.say_eight(fajar, urgent, EIGHT)
    publishing.ask_approval(fajar, urgent, at_once=True)
    _hold(budi, citra, at["kecamatan.ciomas"], send)


def _remark(budi: User, ayu: User) -> None:
    asked = Approval.objects.filter(state=Approval.State.WAITING, requested_by=ayu).first()
    if asked is not None:
        (item, *_others) = asked.asked
        words = " ".join(str(item["text"]).split(" ")[:4])
        text = "Sebut hari dan jamnya lebih dulu; itu yang dicari warga."
        commenting.comment_on_words(budi, asked, account=item["account"], words=words, text=text)


def _hold(budi: User, citra: User, account: Account, send: Callable[[], None]) -> None:
    """Hold an office while something is due; when it is over, that waits for a look."""
    post = _written(
        citra, account, "Pasar murah", "Besok pagi ada pasar murah di halaman kantor kecamatan."
    )
    publishing.approve(budi, publishing.ask_approval(citra, post), due=None)
    hold = holding.begin(budi, account.unit, reason="mourning", note="Hari berkabung di kecamatan")
    send()
    holding.end(budi, hold)


def _written(author: User, account: Account, title: str, text: str) -> Post:
    return publishing.write(author, account.unit, title=title, text=text, accounts=[account])
