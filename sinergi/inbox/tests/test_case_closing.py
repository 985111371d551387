"""A case is closed with or without its voices, and never over words that nobody has read."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from sinergi.inbox.cases import joining
from sinergi.inbox.models import Case, Message
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.lib.text import No
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.mark.parametrize(("tick", "open_"), [({}, 3), ({"voices": "1"}, 0)])
def test_a_case_is_closed_with_or_without_its_threads(
    case: Case, ayu: User, tick: dict[str, str], open_: int
) -> None:
    as_(ayu).post(reverse("inbox:case-close", args=[case.pk]), tick)
    case.refresh_from_db()
    assert case.closed_at is not None
    assert case.conversations.filter(open=True).count() == open_
    with pytest.raises(No, match="closed"):
        joining.close(ayu, case, [])


def test_no_thread_is_closed_in_which_the_public_wrote_after_the_page_was_made(
    case: Case, heard: Hear, ayu: User
) -> None:
    def kept() -> dict[str, str]:
        shown = page(as_(ayu), reverse("inbox:case", args=[case.pk]))
        return dict(re.findall(r'name="(seen)" value="(\d+)"', shown)) | {"voices": "1"}

    url, old = reverse("inbox:case-close", args=[case.pk]), kept()
    first = Message.objects.filter(conversation__case=case).earliest("id")
    author = first.conversation.handle
    later = heard("c99", "Sekarang ada yang jatuh!", author=author, answers=first.remote_id)
    assert later.case == case
    refused = as_(ayu).post(url, old, follow=True).content.decode()
    case.refresh_from_db()
    assert "Warga menulis lagi" in refused
    assert (case.closed_at, case.conversations.filter(open=False).count()) == (None, 0)
    as_(ayu).post(url, kept())
    assert not case.conversations.filter(open=True).exists()
