"""Numbers of bank accounts of people: a number alone is none, a bank or "rekening" must be near."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sinergi.language.writing.lists import any_of, words_of
from sinergi.language.writing.personal.context import OFFICE, label
from sinergi.language.writing.personal.found import Personal

NUMBER = re.compile(r"(?<![\w.,/*-])(?<!\d )\d(?:[ .-]?\d){7,16}(?![\w*]|[.,/-]\d)")
DATE = re.compile(
    r"\d{1,2}[ .-]\d{1,2}[ .-]\d{4}|\d{4}[ .-]\d{4}|(?:\d\d\.\d\d[ -]?){2}|\d{1,3}(?:\.\d{3})+"
)
BANK = any_of(words_of("banks"))
ACCOUNT = re.compile(
    r"\b(?:no\.?\s*)?(?:rek(?:ening)?(?:nya)?|norek|tabungan|account)\b", re.IGNORECASE
)
#: What a bank is named for when a number is given: somebody pays, or is paid.
PAYS = re.compile(
    r"\b(?:transfer|ditransfer|tf|kirim|dikirim|setor|donasi|sumbangan|bantu|a\.?\s?n\.?|a/n|"
    r"atas nama|milik)(?![\w])",
    re.IGNORECASE,
)
NOT_BANK = re.compile(
    r"\brekening\s+(?:listrik|air|pdam|telepon|pln)|bank\s+sampah|bank\s+indonesia",
    re.IGNORECASE,
)
MONEY = re.compile(r"(?:rp\.?|idr|sebesar|senilai)\s*\Z", re.IGNORECASE)
AFTER = re.compile(r"\s*(?:rupiah|orang|gram|nasabah|jiwa|persen|byte)\b", re.IGNORECASE)
NEAR = 45


def accounts(text: str, *, broad: bool = False) -> Iterator[Personal]:
    """Yield numbers of accounts; ``broad``: those of offices too."""
    for found in NUMBER.finditer(text):
        before = text[max(0, found.start() - NEAR) : found.start()].rpartition("\n")[2]
        after = text[found.end() : found.end() + NEAR].partition("\n")[0]
        if DATE.fullmatch(found.group()) or AFTER.match(after) or MONEY.search(before):
            continue
        if not _of_bank(text, found.start(), before, after):
            continue
        if broad or not OFFICE.search(before + " " + after):
            yield Personal("account", found.start(), found.end())


def _of_bank(text: str, start: int, before: str, after: str) -> bool:
    named = label(text, start)
    if named not in {"", "account"} or NOT_BANK.search(before):
        return False
    if named == "account" or ACCOUNT.search(before):
        return True
    bank = BANK.search(before) or BANK.search(after[:14])
    return bool(bank and (PAYS.search(before) or PAYS.search(after[:20])))
