"""The page of an office's deadlines: what holds, in words, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sinergi.inbox.deadlines import terms
from sinergi.inbox.deadlines.card import stage_name
from sinergi.inbox.deadlines.promises import Key, Promise
from sinergi.inbox.models import Conversation, Escalation, SpamHiding, Term, Way
from sinergi.networks import queries as networks
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units import finding
from sinergi.units import queries as units
from sinergi.units.models import Unit

SEE, EDIT = "conversation.see", "unit.edit"

#: How "any matter" is spelled in an address.
ANY = "semua"


@dataclass(frozen=True, slots=True)
class Row:
    """A term as it is read: of what, how long, what it rests on, and who set it ("": shipped)."""

    matter: str
    key: Key
    what: str
    amount: str
    basis: str
    status: str
    law: bool
    set_by: str

    @property
    def address(self) -> tuple[str, str]:
        return self.key[0] or ANY, self.key[1]


def office_for(user: User, unit: int | None) -> Unit:
    """Return an office whose conversations a person may see, or that they edit: its deadlines are
    theirs to set. By default their own, the topmost.

    Raises Http404 where there is none, or it is not theirs to see.
    """
    mine = _offices(user)
    found = mine.filter(pk=unit).first() if unit else mine.order_by("path").first()
    if found is None:
        raise Http404
    return found


def _offices(user: User) -> QuerySet[Unit]:
    return units.units_where(user, SEE) | units.units_where(user, EDIT)


def others(user: User, office: Unit, asked: str = "") -> finding.Found:
    """Return the other offices a person may look at, or those of them that are asked for."""
    mine = _offices(user).exclude(pk=office.pk)
    return finding.found(mine.filter(pk__in=units.existing().values("pk")), asked)


def rows(office: Unit) -> list[Row]:
    """Return the terms that hold in an office, as they are read."""
    return [_row(line) for line in terms.lines(office)]


def ladder(office: Unit) -> list[tuple[str, int]]:
    """Return the rungs by their names, and after how many hundredths of overtime each is told."""
    shares = terms.of(office.pk).shares
    names = [str(Escalation.Rung(rung).label) for rung in terms.RUNGS]
    return list(zip(names, shares, strict=True))


def accounts(office: Unit) -> list[tuple[Account, bool]]:
    """Return the accounts of an office whose network can hide, and whether it hides spam."""
    found = Account.objects.filter(unit=office).order_by("handle")
    hiding = set(SpamHiding.objects.filter(account__in=found).values_list("account_id", flat=True))
    can = (one for one in found if "hide" in networks.abilities(one.network))
    return [(one, one.pk in hiding) for one in can]


def name(key: Key) -> str:
    """Return what a term is of: "Complaint: first answer"."""
    return f"{_matter(key[0])}: {stage_name(*key)}"


def typed(promise: Promise) -> dict[str, Any]:
    """Return a promise as its form begins."""
    return {
        "amount": promise.amount,
        "way": promise.way,
        "status": promise.status,
        "basis": _(promise.basis),
    }


def own(office: Unit, key: Key) -> bool:
    """True where an office has set a term itself."""
    return Term.objects.filter(unit=office, matter=key[0], stage=key[1]).exists()


def written(promise: Promise) -> str:
    """Return how long a promise is: "4 working hours", "the same working day"."""
    amount, hours = promise.amount, promise.amount // 60
    whole = amount >= 60 and amount % 60 == 0
    match promise.way:
        case Way.SAME_DAY:
            return _("the same working day")
        case Way.DAYS:
            told = ngettext("%(num)s working day", "%(num)s working days", amount)
        case Way.WORKING if whole:
            told = ngettext("%(num)s working hour", "%(num)s working hours", hours)
        case Way.WORKING:
            told = ngettext("%(num)s working minute", "%(num)s working minutes", amount)
        case _ if whole:
            told = ngettext("%(num)s hour, at any time", "%(num)s hours, at any time", hours)
        case _:
            told = ngettext("%(num)s minute, at any time", "%(num)s minutes, at any time", amount)
    in_hours = whole and promise.way in {Way.WORKING, Way.MINUTES}
    return told % {"num": hours if in_hours else amount}


def _row(line: terms.Line) -> Row:
    promise = line.promise
    return Row(
        matter=_matter(line.matter),
        key=(line.matter, line.stage),
        what=stage_name(line.matter, line.stage),
        amount=written(promise),
        basis=_(promise.basis),
        status=str(Term.Status(promise.status).label),
        law=promise.status == Term.Status.LAW,
        set_by=str(line.unit) if line.unit else "",
    )


def _matter(matter: str) -> str:
    return str(Conversation.Matter(matter).label) if matter else _("Anything")
