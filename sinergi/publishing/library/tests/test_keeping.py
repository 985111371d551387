"""What people do with the library, and what can never be false in it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.lib.text import No
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.library import ending, keeping, queries, rows, used
from sinergi.publishing.library.aiming import Aim
from sinergi.publishing.library.queries import Asked
from sinergi.publishing.library.rules import Consent, Licence, Said
from sinergi.publishing.library.tests.conftest import Bring, taken
from sinergi.publishing.models import LibraryCrop, LibraryFile, MediaFile, PostMedia
from sinergi.publishing.tests.conftest import Write
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db


def names(user: User, **asked: object) -> list[str]:
    return [row.title for row in queries.file_page(user, Asked(**asked)).rows]  # type: ignore[arg-type]


def test_what_is_shared_is_seen_below_and_what_is_not_by_its_office_alone(
    market: LibraryFile, logo: LibraryFile, bring: Bring, ayu: User, citra: User, dewi: User,
    tree: dict[str, Unit],
) -> None:  # fmt: skip
    bring("rahasia.jpg", (90, 60), actor=dewi, unit=tree["regency"], title="Belum dibagikan")
    assert names(ayu) == ["Bingkai", "Pasar Cibinong"]
    assert names(citra) == ["Bingkai"]
    assert names(dewi) == ["Belum dibagikan", "Bingkai", "Pasar Cibinong"]


def test_the_same_bytes_are_one_file_and_are_offered_instead(
    market: LibraryFile, logo: LibraryFile, bring: Bring, ayu: User, tree: dict[str, Unit]
) -> None:
    with pytest.raises(rows.There) as there:
        bring("lain.jpg", (400, 200))
    assert there.value.entry == market
    with pytest.raises(rows.There) as above:
        bring("logo2.png", (300, 300))
    assert above.value.entry == logo
    assert LibraryFile.objects.count() == 2


def test_two_who_bring_the_same_at_once_make_one(market: LibraryFile, ayu: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        LibraryFile.objects.create(
            unit=market.unit, file=market.file, name="x", title="x", by=ayu,
            added=market.added, changed=market.changed,
        )  # fmt: skip


def test_another_office_has_an_entry_of_its_own(
    market: LibraryFile, bring: Bring, citra: User, tree: dict[str, Unit]
) -> None:
    theirs = bring("sama.jpg", (400, 200), actor=citra, unit=tree["ciomas"])
    assert theirs.file_id == market.file_id
    assert MediaFile.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said(licence=Licence.LICENSED), "until which day"),
        (Said(licence=Licence.CC), "attribution"),
        (Said(licence=Licence.LETTER), "letter"),
        (Said(consent=Consent.GIVEN), "where the consent is kept"),
        (Said(minor=True), "consent of a parent"),
        (Said(descriptions={"xx": "?"}), "no language"),
    ],
)
def test_rights_are_said_whole_or_not_at_all(
    said: Said, words: str, ayu: User, market: LibraryFile
) -> None:
    with pytest.raises(No, match=words):
        keeping.change(ayu, market, said, version=market.version)
    market.refresh_from_db()
    assert market.title == "Pasar Cibinong"


def test_the_earlier_of_two_ends_counts(ayu: User, market: LibraryFile) -> None:
    day = timezone.localdate()
    said = Said(
        licence=Licence.LICENSED, licence_until=day + timedelta(days=5),
        until=day + timedelta(days=9),
    )  # fmt: skip
    changed = keeping.change(ayu, market, said, version=market.version)
    assert changed.ends == day + timedelta(days=5)


def test_who_saves_over_another_is_told(ayu: User, market: LibraryFile) -> None:
    keeping.change(ayu, market, Said(title="A"), version=market.version)
    with pytest.raises(rows.Changed):
        keeping.change(ayu, market, Said(title="B"), version=market.version)
    market.refresh_from_db()
    assert market.title == "A"


def test_a_newer_file_takes_its_place_and_posts_keep_the_older(
    ayu: User, market: LibraryFile, write: Write
) -> None:
    post = write(media=[taken()])
    before = market.file.source
    keeping.crop(ayu, market, (10, 10), {"square": Aim(10, 10, 80)})
    row = keeping.replace(ayu, market, taken("pasar-baru.jpg", (500, 200)))
    assert row.file.source != before
    assert PostMedia.objects.get().sha256 == before
    assert not LibraryCrop.objects.exists()
    assert list(used.posts_with(row)) == [post]
    assert used.entries_of(row.unit, [before])[before] == row


def test_what_a_post_uses_is_withdrawn_and_not_taken_out(
    ayu: User, market: LibraryFile, logo: LibraryFile, write: Write, dewi: User
) -> None:
    post = write(media=[taken()])
    with pytest.raises(No, match="Withdraw it instead"):
        keeping.drop(ayu, market)
    actions.edit(ayu, post, version=post.version, text="Tanpa foto", accounts=[])
    with pytest.raises(No, match="Withdraw it instead"):
        keeping.drop(ayu, market)  # a version of the post had it
    keeping.drop(dewi, logo)
    keeping.withdraw(ayu, market, "Pedagang menarik izinnya")
    assert names(ayu) == []
    assert names(ayu, state="over") == ["Pasar Cibinong"]


def test_where_it_is_used_is_told_only_of_what_one_may_see(
    logo: LibraryFile, write: Write, ayu: User, citra: User, citra_account: object,
    tree: dict[str, Unit],
) -> None:  # fmt: skip
    mine = write(media=[taken("x.png", (300, 300))])
    theirs = write(
        media=[taken("x.png", (300, 300))], actor=citra, unit=tree["ciomas"], accounts=[]
    )
    assert used.uses_for(ayu, logo) == [mine]
    assert used.uses_for(citra, logo) == [theirs]


def test_what_a_post_brings_along_is_in_the_library_of_its_office(
    write: Write, ayu: User, logo: LibraryFile
) -> None:
    write(media=[taken("loket.jpg", (60, 40), alt="Loket baru"), taken("b.png", (300, 300))])
    row = LibraryFile.objects.exclude(pk=logo.pk).get()
    assert (row.title, row.description, row.licence) == ("loket", "Loket baru", "unsaid")
    write(media=[taken("loket-lagi.jpg", (60, 40))])
    assert LibraryFile.objects.count() == 2


def test_files_of_the_library_are_not_forgotten(market: LibraryFile) -> None:
    long_ago = timezone.now() + timedelta(days=400)
    assert actions.forget(long_ago) == 0
    market.delete()
    assert actions.forget(long_ago) == 1


def test_its_owner_is_told_once_a_month_before_it_ends(ayu: User, budi: User, bring: Bring) -> None:
    day = timezone.localdate()
    row = bring(until=day + timedelta(days=31))
    assert ending.remind(timezone.now()) == 0
    tomorrow = timezone.now() + timedelta(days=1)
    assert ending.remind(tomorrow) == 1
    assert ending.remind(tomorrow) == 0
    notice = Notice.objects.get(kind="file.ends")
    assert notice.user == ayu
    assert notice.facts["title"] == "pasar"
    keeping.change(ayu, row, Said(until=day + timedelta(days=20)), version=row.version)
    assert ending.remind(tomorrow) == 1


def test_every_act_is_in_the_log(ayu: User, market: LibraryFile) -> None:
    keeping.withdraw(ayu, market, "Salah orang")
    keeping.bring_back(ayu, market)
    keeping.drop(ayu, market)
    verbs = [r.verb for r in Entry.objects.filter(verb__startswith="file.").order_by("pk")]
    assert verbs == ["file.added", "file.withdrawn", "file.allowed_again", "file.dropped"]


@pytest.mark.parametrize(
    "values",
    [
        {"licence": "cc"}, {"licence": "licensed"}, {"licence": "letter"}, {"consent": "given"},
        {"minor": True}, {"focus_x": 4}, {"focus_x": 101, "focus_y": 3},
        {"withdrawn_at": timezone.now()}, {"until": timezone.localdate()},
    ],
)  # fmt: skip
def test_the_database_refuses_what_cannot_be(
    market: LibraryFile, values: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        LibraryFile.objects.filter(pk=market.pk).update(**values)
