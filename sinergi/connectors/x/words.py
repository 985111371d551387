"""How X counts text, what of it becomes a link, and how what it shows reads as what was written.

https://docs.x.com/fundamentals/counting-characters and the configuration of twitter-text 3.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

#: A link with a scheme, and a bare name of a site: X makes links of both.
LINK = re.compile(r"(?<![\w@$#./-])https?://[^\s<>\"]+", re.IGNORECASE)
#: Endings of names of sites: of countries, and the others that are in wide use.
ENDINGS = (
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo"
    " br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm"
    " do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs"
    " gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km"
    " kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp"
    " mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk"
    " pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss"
    " st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va"
    " vc ve vg vi vn vu wf ws ye yt za zm zw academy agency app asia biz blog center cloud com"
    " community dev digital edu email events gov info int live media mil mobi name net news"
    " one online org page pro shop site social space store support tech today tools travel"
    " tube video vip website wiki work world xyz zone"
)
BARE = re.compile(
    r"(?<![\w@$#./:-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
    rf"(?:{ENDINGS.replace(' ', '|')})(?![\w@-])(?:/[^\s<>\"]*)?",
    re.IGNORECASE,
)
SENTENCE_ENDS = ".,;:!?'*…)"

#: What any link counts, however long it is.
LINK_COUNTS = 23

#: Letters that count 1; all others count 2.
LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))

_PICTURE = "[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u2460-\u2bff\u3030\u303d\u3297\u3299]"
_PART = rf"{_PICTURE}\ufe0f?[\U0001f3fb-\U0001f3ff]?[\U000e0020-\U000e007f]*"
#: What a reader sees as one emoji: flags, keys, people of several parts. It counts 2.
EMOJI = re.compile(
    rf"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_PART}(?:\u200d{_PART})*"
    r"|[\u00a9\u00ae\u203c\u2049\u2122\u2139]\ufe0f"
)
HANDLES_BEFORE = re.compile(r"^(\s*@\w+)+\s+")


def length(text: str) -> int:
    """Count text as X does: 280 are allowed, emoji and Chinese letters count 2, any link 23."""
    plain = unicodedata.normalize("NFC", text)
    counted = 0
    for pattern, weigh in ((LINK, _link), (BARE, _bare), (EMOJI, _two)):
        for found in pattern.finditer(plain):
            counted += weigh(found[0])
        plain = pattern.sub(_leaving, plain)
    return counted + sum(_weight(letter) for letter in plain if letter != GONE)


#: Stands where a link or an emoji stood. It is no letter: no text can hold it after NFC counts.
GONE = "\ufdd0"


def _leaving(found: re.Match[str]) -> str:
    """Return what of a match is counted letter by letter: the sentence's own signs."""
    return GONE + found[0][len(_trimmed(found[0])) :]


def _link(found: str) -> int:
    return LINK_COUNTS


def _bare(found: str) -> int:
    # X makes a link of a bare name only where it knows its ending; the larger number is safe.
    return max(LINK_COUNTS, len(_trimmed(found)))


def _two(found: str) -> int:
    return 2


def _trimmed(link: str) -> str:
    """Return a link without the signs of the sentence around it."""
    short = link.rstrip(SENTENCE_ENDS)
    while link[len(short) :].startswith(")") and short.count("(") > short.count(")"):
        short = link[: len(short) + 1]
    return short


def _weight(letter: str) -> int:
    return 1 if any(first <= ord(letter) <= last for first, last in LIGHT) else 2


def has_link(text: str) -> bool:
    """True when X will make a link of something in a text: such a post costs more."""
    return bool(LINK.search(text) or BARE.search(text))


def written(text: str, links: Iterable[dict[str, Any]]) -> str:
    """Return a text as it was written: X escapes three signs and puts its own links in."""
    for link in links:
        short, long = str(link.get("url") or ""), str(link.get("expanded_url") or "")
        if short:
            text = text.replace(short, "" if link.get("media_key") else long or short)
    return html.unescape(text).strip()


def essence(text: str, *, answer: bool = False) -> str:
    """Return what stays of a text whatever X makes of its links and spaces.

    Of an ``answer`` the names it begins with are left out: X puts one there. A text of signs
    only is compared as it stands.
    """
    short = HANDLES_BEFORE.sub("", text) if answer else text
    short = unicodedata.normalize("NFC", re.sub(r"https?://(www\.)?", "", short))
    return re.sub(r"[\W_]+", "", short).casefold() or "".join(short.split())
