"""An answer is given to somebody: checked before, remembered after."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.knowledge import rules, telling
from sinergi.knowledge.models import Release, Use, Version
from sinergi.lib.text import No, say
from sinergi.people.models import User


def check_use(version: Version, origin: str) -> None:
    """Raise No where a version may not be used in ``origin`` now: see ``rules.check_use``."""
    now = timezone.now()
    expired = version.valid_until < timezone.localdate(now)
    granted = Release.objects.filter(version=version, origin=origin, state=Release.State.GRANTED)
    decided = granted.order_by("-decided_at").values_list("decided_at", flat=True).first()
    holds = Version.objects.filter(pk=version.pk, holds=True).exists()
    rules.check_use(holds=holds, expired=expired, released=rules.is_released(decided, now))


def use(actor: User, version: Version, *, origin: str, url: str, unit_id: int, public: bool) -> Use:
    """Check that a version may be used, and remember that it was. Raises No where it may not.

    A release of an expired one is used up by it.
    """
    with transaction.atomic():
        check_use(version, origin)
        granted = Release.objects.filter(
            version=version, origin=origin, state=Release.State.GRANTED
        )
        granted.update(state=Release.State.USED)
        return used(version, origin, url, actor, unit_id=unit_id, public=public)


def used(
    version: Version,
    origin: str,
    url: str,
    by: User,
    *,
    unit_id: int | None = None,
    public: bool = True,
) -> Use:
    """Remember that a version was given to somebody, once for each ``origin``.

    ``origin`` names what it was given in, as "message:12", ``url`` the page of that; ``unit_id`` is
    the office that answered, by default the one that owns the answer. ``public``: strangers can
    read it, so that it is followed up when the answer changes; once in public is in public. Runs
    in the caller's transaction.
    """
    made, new = Use.objects.get_or_create(
        version=version,
        origin=origin,
        defaults={
            "unit_id": unit_id or version.answer.unit_id,
            "url": url,
            "public": public,
            "by": by,
            "at": timezone.now(),
        },
    )
    if public and not new and not made.public:
        made.public = True
        made.save(update_fields=["public"])
    return made


def ask_release(actor: User, version: Version, *, origin: str, url: str, unit_id: int) -> Release:
    """Ask a second person to let an expired answer be used once, in ``origin``.

    Asking twice is asking once. Raises No where nobody needs to be asked.
    """
    if version.valid_until >= timezone.localdate():
        raise No(say("This answer has not expired. You can use it."))
    with transaction.atomic():
        made, new = Release.objects.get_or_create(
            version=version,
            origin=origin,
            state=Release.State.WAITING,
            defaults={
                "unit_id": unit_id,
                "url": url,
                "asked_by": actor,
                "asked_at": timezone.now(),
            },
        )
        if new:
            audit.record(
                actor, "answer.release_asked", on=version.answer, unit_id=unit_id,
                data={"version": version.number, "origin": origin},
            )  # fmt: skip
            telling.to_release(made)
    return made


def grant(actor: User, release: Release) -> Release:
    """Let somebody else use an expired answer once. Raises No for who asked."""
    return _decide(actor, release, Release.State.GRANTED, "answer.released")


def refuse(actor: User, release: Release) -> Release:
    """Say no to somebody who wants to use an expired answer."""
    return _decide(actor, release, Release.State.REFUSED, "answer.release_refused")


def _decide(actor: User, release: Release, state: Release.State, verb: str) -> Release:
    if actor.pk == release.asked_by_id:
        raise No(say("Somebody else must decide what you asked for."))
    with transaction.atomic():
        waiting = Release.objects.filter(pk=release.pk, state=Release.State.WAITING)
        if not waiting.update(state=state, decided_by=actor, decided_at=timezone.now()):
            raise No(say("A colleague has decided this already."))
        found = Release.objects.select_related("version__answer", "asked_by").get(pk=release.pk)
        audit.record(
            actor, verb, on=found.version.answer, unit_id=found.unit_id,
            data={"version": found.version.number, "origin": found.origin},
        )  # fmt: skip
        telling.decided(found)
    return found
