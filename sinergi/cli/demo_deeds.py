"""What the demo regency did with comments under its posts, beside answering: a like, a deletion."""

from __future__ import annotations

from collections.abc import Mapping

from sinergi.connectors.sandbox.store import Store
from sinergi.inbox.models import Message
from sinergi.inbox.moderating import liking, removing
from sinergi.networks.models import Delivery
from sinergi.people.models import User

#: Who says what under the first post of Kecamatan Cibinong. All of it is invented.
PRAISE = ("ibu.seledri", "Ibu Seledri", "Terima kasih infonya, Min. Petugasnya ramah sekali!")
PRIVATE = (
    "warga.bengkoang",
    "Warga Bengkoang",
    "Yang menunggak iuran itu Pak Lobak, telepon saja 0812-0000-1234 sampai dia bayar.",
)

WHERE = "kecamatan.cibinong"
REASON = "Memuat nomor telepon dan tuduhan terhadap warga lain; warganya sudah kami hubungi."


def comment(store: Store) -> None:
    """Let two citizens comment under a post of an office."""
    sent = Delivery.objects.filter(
        state=Delivery.State.SENT, kind=Delivery.Kind.POST, account__handle=WHERE
    )
    post = int(sent.order_by("id").values_list("remote_id", flat=True)[0])
    for handle, name, text in (PRAISE, PRIVATE):
        store.publish(handle, name, text, parent=post, plan=False)


def moderate(people: Mapping[str, User]) -> None:
    """Like the one and delete the other, as colleagues do on the page; call when both are heard."""
    thanks, rude = (_message(handle) for handle, _, _ in (PRAISE, PRIVATE))
    liking.ask(people["ayu"], thanks, liked=True)
    liking.carry_out(thanks.pk)
    removing.ask(people["budi"], rude, ground="personal", reason=REASON)
    removing.carry_out(rude.pk)


def _message(handle: str) -> Message:
    rows = Message.objects.select_related("conversation__account")
    return rows.get(conversation__handle=handle)
