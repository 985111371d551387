"""All that a post says, as it is checked: by the fields of the form it is written in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sinergi.networks.models import Account
from sinergi.publishing import rules
from sinergi.publishing.composing import Composed
from sinergi.publishing.pictures import Picture


@dataclass(frozen=True, slots=True)
class Texts:
    """What a post says: its text, own texts by account, descriptions by the number of their file.

    A video without a description is left out of ``alts``. ``more`` has its languages and facts,
    ``files`` its images and videos, ``posters`` what the form says of them, by their ``sha256``.
    """

    text: str
    own: Mapping[Account, str] = field(default_factory=dict)
    alts: Mapping[int, str] = field(default_factory=dict)
    more: Composed = field(default_factory=Composed)
    files: Sequence[Picture] = ()
    posters: Mapping[str, bool | None] = field(default_factory=dict)

    def on(self, account: Account) -> tuple[str, str, str]:
        """Return (field of the form, text, its language) of what is said on an account."""
        wanted = self.more.wanted.get(account.pk, "") or self.more.language
        own = rules.seen(self.own.get(account, ""))
        if own:
            return f"own-{account.pk}", own, wanted
        translated = self.more.translations.get(wanted, "")
        if translated and wanted != self.more.language:
            return f"translation-{wanted}", translated, wanted
        return "text", self.text, self.more.language

    def comments(self, going: Iterable[Account]) -> Iterator[tuple[str, str, str]]:
        """Yield (field of the form, first comment, its language), the same words once."""
        seen: set[str] = set()
        for account in going:
            comment = rules.seen(self.more.comments.get(account.pk, ""))
            if comment and comment not in seen:
                seen.add(comment)
                yield f"comment-{account.pk}", comment, self.on(account)[2]


def described(pictures: Iterable[Picture]) -> dict[int, str]:
    """Return the descriptions of a post's files by their numbers, as ``Texts`` has them."""
    return {
        number: picture.alt
        for number, picture in enumerate(pictures)
        if picture.alt or not picture.video
    }


def text_of(name: str, says: Texts) -> str:
    """Return what a field of the form says."""
    kind, _, number = name.partition("-")
    if kind == "alt":
        return says.alts.get(int(number), "")
    if kind == "translation":
        return says.more.translations.get(number, "")
    if kind == "comment":
        return rules.seen(says.more.comments.get(int(number), ""))
    if kind == "own":
        return next((rules.seen(t) for a, t in says.own.items() if a.pk == int(number)), "")
    return says.text
