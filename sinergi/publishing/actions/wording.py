"""Keep templates, snippets, the fields of an office and its hashtags."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.publishing import filling, hashtags, rules
from sinergi.publishing.models import Hashtag, OfficeField, Wording
from sinergi.units.models import Unit

MOST_FIELDS, LONGEST_VALUE = 60, 500
TAG = re.compile(r"\w{1,80}")


def keep_wording(
    actor: User,
    unit: Unit,
    *,
    kind: str,
    name: str,
    text: str,
    comment: str = "",
    numbered: bool = False,
    row: Wording | None = None,
) -> Wording:
    """Write a template or a snippet, or change ``row``. Whoever writes it is responsible for it.

    Raises No without a name or words, for a name that is taken, and for a snippet with what goes on
    with a post.
    """
    called, said, under = " ".join(name.split()), rules.tidy(text), rules.tidy(comment)
    if not called or not said:
        raise No(say("Write its name and its words."))
    if kind != Wording.Kind.TEMPLATE and (under or numbered):
        raise No(say("Only a template has a first comment and numbered parts: empty them."))
    found = row or Wording(unit=unit)
    found.kind, found.name, found.text = kind, called[:120], said
    found.comment, found.numbered = under, numbered
    found.owner, found.changed = actor, timezone.now()
    verb = "wording.changed" if row else "wording.written"
    try:
        with transaction.atomic():
            found.save()
            audit.record(actor, verb, on=found, unit_id=unit.pk, data={"name": called})
    except IntegrityError:
        raise No(say("Your office has one with this name. Choose another name.")) from None
    return found


@transaction.atomic
def drop_wording(actor: User, row: Wording) -> None:
    """Take it away. Posts that began with it keep their words."""
    audit.drop(actor, "wording.dropped", row, unit_id=row.unit_id, data={"name": row.name})


@transaction.atomic
def set_fields(actor: User, unit: Unit, values: Mapping[str, str]) -> None:
    """Make ``values`` what an office says its fields stand for; an empty one is taken away.

    Raises No for a name that cannot be one, and for too many.
    """
    told = {name.strip().lower(): " ".join(value.split()) for name, value in values.items()}
    for name, value in told.items():
        if not filling.NAME.fullmatch(name):
            raise No(
                say("“{name}” cannot be the name of a field: small letters, digits and _."),
                name=name[:40],
            )
        if len(value) > LONGEST_VALUE:
            raise No(say("{name} is longer than {most} characters."), name=name, most=LONGEST_VALUE)
    if sum(map(bool, told.values())) > MOST_FIELDS:
        raise No(say("An office has at most {most} fields."), most=MOST_FIELDS)
    rows = OfficeField.objects.select_for_update().filter(unit=unit)
    before = dict(rows.values_list("name", "value"))
    after = {name: value for name, value in told.items() if value}
    if before == after:
        return
    rows.exclude(name__in=after).delete()
    now = timezone.now()
    for name, value in after.items():
        if before.get(name) != value:
            known = {"value": value, "by": actor, "at": now}
            OfficeField.objects.update_or_create(unit=unit, name=name, defaults=known)
    changed = sorted(n for n in before.keys() | after.keys() if before.get(n) != after.get(n))
    audit.record(actor, "wording.fields", on=unit, unit_id=unit.pk, data={"fields": changed})


def keep_hashtag(
    actor: User,
    unit: Unit,
    *,
    tag: str,
    owner: User,
    about: str = "",
    since: date | None = None,
    until: date | None = None,
    row: Hashtag | None = None,
) -> Hashtag:
    """Enter a hashtag, or change ``row``. Raises No for what is none, or is there already."""
    plain = tag.strip().lstrip("#")
    if not TAG.fullmatch(plain) or plain.isdigit():
        raise No(say("A hashtag is letters, digits and _ without spaces, like #BogorSehat."))
    if since and until and until < since:
        raise No(say("The last day is before the first."))
    found = row or Hashtag(unit=unit)
    found.tag, found.plain = plain, hashtags.plain(plain)
    found.owner, found.about = owner, " ".join(about.split())[:200]
    found.since, found.until, found.at = since, until, timezone.now()
    verb = "hashtag.changed" if row else "hashtag.registered"
    try:
        with transaction.atomic():
            found.save()
            audit.record(actor, verb, on=found, unit_id=unit.pk, data=_told(found))
    except IntegrityError:
        raise No(say("#{tag} is in the register of this office already."), tag=plain) from None
    return found


@transaction.atomic
def drop_hashtag(actor: User, row: Hashtag) -> None:
    audit.drop(actor, "hashtag.dropped", row, unit_id=row.unit_id, data=_told(row))


def _told(row: Hashtag) -> dict[str, str]:
    days = {"since": row.since, "until": row.until}
    told = {"tag": row.tag, "owner": row.owner.username}
    return told | {name: day.isoformat() for name, day in days.items() if day}
