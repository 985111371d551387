"""Versions of a post beside each other: what each said, and what changed, word by word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import differences, queries, rules
from sinergi.publishing.composing import FACTS, LANGUAGES
from sinergi.publishing.differences import Part
from sinergi.publishing.models import Post, Revision
from sinergi.publishing.write_form import WriteForm


@dataclass(frozen=True, slots=True)
class Change:
    """A part of a post that is not as it was."""

    label: str
    parts: Sequence[Part]


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """Return what changed from one set of words to another, in their order."""
    labels = list(dict.fromkeys([*before, *after]))
    found = [Change(n, differences.words(before.get(n, ""), after.get(n, ""))) for n in labels]
    return [change for change in found if differences.changed(change.parts)]


def said_by(old: Revision) -> dict[str, str]:
    """Return all words of a version by what they are, in the reader's language."""
    handles = dict(
        Account.objects.filter(pk__in=[t["account"] for t in old.targets]).values_list(
            "pk", "handle"
        )
    )
    found = {_("Title"): old.title, _("Text"): old.text}
    found |= _languages(old.more.get("translations", {}))
    for target in old.targets:
        handle = handles.get(target["account"], "?")
        found[handle] = target["text"] or _("the same text")
        found |= _further(handle, target.get("comment", ""), numbered=target.get("numbered", False))
    found |= _alts([(item["alt"], item.get("part", 0)) for item in old.media])
    return found | facts_of(old.more.get("facts", {}))


def said_in(form: WriteForm) -> dict[str, str]:
    """Return all words of a form in the same way."""
    more = form.composed(form.places)
    chosen = {str(value) for value in form["accounts"].value() or []}
    found = {_("Title"): form.typed("title"), _("Text"): rules.seen(form.typed("text"))}
    found |= _languages({c: rules.seen(t) for c, t in more.translations.items()})
    for place in form.places:
        if str(place.pk) in chosen:
            own = rules.seen(form.typed(f"own-{place.pk}"))
            found[place.handle] = own or _("the same text")
            comment = rules.seen(form.typed(f"comment-{place.pk}"))
            numbered = form.ticked(f"numbered-{place.pk}")
            found |= _further(place.handle, comment, numbered=numbered)
    found |= _alts([(picture.alt, picture.part) for picture in form.pictures])
    return found | facts_of(more.facts)


def newest(post: Post) -> Revision:
    return post.revisions.select_related("by")[:1].get()


def version_of(post: Post, number: int) -> Revision:
    """Return a version. Raises Http404."""
    found = post.revisions.select_related("by").filter(version=number).first()
    if found is None:
        raise Http404
    return found


def still_there(user: User, old: Revision) -> tuple[list[Account], list[str]]:
    """Return the accounts of a version to which a person may write still, and the other ones."""
    ids = [target["account"] for target in old.targets]
    mine = list(queries.writable_accounts(user).filter(pk__in=ids))
    gone = Account.objects.filter(pk__in=ids).exclude(pk__in=[account.pk for account in mine])
    return mine, [account.handle for account in gone]


def _languages(texts: Mapping[str, str]) -> dict[str, str]:
    return {_(LANGUAGES[code]): text for code, text in texts.items() if text}


def _further(handle: str, comment: str, *, numbered: bool) -> dict[str, str]:
    """Return what goes on with a post on an account."""
    first, parts = _("First comment"), _("Parts of a thread")
    found = {f"{handle}: {first}": comment} if comment else {}
    return found | ({f"{handle}: {parts}": _("numbered")} if numbered else {})


def _alts(files: Sequence[tuple[str, int]]) -> dict[str, str]:
    """Return what is said of each file: its description, and of a thread its part."""
    found = {}
    for number, (alt, part) in enumerate(files, 1):
        label = _("Image %(number)s") % {"number": number}
        with_part = _("Part %(number)s") % {"number": part + 1} if part else ""
        found[label] = "\n".join(filter(None, [alt, with_part]))
    return found


def facts_of(facts: Mapping[str, str]) -> dict[str, str]:
    """Return what a post rests on, in the reader's words."""
    return {_(label): facts[name] for name, label in FACTS.items() if facts.get(name)}
