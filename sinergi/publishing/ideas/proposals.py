"""What could become an idea: what the public asks, what feeds and warnings tell, last year.

Nothing is stored before somebody puts it on the board; what is there already, also parked, is not
proposed again. Of the public only numbers are shown, never who or what they wrote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sinergi.lib.text import short
from sinergi.publishing.ideas import asked, rules
from sinergi.publishing.ideas.asked import MOST, Proposal
from sinergi.publishing.models import AlertDraft, Approval, Idea, Post, Topic
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.units.queries import Person

#: So far ahead a year ago is looked at.
AHEAD = timedelta(days=28)


def proposals_for(user: Person, unit: Unit, now: datetime) -> list[Proposal]:
    """Return what could become an idea of an office, without what is on its board already."""
    found = [*_of_year(unit, now), *_of_warnings(unit, now), *_of_feeds(unit, now)]
    if units.may(user, "conversation.see", unit.pk):
        found = [*asked.of_public(unit, now), *found]
    known = set(Idea.objects.filter(unit=unit).exclude(mark="").values_list("kind", "mark"))
    return [one for one in found if (one.kind, one.mark) not in known]


def proposal_for(user: Person, unit: Unit, kind: str, mark: str, now: datetime) -> Proposal | None:
    """Return one of them by its name, as it stands now: what was sent is not believed."""
    return next(
        (p for p in proposals_for(user, unit, now) if (p.kind, p.mark) == (kind, mark)), None
    )


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
