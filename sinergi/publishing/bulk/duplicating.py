"""A post once more: the same words, accounts and files, as a draft of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from sinergi.audit import actions as audit
from sinergi.networks import queries as networks
from sinergi.people.models import User
from sinergi.publishing import actions, composing, pictures, queries
from sinergi.publishing.composing import Composed
from sinergi.publishing.models import Post, PostLabel, Series, Target


def duplicate(
    actor: User,
    post: Post,
    *,
    at: datetime | None = None,
    series: Series | None = None,
    day: date | None = None,
) -> Post:
    """Write the same as a draft; accounts one no longer writes for are left out.

    Raises NotAllowed when the actor does not write for the post's office.
    """
    able = queries.writable_accounts(actor).filter(pk__in=post.targets.values("account"))
    targets = {t.account_id: t for t in post.targets.filter(account__in=able)}
    with transaction.atomic():
        made = actions.write(
            actor,
            post.unit,
            text=post.text,
            title=post.title,
            accounts=list(able),
            variants={pk: target.text for pk, target in targets.items()},
            options={pk: _known(target) for pk, target in targets.items()},
            media=pictures.of_post(post),
            more=_composed(post, targets),
        )
        actions.as_its_model(post, made)
        made.planned_at, made.series, made.series_day = at, series, day
        made.campaign_id = post.campaign_id
        made.save(update_fields=["planned_at", "series", "series_day", "campaign"])
        names = post.labels.values_list("name", flat=True)
        PostLabel.objects.bulk_create(PostLabel(post=made, name=name) for name in names)
        audit.record(
            actor, "post.duplicated", on=made, unit_id=made.unit_id, data={"from": post.pk}
        )
    return made


def _composed(post: Post, targets: Mapping[int, Target]) -> Composed:
    """Return the languages of a post and what it rests on."""
    wanted = {pk: target.language for pk, target in targets.items()}
    said = Composed(post.language, post.translations, wanted, post.facts)
    return composing.further(said, targets.values())


def _known(target: Target) -> dict[str, str]:
    """Return the answers to what the network still asks for."""
    asked = {field.name for field in networks.options(target.account)}
    return {name: value for name, value in target.options.items() if name in asked}
