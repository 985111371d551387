"""django-helpdesk in its own environment, with as many tickets: told to ``bench.helpdesk``.

It is called with the folder of its database and a file of texts, one a line, and knows nothing of
Sinergi. Its rows are asked for by its own views, without the page around them; its search is what
its list has; tickets come in by its own e-mail door, without the mail it would send.
"""

from __future__ import annotations

import json
import logging
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import django
from django.conf import settings
from django.urls import include, path

HOME, TEXTS = Path(sys.argv[1]), Path(sys.argv[2])
TIMES = 7

settings.configure(
    SECRET_KEY="measured",
    ALLOWED_HOSTS=["*"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "helpdesk.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    },
    INSTALLED_APPS=[
        f"django.contrib.{name}"
        for name in ("admin", "auth", "contenttypes", "humanize", "messages", "sessions", "sites")
    ]
    + ["rest_framework", "helpdesk"],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    ROOT_URLCONF=sys.modules[__name__],
    EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
    LOGGING_CONFIG=None,
    MEDIA_ROOT=HOME,
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    SITE_ID=1,
    HELPDESK_TEAMS_MODE_ENABLED=False,  # the package of teams is none that it installs
    USE_TZ=True,
)
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402  # Django must stand first
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from helpdesk.email import extract_email_metadata  # noqa: E402
from helpdesk.models import Queue, Ticket  # noqa: E402
from helpdesk.query import query_to_base64  # noqa: E402

urlpatterns = [path("", include("helpdesk.urls", namespace="helpdesk"))]
log = logging.getLogger("measured")


def main() -> None:
    told = json.loads(TEXTS.read_text(encoding="utf-8"))
    call_command("migrate", verbosity=0, interactive=False)
    call_command("loaddata", "emailtemplate.json", verbosity=0)
    queue = fill(told["held"])
    client = Client()
    user = get_user_model().objects.create(username="rani", is_staff=True, is_superuser=True)
    client.force_login(user)
    found = {
        "tickets": Ticket.objects.count(),
        "list": middle(lambda: rows(client, "")),
        "search": sum(middle(lambda word=word: rows(client, word)) for word in told["words"])
        / len(told["words"]),
        "intake": intake(queue, told["fresh"]),
    }
    print(json.dumps(found))


def fill(texts: Sequence[str]) -> Queue:
    """Hold a ticket for each text: a fifth is open, as on the desk."""
    chance, now = random.Random(7), timezone.now()
    queue = Queue.objects.create(title="Warga", slug="warga", email_address="desk@example.go.id")
    tickets = [
        Ticket(
            title=text[:60], queue=queue, submitter_email=f"warga{number}@example.com",
            created=now - timedelta(minutes=3 * (len(texts) - number)), modified=now,
            status=1 if chance.random() < 0.2 else 4, description=text, secret_key="x" * 36,
        )
        for number, text in enumerate(texts)
    ]  # fmt: skip
    Ticket.objects.bulk_create(tickets, batch_size=500)
    return queue


def rows(client: Client, word: str) -> None:
    """Ask for the newest 25 tickets that wait, or of all with a word."""
    query: dict[str, object] = {"filtering": {} if word else {"status__in": [1, 2]}}
    query |= {"filtering_null": {}, "sorting": "created", "sortreverse": True}
    asked = query_to_base64(query | {"search_string": word})
    answer = client.get(f"/datatables_ticket_list/{asked}", {"start": 0, "length": 25})
    if answer.status_code != 200 or (not word and len(answer.json()["data"]) != 25):
        raise SystemExit(f"no rows: {answer.status_code} {answer.content[:300]!r}")


def intake(queue: Queue, texts: Sequence[str]) -> float:
    """Return the milliseconds of CPU in which a mail becomes a ticket."""
    mails = [
        f"From: warga{number} <w{number}@example.com>\nTo: desk@example.go.id\n"
        f"Subject: {text[:60]}\nMessage-Id: <{number}@example.com>\n"
        f'Content-Type: text/plain; charset="utf-8"\n\n{text}\n'
        for number, text in enumerate(texts)
    ]
    before = Ticket.objects.count()
    start = time.process_time()
    for mail in mails:
        extract_email_metadata(mail, queue, log)
    took = 1000 * (time.process_time() - start) / len(mails)
    if Ticket.objects.count() != before + len(mails):
        raise SystemExit("mails became no tickets")
    return took


def middle(act: Callable[[], object]) -> float:
    """Return milliseconds of CPU, the middle of some times, when it is warm."""
    times = []
    for _ in range(TIMES):
        start = time.process_time()
        act()
        times.append(1000 * (time.process_time() - start))
    return sorted(times[2:])[len(times[2:]) // 2]


if __name__ == "__main__":
    main()
