"""What holds for the words of a post holds for its parts and its first comment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.tests.conftest import Write
from sinergi.publishing.tests.further.conftest import further
from sinergi.units import phases
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "comment"),
    [("Layanan buka.\n---\nAyo #BogorMaju", ""), ("Layanan buka.", "#BogorMaju")],
    ids=["a later part", "the first comment"],
)
def test_blocked_words_hold_there_too(
    text: str,
    comment: str,
    write: Write,
    ayu: User,
    dewi: User,
    ayu_account: Account,
    tree: dict[str, Unit],
) -> None:
    day = timezone.localdate()
    until = day + timedelta(days=30)
    phases.add(None, tree["regency"], name="Kampanye", since=day, until=until)
    actions.block(dewi, tree["regency"], "Bogor Maju", "Kampanye", None, None)
    with pytest.raises(No, match="BogorMaju” may not be used"):
        actions.ask_approval(ayu, write(text, more=further(ayu_account, comment)))
