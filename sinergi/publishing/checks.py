"""What the rules of writing find in a post: asked with what is known of its office and accounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext

from sinergi.language.findings import Finding, Severity
from sinergi.language.writing import RULES, Draft, Kind, NetworkLimits, check
from sinergi.language.writing.checking import WEIGHT
from sinergi.lib.text import short
from sinergi.networks import queries as networks
from sinergi.networks.models import Account
from sinergi.publishing import content, leaders, own_checks, poster_checks, switching
from sinergi.publishing.composing import LANGUAGES, USUAL
from sinergi.publishing.library import used
from sinergi.publishing.models import LibraryFile, Post
from sinergi.publishing.texts import Texts, described, text_of
from sinergi.units.models import Unit

__all__ = ["Shown", "Texts", "applied", "day_of", "described", "findings", "limits", "shown"]

#: What only a network makes of a text.
OF_NETWORKS = frozenset(rule.id for rule in RULES if rule.id.startswith("network-"))
NOT_OF_NETWORKS = frozenset(rule.id for rule in RULES) - OF_NETWORKS
#: What is asked of a whole text, and not of hashtags under it.
OF_WHOLES = OF_NETWORKS | {
    rule.id for rule in RULES if rule.id.startswith(("attention-", "service-", "claim-"))
}
#: What reads Indonesian alone.
OF_INDONESIAN = frozenset(
    rule.id for rule in RULES if rule.id.startswith(("plain-", "attention-", "service-", "claim-"))
)
#: How much of a text is shown of a finding in it.
EXCERPT = 80


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as a person reads it. ``key`` names it when its proposal is taken."""

    key: str
    rule: str
    severity: Severity
    what: str
    why: str
    excerpt: str
    proposed: str | None
    #: The account or the image that it is about; "" for the text.
    about: str = ""


def findings(
    unit: Unit,
    says: Texts,
    going: Sequence[Account],
    *,
    day: date,
    kind: Kind | None = None,
    leader: bool = False,
) -> list[tuple[str, Finding]]:
    """Return (field of the form, finding) for everything that is found in a post.

    The text is read once, and each own text; a network's own rules once for each network.
    """
    register, off = switching.register_for(unit), switching.off_for(unit)
    base = off | foreign(says.more.language)
    behind = used.entries_of(unit, [p.sha256 for p in says.files]) if says.files else {}
    posters = _posters(says, behind)
    draft = Draft(says.text, tuple(says.alts.values()), kind, day, posters)
    # Where there is no base text, those of the accounts are held against posters alone.
    whole = base | OF_NETWORKS | (frozenset() if says.text else {poster_checks.RULE})
    found = [(_field(f.where, says), f) for f in check(draft, register=register, off=whole)]
    found += poster_checks.findings(says, going, posters, off)
    seen: set[tuple[str, str]] = set()
    for account in going:
        name, text, language = says.on(account)
        if not text or (text, account.network) in seen:
            continue
        seen.add((text, account.network))
        there = limits(account, text)
        skipped = base | NOT_OF_NETWORKS if name == "text" else off | foreign(language)
        drafted = Draft(text, (), kind, day)
        found += [(name, f) for f in check(drafted, network=there, register=register, off=skipped)]
    for name, comment, language in says.comments(going):
        drafted, skipped = Draft(comment, (), kind, day), off | foreign(language) | OF_WHOLES
        found += [(name, f) for f in check(drafted, register=register, off=skipped)]
    if not going:
        skipped = base | NOT_OF_NETWORKS
        found += [("text", f) for f in check(draft, register=register, off=skipped)]
    own = own_checks.of(unit, says, found, day, list(behind.values()), poster=any(posters))
    texts = own_checks.texts_of(says)
    led = leaders.findings(unit, going, texts, day, marked=leader)
    return _once([*own, *led, *found])


def _posters(says: Texts, behind: Mapping[str, LibraryFile]) -> tuple[bool | None, ...]:
    """Return of each described file whether somebody called it a poster: in the form, else in the
    library.
    """
    known = {source: entry.poster for source, entry in behind.items()}
    known.update(says.posters)
    files = {number: file.sha256 for number, file in enumerate(says.files)}
    return tuple(known.get(files.get(number, "")) for number in says.alts)


def foreign(language: str) -> frozenset[str]:
    """Return the rules that cannot read a language: those that know Indonesian words alone."""
    return frozenset() if language == USUAL else OF_INDONESIAN


def day_of(post: Post | None, now: datetime) -> date:
    """Return the day a post is to go out: as last approved or wished for, else that of ``now``."""
    last = post.approvals.last() if post is not None else None
    due = (last.due or last.wish) if last is not None else None
    return timezone.localdate(due if due is not None and due > now else now)


def limits(account: Account, text: str) -> NetworkLimits | None:
    """Return what an account's network takes of a text; None where it is not enabled here."""
    there = content.destination(account, text)
    about = networks.about(account.network)
    if there.limits is None or about is None:
        return None
    return NetworkLimits(
        about.name,
        max([there.length, *(piece.length for piece in there.later)]),
        there.limits.text,
        there.limits.hashtags,
        there.limits.mentions,
        there.limits.links,
    )


def _field(where: str, says: Texts) -> str:
    """Return the field of the form that holds a part: "alt 2" is the second that is described."""
    _, _, number = where.partition(" ")
    return f"alt-{list(says.alts)[int(number) - 1]}" if number else "text"


def _once(found: Sequence[tuple[str, Finding]]) -> list[tuple[str, Finding]]:
    """Leave out what several networks say of the same words; danger comes first, then warnings."""
    kept = {(n, f.rule, f.start, f.end, f.what, str(f.facts)): (n, f) for n, f in found}
    return sorted(kept.values(), key=lambda pair: WEIGHT[pair[1].severity])


def shown(
    found: Sequence[tuple[str, Finding]], says: Texts, going: Sequence[Account]
) -> Iterator[Shown]:
    """Yield findings in the reader's language."""
    called = {f"own-{account.pk}": account.handle for account in going}
    first = gettext("First comment")
    called |= {f"comment-{account.pk}": f"{account.handle}: {first}" for account in going}
    called |= {f"translation-{code}": gettext(name) for code, name in LANGUAGES.items()}
    for name, f in found:
        text = text_of(name, says)
        image = int(name.removeprefix("alt-")) + 1 if name.startswith("alt-") else 0
        about = gettext("Image %(number)s") % {"number": image} if image else ""
        yield Shown(
            key=f"{name}:{f.rule}:{f.start}:{f.end}",
            rule=f.rule,
            severity=f.severity,
            what=gettext(f.what).format(**f.facts),
            why=gettext(f.why),
            excerpt=short(text[f.start : f.end], EXCERPT),
            proposed=f.proposed,
            about=about or called.get(name, ""),
        )


def applied(found: Sequence[tuple[str, Finding]], says: Texts, key: str) -> tuple[str, str] | None:
    """Return (field, new text) where a proposal is taken; None where it is no longer found."""
    for name, f in found:
        if key == f"{name}:{f.rule}:{f.start}:{f.end}" and f.proposed is not None:
            text = text_of(name, says)
            return name, _mended(text[: f.start], f.proposed, text[f.end :])
    return None


def _mended(before: str, proposed: str, after: str) -> str:
    """Return a text with a proposal in it; where words fall out, a sentence still begins large."""
    begins = not before.strip() or before.rstrip()[-1] in ".!?\n" or before.endswith("\n")
    if not proposed and begins:
        after = after[:1].upper() + after[1:]
    return before + proposed + after
