"""What check says of accounts, in words a person can act on."""

from __future__ import annotations

import pytest
from django.utils import timezone

from sinergi.cli import inspection
from sinergi.networks.models import Account, NetworkCall

pytestmark = pytest.mark.django_db


def test_what_an_account_lacks_is_told_with_what_to_do(ayu_account: Account) -> None:
    lack = {
        "what": "The right {right} is missing.",
        "do": "Ask for {right}.",
        "facts": {"right": "x"},
    }
    Account.objects.update(missing=[lack])
    said = [str(finding) for finding in inspection.of_accounts(timezone.now())]
    assert any("The right x is missing." in words and "Ask for x." in words for words in said)


def test_calls_that_cannot_be_read_are_told(ayu_account: Account) -> None:
    NetworkCall.objects.create(network="x", body=b"[", received=timezone.now(), next_try=None)
    said = [str(finding) for finding in inspection.of_accounts(timezone.now())]
    assert any("1 calls of networks could not be read" in words for words in said)
