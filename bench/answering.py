"""Two admins answer one thread at the same moment, a thousand times: one answer each time."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

from bench import stage
from bench.figures import Figure, middle, tell

from django.db import close_old_connections, transaction  # isort: skip  # the stage sets Django up
from django.utils import timezone  # isort: skip

from sinergi.connectors.contract import Incoming  # isort: skip
from sinergi.inbox import actions, hearing  # isort: skip
from sinergi.inbox.models import Conversation, Message  # isort: skip
from sinergi.lib.text import No  # isort: skip
from sinergi.networks.models import Account  # isort: skip
from sinergi.people.models import User  # isort: skip

TIMES = 1000


def ask(account: Account) -> list[tuple[Conversation, int]]:
    """Let so many people ask; return each conversation with the question both admins saw."""
    now = timezone.now()
    items = [
        Incoming(f"c{n}", "comment", f"warga.{n}", f"Warga {n}", "Buka sampai jam berapa?", now)
        for n in range(TIMES)
    ]
    with transaction.atomic():
        made = hearing.take(account, items)
    return [(message.conversation, message.pk) for message in made]


class Admin(threading.Thread):
    """Answers every question when the other does; notes how long it took and what was refused."""

    def __init__(
        self, who: User, asked: Sequence[tuple[Conversation, int]], start: threading.Barrier
    ) -> None:
        super().__init__()
        self.who, self.asked, self.start_line = who, asked, start
        self.took: list[float] = []
        self.refused = 0
        self.faults = 0

    def run(self) -> None:
        for conversation, seen in self.asked:
            self.start_line.wait()
            before = time.perf_counter()
            try:
                text = f"Sampai pukul 15.00. Salam, {self.who.name}"
                actions.reply(self.who, conversation, text=text, seen=seen)
            except No:
                self.refused += 1
            except Exception as e:  # noqa: BLE001  # counted, and said
                self.faults += 1
                stage.say(f"{type(e).__name__}: {e}")
            self.took.append(time.perf_counter() - before)
        close_old_connections()


def main() -> None:
    stage.database()
    office, ayu, _ = stage.regency()
    dewi = stage.admin("dewi", office)
    asked = ask(stage.account(ayu, office, "cibinong", "http://127.0.0.1:9"))
    start = threading.Barrier(2)
    both = [Admin(ayu, asked, start), Admin(dewi, asked, start)]
    for admin in both:
        admin.start()
    for admin in both:
        admin.join()
    ours = Message.objects.filter(direction=Message.Direction.OUT)
    single = Conversation.objects.filter(pk__in=ours.values("conversation")).count()
    on = f"({stage.DATABASE})"
    tell(
        Figure(f"threads answered of {TIMES} by two at once {on}", single, "", TIMES, least=True),
        Figure(f"answers in them {on}", ours.count(), "", TIMES),
        Figure(f"faults for those who came second {on}", sum(a.faults for a in both), "", 0),
        Figure(f"refused with a sentence {on}", sum(a.refused for a in both), "", TIMES),
        Figure(
            f"an answer or its refusal {on}", 1000 * middle([t for a in both for t in a.took]), "ms"
        ),
    )


if __name__ == "__main__":
    main()
