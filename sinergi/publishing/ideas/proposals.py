"""What could become an idea: what the public asks, what feeds and warnings tell, last year.

Nothing is stored before somebody puts it on the board; what is there already, also parked, is not
proposed again. Of the public only numbers are shown, never who or what they wrote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sinergi.knowledge.queries import suggest
from sinergi.lib.text import short
from sinergi.publishing.ideas import rules
from sinergi.publishing.models import AlertDraft, Approval, Idea, Post, Topic
from sinergi.understanding.models import Text
from sinergi.understanding.understood import topics
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.units.queries import Person

WEEK = timedelta(days=7)
WEEKS_BEFORE = 4
#: So far ahead a year ago is looked at, and so many are shown of each kind.
AHEAD = timedelta(days=28)
MOST = 6
#: So many of a topic's newest questions are held against verified answers.
ASKED = 5


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something for the board. ``why`` says in numbers what speaks for it."""

    kind: str
    mark: str
    title: str
    text: str
    origin: str
    why: str

    @property
    def label(self) -> str:
        return str(Idea.Kind(self.kind).label)


def proposals_for(user: Person, unit: Unit, now: datetime) -> list[Proposal]:
    """Return what could become an idea of an office, without what is on its board already."""
    found = [*_of_year(unit, now), *_of_warnings(unit, now), *_of_feeds(unit, now)]
    if units.may(user, "conversation.see", unit.pk):
        found = [*_of_public(unit, now), *found]
    known = set(Idea.objects.filter(unit=unit).exclude(mark="").values_list("kind", "mark"))
    return [one for one in found if (one.kind, one.mark) not in known]


def proposal_for(user: Person, unit: Unit, kind: str, mark: str, now: datetime) -> Proposal | None:
    """Return one of them by its name, as it stands now: what was sent is not believed."""
    return next(
        (p for p in proposals_for(user, unit, now) if (p.kind, p.mark) == (kind, mark)), None
    )


def _texts(unit: Unit) -> QuerySet[Text]:
    under = Unit.objects.filter(path__startswith=unit.path).values("pk")
    honest = Q(decisions__spam__label__isnull=True) | ~Q(decisions__spam__label="judol")
    return Text.objects.filter(honest, decisions__topic__abstained=False, unit__in=under)


def _of_public(unit: Unit, now: datetime) -> Iterator[Proposal]:
    rows = _texts(unit).filter(at__gt=now - WEEK * (WEEKS_BEFORE + 1), at__lte=now)
    counts = (
        rows.order_by()
        .values("decisions__topic__label")
        .annotate(
            week=Count("pk", filter=Q(at__gt=now - WEEK)),
            before=Count("pk", filter=Q(at__lte=now - WEEK)),
        )
    )
    found = {
        str(row["decisions__topic__label"]): (row["week"], row["before"])
        for row in counts
        if row["decisions__topic__label"]
    }
    named = topics(unit.pk)
    month = timezone.localtime(now).strftime("%Y-%m")
    by_size = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))
    shown = 0
    for label, (week, before) in by_size:
        missed = _missed(unit, rows, label) if week + before >= rules.MISSED_FROM else 0
        if shown < MOST and (rules.rises(week, before, WEEKS_BEFORE) or missed):
            shown += 1
            yield Proposal(
                Idea.Kind.PUBLIC,
                f"topic:{label}:{month}",
                _("The public asks: %(topic)s") % {"topic": named.get(label, label)},
                "",
                f"{reverse('inbox:list')}?{urlencode({'topic': label})}",
                _why(week, before, missed),
            )


def _missed(unit: Unit, rows: QuerySet[Text], label: str) -> int:
    """Return how many of the newest questions of a topic no verified answer fits."""
    asked = rows.filter(decisions__topic__label=label, decisions__kind__label="question")
    texts = list(asked.order_by("-id").values_list("text", flat=True)[:ASKED])
    if len(texts) < rules.MISSED_FROM:
        return 0
    missed = sum(not any(not s.expired for s in suggest(unit.pk, text, 1)) for text in texts)
    return missed if missed >= rules.MISSED_FROM else 0


def _why(week: int, before: int, missed: int) -> str:
    told = ngettext("%(num)s message this week", "%(num)s messages this week", week) % {"num": week}
    usual = _("%(mean)s a week before") % {"mean": f"{before / WEEKS_BEFORE:.1f}"}
    none = ngettext(
        "%(num)s of the newest questions has no verified answer",
        "%(num)s of the newest questions have no verified answer",
        missed,
    ) % {"num": missed}
    return "; ".join(filter(None, (told, usual, none if missed else "")))


def _of_year(unit: Unit, now: datetime) -> Iterator[Proposal]:
    """Yield what the office published at this time last year."""
    begin = now - timedelta(days=365)
    rows = Approval.objects.filter(
        unit=unit,
        state=Approval.State.APPROVED,
        due__gte=begin,
        due__lt=begin + AHEAD,
        post__state__in=[Post.State.PUBLISHED, Post.State.PARTLY],
    ).select_related("post")
    for row in rows.order_by("due", "id")[:MOST]:
        assert row.due is not None  # noqa: S101  # a constraint: what is approved has a time
        yield Proposal(
            Idea.Kind.YEAR,
            f"post:{row.post_id}",
            _("Again this year: %(post)s") % {"post": short(str(row.post), 120)},
            row.post.text[: rules.LONGEST_TEXT],
            reverse("content:post", args=[row.post_id]),
            _("Published on %(day)s") % {"day": date_format(timezone.localtime(row.due), "j F Y")},
        )


def _of_warnings(unit: Unit, now: datetime) -> Iterator[Proposal]:
    """Yield by the kind of event what the office was warned of: how to be ready next time."""
    since = now - timedelta(days=30)
    rows = AlertDraft.objects.filter(unit=unit, made__gt=since, role=AlertDraft.Role.BEGIN)
    often: dict[str, list[AlertDraft]] = defaultdict(list)
    for row in rows.select_related("alert").order_by("-made", "-id")[:200]:
        often[row.alert.event or row.alert.get_kind_display()].append(row)
    month = timezone.localtime(now).strftime("%Y-%m")
    for event, drafts in sorted(often.items(), key=lambda item: -len(item[1]))[:MOST]:
        yield Proposal(
            Idea.Kind.ALERT,
            f"event:{event[:120]}:{month}",
            _("How to be ready: %(event)s") % {"event": short(event, 120)},
            "",
            reverse("content:alert-draft", args=[drafts[0].pk]),
            ngettext(
                "%(num)s warning in 30 days", "%(num)s warnings in 30 days", len(drafts)
            ) % {"num": len(drafts)},
        )  # fmt: skip


def _of_feeds(unit: Unit, now: datetime) -> Iterator[Proposal]:
    rows = Topic.objects.filter(unit=unit, post=None, at__gt=now - timedelta(days=14))
    for row in rows.order_by("-at", "-id")[:MOST]:
        yield Proposal(
            Idea.Kind.FEED,
            f"topic:{row.pk}",
            short(str(row), 150),
            row.text[: rules.LONGEST_TEXT],
            row.url,
            row.source,
        )
