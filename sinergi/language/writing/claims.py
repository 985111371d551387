"""Claims: figures without a source, words of hate, an election's words, "hoax" without evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sinergi.language.findings import Severity
from sinergi.language.writing.lists import any_of, pairs_of
from sinergi.language.writing.reading import Reading
from sinergi.language.writing.rule import Hit, Rule
from sinergi.lib.text import say

FIGURE = re.compile(
    r"\b\d+(?:[.,]\d+)?\s?(?:%|persen\b)|\b\d[\d.,]{0,20}\s(?:ribu|juta|miliar|triliun)\b(?!\s*rupiah)|"
    r"\b(?:naik|turun|meningkat|menurun|bertambah|berkurang|tumbuh|mencapai|sebanyak|tercatat)\s"
    r"(?:\w+\s){0,2}\d[\d.,]*\b|\b\d+\sdari\s(?:se)?(?:tiap\s)?\d+\s(?:warga|orang|anak|balita|ibu|"
    r"perempuan|remaja|siswa|keluarga|rumah|penduduk|responden|pelanggan)\b",
    re.IGNORECASE,
)
#: A figure that is the office's own condition or offer, and needs no source.
OWN = re.compile(
    r"\b(?:diskon|potongan|keringanan|kuota|maksimal|minimal|syarat|usia|biaya|tarif|harga|denda|"
    r"pajak|bunga|hadiah|rp|sampai dengan|paling banyak|paling sedikit|bonus|gratis)\b",
    re.IGNORECASE,
)
SOURCE = re.compile(
    r"\b(?:sumber|menurut|berdasarkan|merujuk|mengutip|dikutip|catatan|laporan|survei|sensus|bps|"
    r"data (?:dari|bps|dinas|badan|per|kami)|hasil (?:survei|sensus|penelitian|pendataan)|bmkg|"
    r"hasil pemantauan|kemenkes|who|kata|ujar|disampaikan oleh|dilaporkan|dirilis)\b",
    re.IGNORECASE,
)
WORDS = dict(pairs_of("hate"))
HATE = any_of(WORDS)
#: Said to or of somebody: "dasar maling", "kamu penipu", "@ayu koruptor", "si provokator".
AIMED = re.compile(
    r"(?:\b(?:dasar (?:warga|orang|rakyat|pejabat|petugas|admin)|"
    r"dasar|kamu|kau|lu|lo|loe|kalian|mereka itu|mereka|dia|si|itu|memang|adalah|para|"
    r"kaum|dituduh|terbukti)|@[\w.]+)\s*\Z",
    re.IGNORECASE,
)
AIMED_AFTER = re.compile(
    r"\s*(?:kau|kamu|lu|lo|loe|kalian|kalau|itu dia|negara|semua)\b|\s*@\w", re.IGNORECASE
)
#: A law or an event that has such a word in its name.
NOT_AIMED = re.compile(
    r"\b(?:anti|melawan|cegah|waspada|awas|hindari|rabies|kebun|jangan)\s+\w*\s*\Z", re.IGNORECASE
)
HOAX = re.compile(
    r"\b(?:hoaks|hoax|disinformasi|misinformasi|kabar bohong|berita bohong)\b", re.IGNORECASE
)
LABEL_BEFORE = re.compile(
    r"\b(?:adalah|merupakan|itu|tersebut|ini|dipastikan|termasuk|beredar(?:nya)?|jelas|alias|kategori|"
    r"dinyatakan|status|fakta|sebagai|konten|video|pesan|informasi|unggahan|foto)\s*[:,]?\s*[\"“'(]?\Z",
    re.IGNORECASE,
)
LABEL_AFTER = re.compile(r"\s*[!:\])]|\s*\Z", re.IGNORECASE)
CAMPAIGN = re.compile(
    r"\b(?:anti|lawan|tangkal|cegah|waspada|waspadai|mengenali|kenali|melawan|memerangi|stop|cek|saring|"
    r"bebas|hindari|bahaya|ciri(?:-ciri)?|literasi|menangkal|penyebaran|sebar|menyebarkan|percaya)\s+"
    r"(?:\w+\s+){0,1}\Z",
    re.IGNORECASE,
)


def figures(reading: Reading) -> Iterator[Hit]:
    if reading.links or SOURCE.search(reading.spoken):
        return
    for sentence in reading.sentences:
        found = FIGURE.search(sentence.text)
        if found and not OWN.search(sentence.text):
            start = sentence.start + found.start()
            what = say("“{figure}”: say where this figure comes from.")
            yield Hit(start, start + len(found.group()), what, facts={"figure": found.group()})


def hate(reading: Reading) -> Iterator[Hit]:
    for found in HATE.finditer(reading.text):
        word = " ".join(found.group().lower().split())
        before = reading.text[max(0, found.start() - 30) : found.start()]
        after = reading.text[found.end() : found.end() + 15]
        if WORDS[word] == "aimed" and not _aimed(before, after):
            continue
        what = say("“{word}” insults or accuses. Say what happened, not what somebody is.")
        yield Hit(*found.span(), what, facts={"word": found.group()})


def _aimed(before: str, after: str) -> bool:
    if NOT_AIMED.search(before):
        return False
    return bool(AIMED.search(before) or AIMED_AFTER.match(after))


def election(reading: Reading) -> Iterator[Hit]:
    for blocked in reading.register.blocked:
        if not blocked.words.strip() or not blocked.on(reading.draft.day):
            continue
        for found in _blocked(blocked.words).finditer(reading.text):
            what = say("“{words}” may not be used in this phase: {phase}.")
            facts = {"words": found.group(), "phase": blocked.phase}
            yield Hit(*found.span(), what, facts=facts)


def _blocked(words: str) -> re.Pattern[str]:
    """Return a pattern of blocked words: also without their spaces, as hashtags have them."""
    inside = r"[\s_-]*".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<![\w]){inside}(?![\w])", re.IGNORECASE)


def hoax(reading: Reading) -> Iterator[Hit]:
    if reading.links:
        return
    for found in HOAX.finditer(reading.spoken):
        before = reading.spoken[max(0, found.start() - 40) : found.start()].rpartition("\n")[2]
        after = reading.spoken[found.end() : found.end() + 3]
        if CAMPAIGN.search(before):
            continue
        opens = not before.strip(" [(!⚠️❌🚫") and LABEL_AFTER.match(after)
        if opens or LABEL_BEFORE.search(before):
            what = say("“{word}” without evidence: link to what proves it.")
            yield Hit(*found.span(), what, facts={"word": found.group()})


RULES = (
    Rule(
        "claim-source",
        Severity.WARNING,
        say("A figure with its source can be checked; without one it is an opinion."),
        figures,
        in_alt=True,
    ),
    Rule(
        "claim-hate",
        Severity.DANGER,
        say("An office speaks to everybody; insults and accusations may also be punishable."),
        hate,
        in_alt=True,
    ),
    Rule(
        "claim-election",
        Severity.DANGER,
        say("Civil servants and their accounts are neutral (joint decree on neutrality, 2022)."),
        election,
        in_alt=True,
    ),
    Rule(
        "claim-hoax",
        Severity.WARNING,
        say("Who calls something a hoax without proof asks for the same blind belief."),
        hoax,
        in_alt=True,
    ),
)
