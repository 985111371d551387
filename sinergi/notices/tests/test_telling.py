"""What a colleague is told stays, and the mail about it goes out or is given up, never silently."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone, translation
from pytest_django import Settings

from sinergi.notices import actions, queries, reading
from sinergi.notices.models import Mail, Notice
from sinergi.people.models import User

pytestmark = pytest.mark.django_db

URL = "/kerja/unggahan/1/"


def tell(user: User, text: str = "{who} sent it back", *, email: bool = True) -> Notice:
    return actions.tell(
        user, "post.sent_back", text, url=URL, facts={"who": "Budi {x}"}, email=email
    )


class Broken(BaseEmailBackend):
    """A mail server that is not there."""

    asked = 0

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        Broken.asked += 1
        raise SMTPServerDisconnected


class Strict(BaseEmailBackend):
    """A mail server that knows nobody called Ayu."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        (message,) = email_messages
        if message.to == ["ayu@example.go.id"]:
            raise SMTPRecipientsRefused({"ayu@example.go.id": (550, b"No such user")})
        return 1


def broken(settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    logging.getLogger("sinergi.notices.actions").setLevel(logging.CRITICAL)


def at(minutes: float) -> datetime:
    return timezone.now() + timedelta(minutes=minutes)


def test_a_notice_is_kept_and_its_mail_goes_out_once(ayu: User, settings: Settings) -> None:
    notice = tell(ayu)
    assert mail.outbox == []  # nothing is sent inside the caller's transaction
    assert [actions.send_waiting_mail(at(m)) for m in (0, 10)] == [1, 0]
    message = mail.outbox[0]
    assert (message.to, message.subject) == (["ayu@example.go.id"], "Budi {x} sent it back")
    assert f"{settings.SITE_URL}{URL}" in message.body
    assert notice.mail.state == "waiting"
    notice.mail.refresh_from_db()
    assert notice.mail.state == "sent"
    assert queries.unread_count(ayu) == 1


def test_the_mail_speaks_the_language_of_its_reader(ayu: User, budi: User) -> None:
    User.objects.filter(pk=budi.pk).update(language="en")
    budi.refresh_from_db()
    tell(ayu)
    tell(budi)
    with translation.override("en"):
        actions.send_waiting_mail(at(0))
    first, second = mail.outbox
    assert "Anda menerima surel ini" in first.body
    assert "You get this mail" in second.body


def test_a_line_break_in_a_name_does_not_break_the_mail(ayu: User) -> None:
    actions.tell(ayu, "x", "From {who}", url=URL, facts={"who": "A\nBcc: b@example.org"})
    assert actions.send_waiting_mail(at(0)) == 1
    assert mail.outbox[0].subject == "From A Bcc: b@example.org"
    assert mail.outbox[0].bcc == []


def test_no_mail_to_who_wants_none_or_has_no_address(ayu: User) -> None:
    tell(ayu, email=False)
    ayu.email = ""
    tell(ayu)
    assert not Mail.objects.exists()
    assert Notice.objects.count() == 2


def test_a_mail_server_that_is_away_is_tried_again(ayu: User, settings: Settings) -> None:
    waiting, before = tell(ayu).mail, settings.EMAIL_BACKEND
    broken(settings)
    assert actions.send_waiting_mail(at(0)) == 0
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == ("waiting", 1)
    settings.EMAIL_BACKEND = before
    assert actions.send_waiting_mail(at(0.5)) == 0
    assert actions.send_waiting_mail(at(2)) == 1


def test_a_mail_server_that_is_away_is_asked_once_for_all(ayu: User, settings: Settings) -> None:
    for _ in range(3):
        tell(ayu)
    broken(settings)
    Broken.asked, seconds = 0, count(0.0, 20.0)
    assert actions.send_waiting_mail(at(0), lambda: next(seconds)) == 0
    assert Broken.asked == 1
    waiting = Mail.objects.filter(state="waiting", attempts=1, next_try__gt=at(0.9))
    assert waiting.count() == 3


def test_a_slow_mail_server_does_not_hold_up_the_clock(ayu: User) -> None:
    for _ in range(3):
        tell(ayu)
    seconds = iter([0.0, 6.0, 12.0])
    assert actions.send_waiting_mail(at(0), lambda: next(seconds)) == 2
    assert Mail.objects.filter(state="waiting", attempts=0).count() == 1
    assert actions.send_waiting_mail(at(0)) == 1


def test_one_address_that_is_refused_keeps_no_other_mail(
    ayu: User, budi: User, settings: Settings
) -> None:
    refused, other = tell(ayu).mail, tell(budi).mail
    settings.EMAIL_BACKEND = f"{__name__}.Strict"
    assert actions.send_waiting_mail(at(0)) == 1
    refused.refresh_from_db()
    other.refresh_from_db()
    assert (refused.state, other.state) == ("waiting", "sent")


def test_whoever_may_not_sign_in_any_more_gets_no_mail(ayu: User) -> None:
    waiting = tell(ayu).mail
    User.objects.filter(pk=ayu.pk).update(is_active=False)
    assert actions.send_waiting_mail(at(0)) == 0
    waiting.refresh_from_db()
    assert (waiting.state, mail.outbox) == ("failed", [])


def test_a_mail_is_given_up_in_the_end_and_the_notice_stays(ayu: User, settings: Settings) -> None:
    waiting = tell(ayu).mail
    broken(settings)
    for day in range(len(actions.BACKOFF) + 3):
        actions.send_waiting_mail(at(day * 24 * 60))
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == ("failed", len(actions.BACKOFF) + 1)
    assert queries.unread_count(ayu) == 1


def test_a_mail_whose_worker_died_is_sent_by_the_next(ayu: User) -> None:
    waiting = tell(ayu).mail
    Mail.objects.filter(pk=waiting.pk).update(next_try=at(0) + actions.LEASE, attempts=1)
    assert actions.send_waiting_mail(at(1)) == 0
    assert actions.send_waiting_mail(at(4)) == 1


def test_the_default_backend_writes_to_the_console(
    ayu: User, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    tell(ayu)
    assert actions.send_waiting_mail(at(0)) == 1
    assert "To: ayu@example.go.id" in capsys.readouterr().out


def test_a_notice_is_read_once(ayu: User) -> None:
    notice = tell(ayu)
    reading.mark_one_read(notice)
    notice.refresh_from_db()
    first = notice.read
    reading.mark_one_read(notice)
    notice.refresh_from_db()
    assert first is not None
    assert notice.read == first
