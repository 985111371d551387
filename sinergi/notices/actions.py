"""Tell a colleague, in the application and by e-mail."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.translation import gettext

from sinergi.lib import rows
from sinergi.notices.models import Mail, Notice
from sinergi.people.models import User

log = logging.getLogger(__name__)

#: Waits after each failed try; then the mail is given up. The notice itself stays.
BACKOFF = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 720))

#: How long a claim lasts. A mail whose worker died is sent again after it: mail may come twice.
LEASE = timedelta(minutes=3)

BATCH = 50
#: So many seconds mail is sent before the clock does other things; less than it may be silent.
LONGEST = 10.0

#: What a server says of one mail; the next may well go out.
ITS_OWN = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError)


@dataclass(frozen=True, slots=True)
class Told:
    """What a person is told, in the application and perhaps by e-mail; ``text`` is an English
    msgid."""

    user: User
    kind: str
    text: str
    url: str
    facts: Mapping[str, str | int]
    email: bool = False

    @property
    def by_mail(self) -> bool:
        return self.email and bool(self.user.email)


def tell_many(told: Iterable[Told]) -> None:
    """Tell people, inside the caller's transaction: two queries for all."""
    now, listed = timezone.now(), list(told)
    notices = [
        rows.new(
            Notice, user_id=one.user.pk, kind=one.kind, text=one.text, facts=one.facts,
            url=one.url, created=now,
        )
        for one in listed
    ]  # fmt: skip
    rows.insert(notices)
    mailed = (notice for one, notice in zip(listed, notices, strict=True) if one.by_mail)
    rows.insert([rows.new(Mail, notice_id=notice.pk, next_try=now) for notice in mailed])


def tell(
    user: User,
    kind: str,
    text: str,
    *,
    url: str,
    facts: Mapping[str, str | int] | None = None,
    email: bool = True,
) -> Notice:
    """Tell a person something, inside the caller's transaction. ``text`` is an English msgid."""
    now = timezone.now()
    notice = Notice.objects.create(
        user=user, kind=kind, text=text, facts=dict(facts or {}), url=url, created=now
    )
    if email and user.email:
        Mail.objects.create(notice=notice, next_try=now)
    return notice


def settled(url: str, kinds: Sequence[str]) -> int:
    """Mark read, for everybody, what asked for an act on a page that somebody did; inside the
    transaction of the act."""
    return Notice.objects.filter(url=url, kind__in=kinds, read=None).update(read=timezone.now())


def send_waiting_mail(now: datetime, clock: Callable[[], float] = time.monotonic) -> int:
    """Send the mail that waits; return how many went out. Never raises for a mail server.

    One that does not answer is asked once, and the rest waits as if it had been asked for each: the
    clock that sends mail has other things to do, and each question may take twenty seconds. Where
    the server is slow, the rest waits for the next time.
    """
    sent, away, until = 0, False, clock() + LONGEST
    for mail in _claimed(now):
        try:
            if away:
                _put_off(mail, now)
            elif _send(mail, now):
                sent += 1
        except (SMTPException, OSError) as e:
            log.warning("The mail server does not answer: %s", type(e).__name__)
            _put_off(mail, now)
            away = True
        if not away and clock() > until:
            break
    return sent


def forget_waiting_mail() -> None:
    """Send none of the mail that waits: the notices themselves stay. For invented content."""
    Mail.objects.filter(state=Mail.State.WAITING).delete()


def hold_waiting_mail() -> int:
    """Give up the mail that waits, which another copy of this installation may have sent; return
    how many. The notices themselves stay."""
    return Mail.objects.filter(state=Mail.State.WAITING).update(state=Mail.State.FAILED)


def forget(urls: Sequence[str]) -> int:
    """Delete all notices that lead to some pages, for everybody; return how many rows went."""
    return Notice.objects.filter(url__in=urls).delete()[0]


def words(notice: Notice) -> str:
    """Return a notice in the language that is active now."""
    return gettext(notice.text).format(**notice.facts)


def _claimed(now: datetime) -> Iterator[Mail]:
    """Claim each mail when it is asked for."""
    due = Mail.objects.filter(state=Mail.State.WAITING, next_try__lte=now).select_related(
        "notice__user"
    )[:BATCH]
    for mail in due:
        same = Mail.objects.filter(pk=mail.pk, state=Mail.State.WAITING, next_try=mail.next_try)
        if same.update(next_try=now + LEASE, attempts=mail.attempts + 1):
            yield mail


def _send(mail: Mail, now: datetime) -> bool:
    """Send one; what a server says against this mail alone is written down. Raises the rest."""
    if not mail.notice.user.is_active:
        Mail.objects.filter(pk=mail.pk).update(state=Mail.State.FAILED)
        return False
    try:
        _message(mail.notice).send()
    except ITS_OWN as e:
        log.warning("Mail %s could not be sent: %s", mail.pk, type(e).__name__)
        _put_off(mail, now)
        return False
    Mail.objects.filter(pk=mail.pk).update(state=Mail.State.SENT, sent_at=now)
    return True


def _put_off(mail: Mail, now: datetime) -> None:
    tries = mail.attempts + 1
    gone = tries > len(BACKOFF)
    Mail.objects.filter(pk=mail.pk).update(
        state=Mail.State.FAILED if gone else Mail.State.WAITING,
        next_try=now + BACKOFF[min(tries, len(BACKOFF)) - 1],
    )


def _message(notice: Notice) -> EmailMessage:
    user = notice.user
    with translation.override(user.language or settings.LANGUAGE_CODE):
        said = words(notice)
        body = f"{said}\n\n{settings.SITE_URL}{notice.url}\n\n" + gettext(
            "You get this mail because you work with Sinergi."
        )
        subject = " ".join(said.split())
    return EmailMessage(subject[:150], body, to=[user.email])
