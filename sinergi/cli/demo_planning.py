"""Planning in the demo regency: when accounts usually publish, a series, a campaign of several
offices. All of it is invented; hours and days come from the seed.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from django.utils import timezone

from sinergi.insights import hours
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions as publishing
from sinergi.publishing.calendars import campaigns, moving, occasions, repeating, slots
from sinergi.publishing.models import Occasion, Post
from sinergi.units.models import Unit

#: Days and hours that accounts have slots at, in pairs: some each.
SLOTS: Sequence[tuple[Sequence[int], time]] = (
    ((0, 2, 4), time(7, 30)),
    ((1, 3), time(12, 15)),
    ((0, 3), time(18, 30)),
    ((5,), time(9, 0)),
)

#: Who adds what to the campaign: account, title, text.
PARTS = (
    (
        "diskominfo.bogor",
        "Pilah sampah: tiga wadah",
        (
            "Tiga wadah di dapur: organik, kertas, plastik. Pekan ini kita mulai bersama. Titik "
            "kumpul ada di tiap kantor kecamatan."
        ),
    ),
    (
        "kecamatan.cisarua",
        "Bank sampah Cisarua buka Sabtu",
        (
            "Bank sampah di Kecamatan Cisarua buka tiap Sabtu pukul 08.00-11.00. Bawa botol dan "
            "kardus yang sudah kering."
        ),
    ),
)
AGAIN = (
    "Jadwal layanan keliling pekan ini",
    (
        "Layanan keliling pekan ini: Selasa di balai desa, Kamis di alun-alun, pukul 08.00-12.00. "
        "Bawa fotokopi kartu keluarga."
    ),
)


def fill(
    chance: random.Random,
    people: Mapping[str, User],
    offices: Mapping[str, Unit],
    accounts: Sequence[Account],
    now: datetime,
) -> None:
    at = {account.handle: account for account in accounts}
    for account in accounts:
        for weekdays, hour in sorted(chance.sample(SLOTS, 2), key=lambda pair: pair[1]):
            slots.add(account.owner, account, weekdays=weekdays, at=hour)
    _series(people["ayu"], at["kecamatan.cibinong"], now)
    _campaign(chance, people, offices, at, now)
    for account in accounts:
        hours.of_account(account, now)


def _series(ayu: User, account: Account, now: datetime) -> None:
    """Let a post come again every Monday for two months."""
    title, text = AGAIN
    source = publishing.write(ayu, account.unit, title=title, text=text, accounts=[account])
    first = timezone.localdate(now) + timedelta(days=1)
    repeating.begin(
        ayu, source, every="week", days=[0], at=time(7, 30), first=first,
        last=first + timedelta(days=60), now=now,
    )  # fmt: skip


def _campaign(
    chance: random.Random,
    people: Mapping[str, User],
    offices: Mapping[str, Unit],
    at: Mapping[str, Account],
    now: datetime,
) -> None:
    """Begin a campaign of the regency that some offices are part of, and others are not yet."""
    today = timezone.localdate(now)
    made = occasions.add(
        people["hesti"], offices["32.01"], kind=Occasion.Kind.CAMPAIGN, name="Bogor Pilah Sampah",
        first=today - timedelta(days=2), last=today + timedelta(days=28),
        basis="Surat edaran, contoh",
    )  # fmt: skip
    out = Post.objects.filter(title="Gerakan pilah sampah", unit=offices["32.01.01"]).first()
    if out is not None:
        campaigns.put(out.author, out, made)
    for days, (handle, title, text) in enumerate(PARTS, start=1):
        account = at[handle]
        post = publishing.write(
            account.owner, account.unit, title=title, text=text, accounts=[account],
            kind=Post.Kind.CAMPAIGN,
        )  # fmt: skip
        campaigns.put(account.owner, post, made)
        hour = timedelta(hours=chance.randrange(8, 18))
        day = timezone.make_aware(datetime.combine(today + timedelta(days=days), time()))
        moving.plan(account.owner, post, day + hour)
