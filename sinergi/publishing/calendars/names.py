"""Words for what a calendar can show."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

VIEW_NAMES = {
    "month": gettext_lazy("Month"),
    "week": gettext_lazy("Week"),
    "agenda": gettext_lazy("Agenda"),
}
REACH_NAMES = {
    "own": gettext_lazy("This office"),
    "under": gettext_lazy("With all under it"),
    "all": gettext_lazy("Everything you see"),
}
GROUP_NAMES = {
    "draft": gettext_lazy("Drafts"),
    "in_review": gettext_lazy("In review"),
    "scheduled": gettext_lazy("Scheduled"),
    "published": gettext_lazy("Published"),
    "problem": gettext_lazy("Needs a look"),
}
