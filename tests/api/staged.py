"""What a desk makes of a conversation of Ayu's: a case, a hand-over, what waits for approval."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from django.utils import timezone
from PIL import Image

from sinergi.inbox import actions
from sinergi.inbox.hoaxes import acting as hoaxes
from sinergi.inbox.hoaxes import proving
from sinergi.inbox.models import Case, Conversation, Handing, Judgement, Proposal
from sinergi.inbox.privacy import incidents
from sinergi.inbox.routing import keeping as routing
from sinergi.inbox.sensitive import keeping as sensitive
from sinergi.lib.hazards import Told
from sinergi.people.models import User
from sinergi.publishing.alerts import taking
from sinergi.publishing.calendars import occasions
from sinergi.publishing.holding import acting as holding
from sinergi.publishing.ideas import actions as ideas
from sinergi.publishing.library import keeping as library
from sinergi.publishing.library.rules import Said
from sinergi.publishing.models import Absence, Approval, MediaFile
from sinergi.publishing.pictures import Picture
from sinergi.publishing.policies import commenting
from sinergi.publishing.policies import keeping as policies
from sinergi.units import phases
from sinergi.units.models import Unit


def case(talk: Conversation) -> int:
    now = timezone.now()
    made = Case.objects.create(unit=talk.unit, title="Pohon tumbang", opened_at=now)
    Conversation.objects.filter(pk=talk.pk).update(case=made)
    return made.pk


def claim(talk: Conversation) -> int:
    return hoaxes.begin(ayu(), talk.unit, claim="Bendungan jebol").pk


def evidence(talk: Conversation) -> int:
    """A screenshot: the smallest there is."""
    made = hoaxes.begin(ayu(), talk.unit, claim="Air keran beracun")
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    return proving.add(ayu(), made, file=picture).pk


def handing(talk: Conversation) -> int:
    made = Handing.objects.create(
        conversation=talk, unit=talk.unit, service="lapor", by=ayu(), at=timezone.now()
    )
    return made.pk


def proposal(talk: Conversation) -> int:
    now = timezone.now()
    made = Proposal.objects.create(
        conversation=talk, unit=talk.unit, text="Tetap buka.", seen=0, because="Pemilu",
        by=ayu(), at=now, until=now + timedelta(days=1),
    )  # fmt: skip
    return made.pk


def judgement(talk: Conversation) -> int:
    said = actions.reply(ayu(), talk, text="Buka pukul 08.00.")
    made = Judgement.objects.create(
        message=said, unit=talk.unit, writer=ayu(), week=date(2026, 11, 16)
    )
    return made.pk


def routing_rule(talk: Conversation) -> int:
    target = Unit.objects.exclude(pk=talk.unit_id).order_by("pk")[0]
    return routing.add(ayu(), talk.unit, routing.Said("Lampu", target, words="lampu")).pk


def sensitive_rule(talk: Conversation) -> int:
    return sensitive.add(ayu(), talk.unit, sensitive.Said("Pemilu", in_election=True)).pk


def incident(talk: Conversation) -> int:
    said = incidents.Said("Berkas terkirim ke orang lain", "Nama dan NIK", "Salah alamat surel")
    return incidents.begin(ayu(), talk.unit, said).pk


def message(talk: Conversation) -> int:
    return talk.messages.order_by("id")[0].pk


def phase(talk: Conversation) -> int:
    today = timezone.localdate()
    return phases.add(None, talk.unit, name="Kampanye", since=today, until=today).pk


def comment(talk: Conversation) -> int:
    asked = Approval.objects.filter(state=Approval.State.WAITING, unit=talk.unit)[0]
    account = asked.asked[0]["account"]
    return commenting.comment(ayu(), asked, account=account, start=0, end=7, text="Jelas?").pk


def policy(talk: Conversation) -> int:
    return policies.keep(ayu(), talk.unit, policies.Said(kind="campaign")).pk


def absence(talk: Conversation) -> int:
    today, budi = timezone.localdate(), User.objects.get(username="budi")
    made = Absence.objects.create(user=budi, deputy=ayu(), first=today, last=today, by=budi)
    return made.pk


def hold(talk: Conversation) -> int:
    return holding.begin(ayu(), talk.unit, reason="mourning").pk


def idea(talk: Conversation) -> int:
    return ideas.write(ayu(), talk.unit, title="Jalan pintas ke loket").pk


def campaign(talk: Conversation) -> int:
    """A campaign of Ayu's office, without a post of it."""
    today = timezone.localdate()
    made = occasions.add(
        ayu(), talk.unit, kind="campaign", name="Pilah Sampah", first=today, last=today
    )
    return made.pk


def file(talk: Conversation) -> int:
    """A file of the library of Ayu's office, without what is in it."""
    ready = {"state": "ready", "seen": timezone.now(), "file": "posts/a.jpeg", "sha256": "a"}
    row = MediaFile.objects.create(source="a", mime="image/jpeg", width=40, height=20, **ready)
    picture = Picture("posts/a.jpeg", "a.jpg", "image/jpeg", 1, "a")
    found = library.bring(ayu(), talk.unit, picture, Said(title="Loket"))
    assert found.file == row
    return found.pk


def warning(talk: Conversation) -> int:
    """Words for Ayu's office, by the code of its district."""
    now = timezone.now()
    told = Told(
        "latihan:1", "warning", "alert", "Angin", now, now, now + timedelta(hours=3),
        codes=(talk.unit.code,),
    )  # fmt: skip
    taken = taking.take(talk.unit, told, now=now)
    assert taken is not None
    return taken.drafts.get().pk


def ayu() -> User:
    return User.objects.get(username="ayu")


#: How each is made, by the first word of its path; each returns the id.
DESK: Mapping[str, Callable[[Conversation], int]] = {
    "absences": absence,
    "cases": case,
    "comments": comment,
    "holds": hold,
    "campaigns": campaign,
    "ideas": idea,
    "library": file,
    "warnings": warning,
    "policies": policy,
    "claims": claim,
    "evidence": evidence,
    "handings": handing,
    "proposals": proposal,
    "judgements": judgement,
    "phases": phase,
    "routing": routing_rule,
    "sensitive": sensitive_rule,
    "incidents": incident,
    "messages": message,
}
