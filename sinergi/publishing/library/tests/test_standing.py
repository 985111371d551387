"""Files that may not be used: told while one writes, before approval, and at the sending."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.language.findings import Severity
from sinergi.networks.models import Delivery
from sinergi.people.models import User
from sinergi.publishing import actions, checks
from sinergi.publishing.composing import Composed
from sinergi.publishing.library import keeping
from sinergi.publishing.library.rules import Licence, Said
from sinergi.publishing.library.tests.conftest import Bring, taken
from sinergi.publishing.models import LibraryFile, Post
from sinergi.publishing.pictures import Picture
from sinergi.publishing.tests.conftest import Network, Write, work
from sinergi.publishing.tests.test_files import problems

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def with_market(write: Write, market: LibraryFile) -> Post:
    return write(media=[taken(alt="Pedagang sayur di pasar")])


def found(unit: object, text: str, picture: Picture, **more: object) -> dict[str, Severity]:
    says = checks.Texts(text, {}, {0: picture.alt}, files=[picture], **more)  # type: ignore[arg-type]
    there = checks.findings(unit, says, [], day=timezone.localdate())  # type: ignore[arg-type]
    return {finding.rule: finding.severity for _name, finding in there}


def approve(ayu: User, budi: User, post: Post) -> None:
    actions.approve(budi, actions.ask_approval(ayu, post), due=None)


def test_a_post_with_a_good_file_goes_out(
    with_market: Post, ayu: User, budi: User, network: Network
) -> None:
    approve(ayu, budi, with_market)
    work(network)
    assert len(network.visible) == 1


def test_what_is_withdrawn_after_the_approval_does_not_go_out(
    with_market: Post, market: LibraryFile, ayu: User, budi: User, network: Network
) -> None:
    approve(ayu, budi, with_market)
    keeping.withdraw(ayu, market, "Izin ditarik")
    work(network)
    assert network.visible == []
    row = Delivery.objects.get()
    assert row.state == Delivery.State.FAILED
    assert "withdrawn from the library" in str(row.problem)


def test_what_is_over_by_then_does_not_go_out(
    with_market: Post, market: LibraryFile, ayu: User, budi: User, network: Network
) -> None:
    approve(ayu, budi, with_market)
    LibraryFile.objects.filter(pk=market.pk).update(
        until=timezone.localdate() - DAY, ends=timezone.localdate() - DAY
    )
    work(network)
    assert network.visible == []


def test_an_older_version_is_withdrawn_with_its_file(
    with_market: Post, market: LibraryFile, ayu: User
) -> None:
    row = keeping.replace(ayu, market, taken("baru.jpg", (444, 222)))
    keeping.withdraw(ayu, row, "Salah orang")
    assert "was withdrawn from the library" in problems(with_market)[0]


def test_approval_is_not_asked_for_what_is_over_when_it_goes_out(
    with_market: Post, market: LibraryFile, ayu: User
) -> None:
    today = timezone.localdate()
    keeping.change(ayu, market, Said(until=today + DAY), version=market.version)
    assert problems(with_market) == []
    Post.objects.update(planned_at=timezone.now() + 3 * DAY)
    with_market.refresh_from_db()
    assert "until" in problems(with_market)[0]


def test_what_another_office_withdrew_is_no_matter_of_ours(
    with_market: Post, bring: Bring, citra: User, tree: dict[str, object]
) -> None:
    theirs = bring("sama.jpg", (400, 200), actor=citra, unit=tree["ciomas"])
    keeping.withdraw(citra, theirs, "Salah")
    assert problems(with_market) == []


def test_what_the_regency_withdrew_is(
    write: Write, logo: LibraryFile, dewi: User, ayu: User
) -> None:
    post = write(media=[taken("x.png", (300, 300), alt="Bingkai kabupaten")])
    keeping.withdraw(dewi, logo, "Bingkai lama")
    assert "was withdrawn from the library" in problems(post)[0]


def test_the_attribution_of_a_licence_must_stand_in_the_text(
    market: LibraryFile, ayu: User
) -> None:
    said = Said(licence=Licence.CC, attribution="Foto: Wisnu, CC BY 4.0")
    keeping.change(ayu, market, said, version=market.version)
    picture = taken(alt="Pasar")
    assert found(market.unit, "Pasar pagi", picture)["library-credit"] == Severity.WARNING
    credited = "Pasar pagi. foto: Wisnu, CC BY 4.0"
    assert "library-credit" not in found(market.unit, credited, picture)


def test_what_may_not_be_used_is_told_while_one_writes(market: LibraryFile, ayu: User) -> None:
    keeping.withdraw(ayu, market, "Salah")
    assert found(market.unit, "Pasar", taken(alt="Pasar"))["library-rights"] == Severity.DANGER


def test_the_facts_of_a_poster_must_be_said(market: LibraryFile, ayu: User) -> None:
    picture = taken(alt="Warga antre di Puskesmas Ciomas")
    facts = {"more": Composed(facts={"cost": "Rp10.000"})}
    before = found(market.unit, "Ada layanan", picture, **facts)
    assert "alt-poster" not in before
    assert before["fact-cost"] == Severity.HINT
    keeping.change(ayu, market, Said(poster=True), version=market.version)
    after = found(market.unit, "Ada layanan", picture, **facts)
    assert after["alt-poster"] == after["fact-cost"] == Severity.WARNING
