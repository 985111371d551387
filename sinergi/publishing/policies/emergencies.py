"""*Informasi serta-merta*: eight things that are said when a life or many people are in danger.

UU 14/2008 art. 10: what can endanger lives is announced at once, in words that are easily
understood. Only this has the short way: one who approves, or at once with a look afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.lib.text import No, say
from sinergi.publishing.models import EIGHT, Emergency, Post

#: The eight, as people are asked for them.
NAMES = {
    "hazard": _("What is the danger, and what can it do?"),
    "affected": _("Who is affected?"),
    "evacuation": _("How and where to evacuate?"),
    "avoid": _("How to avoid the danger?"),
    "help": _("How to get help?"),
    "announcer": _("Who must announce it?"),
    "channels": _("How will it be announced?"),
    "efforts": _("What is being done?"),
}
#: Before each of the eight in the text that is made of them.
LABELS = {
    "hazard": say("Danger: {words}"),
    "affected": say("Affected: {words}"),
    "evacuation": say("Evacuation: {words}"),
    "avoid": say("Stay safe: {words}"),
    "help": say("Help: {words}"),
    "announcer": say("Announced by: {words}"),
    "channels": say("Next news: {words}"),
    "efforts": say("Being done: {words}"),
}
LONGEST = 2000
#: What says of the danger only that nobody knows it: then there is none to announce.
UNKNOWN = re.compile(
    r"[\W_]*(?:(?:masih\s+)?(?:belum|blm|tidak|tdk)\s+(?:di)?ketahui|(?:belum|tidak)\s+(?:tahu|ada)|nihil|"
    r"(?:still\s+|as\s+yet\s+)?unknown(?:\s+yet)?|not\s+known(?:\s+yet)?|n/?a|x+|)[\W_]*",
    re.IGNORECASE,
)


def missing(post: Post) -> list[str]:
    """Return which of the eight nobody has filled in. The danger itself must be known."""
    found = Emergency.objects.filter(post=post).first()
    if found is None:
        return list(EIGHT)
    vague = "hazard" not in found.missing and UNKNOWN.fullmatch(found.hazard)
    return [*(["hazard"] if vague else []), *found.missing]


def problems(post: Post) -> list[No]:
    """Return why immediate information cannot be asked for yet."""
    if post.kind != Post.Kind.IMMEDIATE or not (left := missing(post)):
        return []
    if left == ["hazard"]:
        return [
            No(say("Say what the danger is: while that is unknown, there is none to announce."))
        ]
    told = say("Immediate information says eight things; {number} are missing. Say “unknown yet”.")
    return [No(told, number=len(left))]


def lines(found: Emergency) -> list[tuple[str, str]]:
    """Return what is asked and what is said of each of the eight, in the reader's language."""
    return [(str(NAMES[name]), getattr(found, name)) for name in EIGHT]


def composed(facts: Mapping[str, str]) -> str:
    """Return a text that says the eight things, in the reader's language, one to a line."""
    filled = ((LABELS[name], facts.get(name, "").strip()) for name in EIGHT)
    return "\n".join(gettext(label).format(words=words) for label, words in filled if words)
