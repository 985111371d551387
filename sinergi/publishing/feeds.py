"""The feed of what an office published: RFC 4287 (Atom), with a stable id for each post."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from sinergi.networks import queries as networks
from sinergi.networks.models import Delivery
from sinergi.units.models import Unit

if TYPE_CHECKING:
    Base = Feed[Delivery, Unit]
else:
    Base = Feed

MOST = 30

#: Signs of control that come along when somebody pastes, and that XML cannot hold.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class UnitFeed(Base):
    """The newest posts of one office, one entry for each, however many accounts it went to."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, code: str) -> Unit:
        found = Unit.objects.filter(code=code, valid_to=None).first()
        if found is None:
            raise Http404
        return found

    def title(self, unit: Unit) -> str:
        return _("What %(unit)s published") % {"unit": unit}

    def link(self, unit: Unit) -> str:
        return reverse("directory:list")

    def feed_guid(self, unit: Unit) -> str:
        return f"{settings.SITE_URL}{reverse('feed', args=[unit.code])}"

    def items(self, unit: Unit) -> list[Delivery]:
        rows = Delivery.objects.filter(
            unit=unit, kind=Delivery.Kind.POST, state=Delivery.State.SENT, target__isnull=False
        ).select_related("account", "target")
        newest: dict[int, Delivery] = {}
        for row in rows.order_by("-sent_at")[: MOST * 8]:
            about = networks.about(row.account.network)
            if about is not None and not about.pretend:
                newest.setdefault(row.target.post_id, row)
        return list(newest.values())[:MOST]

    def item_title(self, item: Delivery) -> str:
        return _fit(item.text.partition("\n")[0][:100])

    def item_description(self, item: Delivery) -> str:
        later = item.parts.filter(kind=Delivery.Kind.PART, state=Delivery.State.SENT)
        texts = later.order_by("part").values_list("text", flat=True)
        return _fit("\n\n".join([item.text, *texts]))

    def item_link(self, item: Delivery) -> str:
        return item.url or f"{settings.SITE_URL}{reverse('directory:list')}"

    def item_guid(self, item: Delivery) -> str:
        """Return an id that stays, whatever account of the post is shown first."""
        host = settings.SITE_URL.partition("://")[2]
        return f"tag:{host.partition(':')[0]},2026:post:{item.target.post_id}"

    def item_pubdate(self, item: Delivery) -> datetime:
        return item.sent_at or datetime.now(UTC)

    def item_updateddate(self, item: Delivery) -> datetime:
        return self.item_pubdate(item)

    def item_extra_kwargs(self, item: Delivery) -> dict[str, Any]:
        return {}


def _fit(words: str) -> str:
    return UNFIT.sub("", words)
