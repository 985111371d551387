"""Attention: what the first line says, one message, something to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sinergi.language.findings import Severity
from sinergi.language.writing.draft import Kind
from sinergi.language.writing.lists import any_of, words_of
from sinergi.language.writing.reading import Reading
from sinergi.language.writing.rule import Hit, Rule
from sinergi.lib.text import say

OPENER = any_of(words_of("openers"))
ACTION = any_of(words_of("actions"))
#: A sentence that begins so calls: "Vaksinkan"; but not "Sedangkan", "Perbaikan", "Tindakan".
CALL = re.compile(r"(?!me|di|ber|ter|ke|se|pe|bahkan|bukan)[^\W\d_]{3,}(?<!a)kan\b", re.IGNORECASE)
#: Wishes and condolences ask for nothing.
OCCASION = re.compile(
    r"\W*(?:selamat\s+(?:hari|hut|tahun|idul|natal|ulang|menunaikan|menjalankan|merayakan|memperingati|"
    r"lebaran|paskah|imlek|nyepi|waisak|berpuasa|jalan|atas)|dirgahayu|marhaban|minal|innalillahi|"
    r"(?:turut|ikut)\s+ber(?:duka|belasungkawa)|(?:segenap|keluarga besar)\b.{0,80}?\b"
    r"(?:mengucapkan|berduka))\b",
    re.IGNORECASE,
)
SHIFT = any_of(words_of("shifts"))
SERVICE = any_of(words_of("services"))
#: What most networks show of a text before "more".
FIRST = 125
#: A text shorter than this is a caption or a greeting.
ENOUGH = 8
SHIFTS = 2


def is_service(reading: Reading) -> bool:
    """Tell whether a post is about a service: as the writer says, else by its words."""
    if reading.draft.kind is not None:
        return reading.draft.kind is Kind.SERVICE
    return len({m.group().lower() for m in SERVICE.finditer(reading.spoken)}) >= 2


def first_line(reading: Reading) -> Iterator[Hit]:
    line = re.search(r"\S[^\n]*", reading.text)
    if line is None:
        return
    start, end = line.start(), line.start() + len(line.group().rstrip())
    spoken = reading.spoken[start:end]
    if not any(letter.isalpha() for letter in spoken):
        what = say("The first line says nothing that can be read. Begin with what is new.")
        yield Hit(start, end, what)
    elif opener := OPENER.match(reading.spoken, start):
        what = say("The text begins with “{opener}”. Begin with what is new for the reader.")
        yield Hit(*opener.span(), what, facts={"opener": opener.group()})
    elif len(reading.text) > FIRST and reading.sentences:
        first = reading.sentences[0]
        if first.end - first.start > FIRST:
            what = say(
                "Only about {most} characters are shown at first; the first sentence has {n}."
            )
            facts = {"most": FIRST, "n": first.end - first.start}
            yield Hit(first.start, first.end, what, facts=facts)


def one_message(reading: Reading) -> Iterator[Hit]:
    shifts = list(SHIFT.finditer(reading.spoken))
    if len(shifts) >= SHIFTS:
        what = say("The text seems to have {count} messages. Make a post of each.")
        yield Hit(*shifts[0].span(), what, facts={"count": len(shifts) + 1})


def action(reading: Reading) -> Iterator[Hit]:
    if len(reading.words) < ENOUGH or reading.links or _asks(reading):
        return
    if is_service(reading) or not OCCASION.match(reading.spoken):
        yield Hit(0, 0, say("The text asks for nothing. Say what the reader can do now."))


def _asks(reading: Reading) -> bool:
    if ACTION.search(reading.spoken) or re.search(r"\b\w{3,}lah\b", reading.spoken):
        return True
    return any(CALL.match(reading.spoken, sentence.start) for sentence in reading.sentences)


RULES = (
    Rule(
        "attention-first-line",
        Severity.HINT,
        say("Whoever scrolls decides by the first line whether to stop."),
        first_line,
    ),
    Rule(
        "attention-one-message",
        Severity.HINT,
        say("Of several messages in one post, readers keep none."),
        one_message,
    ),
    Rule(
        "attention-action",
        Severity.HINT,
        say("Readers who know what to do next do it more often."),
        action,
    ),
)
