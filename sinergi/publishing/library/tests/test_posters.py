"""What a poster says stands in the own texts of accounts, too."""

from __future__ import annotations

import pytest
from django.utils import timezone

from sinergi.language.findings import Severity
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import checks
from sinergi.publishing.composing import Composed
from sinergi.publishing.library import keeping
from sinergi.publishing.library.rules import Said
from sinergi.publishing.library.tests.conftest import taken
from sinergi.publishing.models import LibraryFile

pytestmark = pytest.mark.django_db

POSTER = "Poster: imunisasi Sabtu 12 Desember 2026 pukul 08.00 di Puskesmas Ciomas, gratis"
WHOLE = "Imunisasi 12 Desember 2026 pukul 08.00, Puskesmas Ciomas. Gratis."


def told(
    unit: object, text: str, own: dict[Account, str], going: list[Account], **more: object
) -> dict[tuple[str, str], Severity]:
    picture = taken(alt=POSTER)
    says = checks.Texts(text, own, {0: picture.alt}, Composed(**more), [picture])  # type: ignore[arg-type]
    there = checks.findings(unit, says, going, day=timezone.localdate())  # type: ignore[arg-type]
    return {(name, finding.rule): finding.severity for name, finding in there}


def test_the_own_text_of_an_account_says_what_a_poster_says_too(
    market: LibraryFile, ayu: User, ayu_account: Account
) -> None:
    own = f"own-{ayu_account.pk}"
    keeping.change(ayu, market, Said(poster=True), version=market.version)
    facts = {"cost": "Rp10.000"}
    short = told(market.unit, WHOLE, {ayu_account: "Ayo imunisasi!"}, [ayu_account], facts=facts)
    assert short[own, "alt-poster"] == short[own, "fact-cost"] == Severity.WARNING
    assert ("alt-0", "alt-poster") not in short
    said = told(market.unit, "Ayo!", {ayu_account: f"{WHOLE} Rp10.000"}, [ayu_account], facts=facts)
    assert (own, "alt-poster") not in said
    assert (own, "fact-cost") not in said
    assert said["alt-0", "alt-poster"] == Severity.WARNING
    only = told(market.unit, "", {ayu_account: f"{WHOLE} Rp10.000"}, [ayu_account])
    assert not [key for key in only if key[1] == "alt-poster"]


def test_an_own_text_in_another_language_is_left_to_its_readers(
    market: LibraryFile, ayu: User, ayu_account: Account
) -> None:
    keeping.change(ayu, market, Said(poster=True), version=market.version)
    english = {"wanted": {ayu_account.pk: "en"}}
    own = {ayu_account: "Free vaccination on December 12."}
    there = told(market.unit, WHOLE, own, [ayu_account], **english)
    assert (f"own-{ayu_account.pk}", "alt-poster") not in there
