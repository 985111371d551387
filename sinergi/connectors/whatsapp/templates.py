"""Templates: the only words WhatsApp lets through when nobody has written for 24 hours.

https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, WORDS
from sinergi.connectors.contract import Choice, Draft, Field
from sinergi.connectors.errors import Refused
from sinergi.connectors.whatsapp.api import Api
from sinergi.connectors.whatsapp.words import same
from sinergi.lib.text import say

#: A place to fill in: numbered from 1.
GAP = re.compile(r"\{\{([0-9]+)\}\}")
#: Any place to fill in, also those we cannot fill: named, of headers, of buttons' addresses.
ANY_GAP = re.compile(r"\{\{[^}]*\}\}")
#: Buttons that need nothing from us.
PLAIN_BUTTONS = {"QUICK_REPLY", "URL", "PHONE_NUMBER"}
#: The name of a template and its language, as a person chooses them: "antrean:id".
CHOSEN = re.compile(r"([a-z0-9_]{1,512}):([A-Za-z_]{2,10})")

FIELDS = (
    Field(
        "template",
        say("Template"),
        required=False,
        help=say("Needed when more than 24 hours have passed since the person wrote."),
    ),
    Field(
        "parameters",
        say("Words to fill in"),
        required=False,
        lines=True,
        help=say("One on each line, in the order of the template's places."),
    ),
)


@dataclass(frozen=True, slots=True)
class Template:
    name: str
    language: str
    body: str

    @property
    def gaps(self) -> int:
        return max((int(n) for n in GAP.findall(self.body)), default=0)

    def filled(self, parts: Sequence[str]) -> str:
        """Return what the person reads. Raises Refused when too much or too little is given."""
        if len(parts) != self.gaps:
            wrong = say("The template has {gaps} places to fill in, and {given} lines are given.")
            raise Refused(wrong, gaps=self.gaps, given=len(parts))
        return GAP.sub(lambda gap: parts[int(gap[1]) - 1], self.body)


def options(api: Api) -> tuple[Field, ...]:
    """Return the options of an answer with this account's approved templates."""
    shown = tuple(
        Choice(f"{t.name}:{t.language}", f"{t.name} ({t.language}): {t.body[:80]}")
        for t in approved(api)
    )
    free = Choice("", say("None: a free answer"))
    template, parameters = FIELDS
    chosen = Field(
        template.name,
        template.label,
        required=False,
        choices=(free, *shown),
        help=template.help,
    )
    return (chosen, parameters)


def approved(api: Api, name: str = "") -> Iterator[Template]:
    """Yield approved templates that words alone can fill."""
    asked = {"fields": "name,language,status,components"} | ({"name": name} if name else {})
    for told in api.listed(api.business, "/message_templates", **asked):
        try:
            found = _template(told)
        except MISSHAPEN:
            continue  # one that cannot be read is not offered
        if found is not None:
            yield found


def _template(told: Any) -> Template | None:
    parts = {part["type"]: part for part in told["components"]}
    body, head = parts.get("BODY") or {}, parts.get("HEADER") or {"format": "TEXT", "text": ""}
    buttons = (parts.get("BUTTONS") or {}).get("buttons") or []
    text = str(body.get("text") or "")
    simple = (
        told["status"] == "APPROVED"
        and text
        and len(ANY_GAP.findall(text)) == len(GAP.findall(text))
        and head["format"] == "TEXT"
        and not ANY_GAP.search(str(head.get("text") or ""))
        and all(button["type"] in PLAIN_BUTTONS for button in buttons)
        and not any(ANY_GAP.search(str(button.get("url") or "")) for button in buttons)
        and CHOSEN.fullmatch(f"{told['name']}:{told['language']}")
    )
    return Template(told["name"], told["language"], text) if simple else None


def chosen(draft: Draft) -> tuple[str, str] | None:
    """Return name and language of the template a person chose, or nothing."""
    choice = draft.options.get("template", "").strip()
    if not choice:
        return None
    fits = CHOSEN.fullmatch(choice)
    if fits is None:
        raise Refused(say("A template is chosen by its name and language: name:id"))
    return fits[1], fits[2]


def parts_of(draft: Draft) -> list[str]:
    """Return the words to fill in. WhatsApp takes no breaks and no long gaps in them."""
    lines = draft.options.get("parameters", "").splitlines()
    return [" ".join(line.split()) for line in lines if line.strip()]


def check(api: Api, draft: Draft) -> None:
    """Hold the text that was approved here against what the person will read.

    Raises Refused unless the template exists and, filled in, says exactly that text.
    """
    wanted = chosen(draft)
    if wanted is None:
        return
    if draft.media:
        raise Refused(say("A template takes no files."))
    fits = [t for t in approved(api, wanted[0]) if (t.name, t.language) == wanted]
    if not fits:
        raise Refused(say("There is no approved template of this name in this language."))
    read = fits[0].filled(parts_of(draft))
    if not same(read, draft.text):
        differs = say("With this template the person reads something else. Write exactly: {text}")
        raise Refused(differs, text=read[:WORDS])


def spoken(draft: Draft) -> dict[str, Any] | None:
    """Return the template of a message, or nothing where the answer is free."""
    wanted = chosen(draft)
    if wanted is None:
        return None
    named = {"name": wanted[0], "language": {"policy": "deterministic", "code": wanted[1]}}
    filled = [{"type": "text", "text": part} for part in parts_of(draft)]
    return named | ({"components": [{"type": "body", "parameters": filled}]} if filled else {})
