"""One post in several languages: which account says which, and what keeps it from going out."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from sinergi.lib.text import No
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing import actions, checks
from sinergi.publishing.composing import Composed
from sinergi.publishing.models import Post
from sinergi.publishing.tests.conftest import Write
from sinergi.publishing.tests.test_checks import key_of
from sinergi.publishing.tests.test_screens import as_, typed
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

DAY = date(2026, 11, 20)
SUNDANESE = "Palayanan Saptu tetep buka"


def in_sundanese(account: Account, text: str = SUNDANESE) -> Composed:
    return Composed(translations={"su": text}, wanted={account.pk: "su"})


def test_an_account_says_the_language_that_it_speaks(
    write: Write, ayu: User, budi: User, ayu_account: Account
) -> None:
    post = write(more=in_sundanese(ayu_account))
    actions.approve(budi, actions.ask_approval(ayu, post), due=None)
    assert Delivery.objects.get().text == SUNDANESE


def test_its_own_text_comes_before_that_of_its_language(write: Write, ayu_account: Account) -> None:
    post = write(variants={ayu_account.pk: "Khusus"}, more=in_sundanese(ayu_account))
    assert (post.targets.get().text, post.targets.get().language) == ("Khusus", "su")


def test_a_language_without_words_is_not_asked_for(
    write: Write, ayu: User, ayu_account: Account
) -> None:
    post = write(more=in_sundanese(ayu_account, ""))
    with pytest.raises(No, match="another language"):
        actions.ask_approval(ayu, post)
    page = as_(ayu).get(reverse("content:post", args=[post.pk])).content.decode()
    assert "(su)" in page


def test_the_same_words_in_two_languages_are_said_in_the_one_wanted(
    write: Write, ayu: User, ayu_account: Account
) -> None:
    post = write("Cibinong", more=in_sundanese(ayu_account, "Cibinong"))
    assert post.targets.get().text == "Cibinong"
    actions.ask_approval(ayu, post)


@pytest.mark.parametrize(
    "more", [Composed("xx"), Composed(translations={"xx": "a"}), Composed(wanted={1: "xx"})]
)
def test_a_language_nobody_knows_is_refused(write: Write, more: Composed) -> None:
    with pytest.raises(No, match="no language"):
        write(more=more)
    assert not Post.objects.exists()


def test_saving_by_the_api_keeps_languages_and_facts(
    write: Write, ayu: User, ayu_account: Account
) -> None:
    more = Composed("id", {"su": SUNDANESE}, {ayu_account.pk: "su"}, {"cost": "Gratis"})
    post = write(more=more)
    found = actions.edit(ayu, post, version=1, text="Layanan tutup", accounts=[ayu_account])
    assert (found.translations, found.facts) == ({"su": SUNDANESE}, {"cost": "Gratis"})
    assert (found.targets.get().text, found.targets.get().language) == (SUNDANESE, "su")


def test_the_form_shows_and_saves_them(ayu: User, ayu_account: Account) -> None:
    client, wanted = as_(ayu), f"wanted-{ayu_account.pk}"
    sent = {**typed(ayu_account), "language": "id", "translation-su": SUNDANESE, wanted: "su"}
    page = client.post(reverse("content:write"), {**sent, "do": "preview"}).content.decode()
    assert page.count(SUNDANESE) >= 2  # in its field and in the preview
    client.post(reverse("content:write"), {**sent, "fact-cost": "Gratis"})
    post = Post.objects.get()
    page = client.get(reverse("content:edit", args=[post.pk])).content.decode()
    own = page.partition(f'name="own-{ayu_account.pk}"')[2].partition("</textarea>")[0]
    assert SUNDANESE not in own
    assert 'value="Gratis"' in page
    assert "Gratis" in client.get(reverse("content:post", args=[post.pk])).content.decode()
    assert '<option value="su" selected' in page


def test_what_is_missing_is_told_before_it_is_saved(ayu: User, ayu_account: Account) -> None:
    sent = typed(ayu_account, do="preview", **{f"wanted-{ayu_account.pk}": "en"})
    page = as_(ayu).post(reverse("content:write"), sent).content.decode()
    assert "(en)" in page


def test_rules_of_indonesian_leave_sundanese_alone_and_others_read_it(
    tree: dict[str, Unit], ayu_account: Account, ayu: User
) -> None:
    hard = "Pelayanan ini tidak dipungut biaya, NIK 3201014503900001"
    alone = checks.Texts("Pendek.", more=in_sundanese(ayu_account, hard))
    found = checks.findings(tree["cibinong"], alone, [ayu_account], day=DAY)
    names = {f.rule for name, f in found if name == "translation-su"}
    assert "personal-nik" in names
    assert not {name for name in names if name.startswith(("plain-", "service-"))}


def test_a_proposal_is_taken_in_a_translation(ayu: User, ayu_account: Account) -> None:
    actions.set_fields(ayu, ayu_account.unit, {"kontak": "0251"})
    sent = typed(ayu_account, do="preview", **{"translation-su": "Taros ka {{kontak}}"})
    page = as_(ayu).post(reverse("content:write"), sent).content.decode()
    sent["apply"] = key_of(page, "field-unfilled")
    page = as_(ayu).post("/kerja/tulis/periksa/", sent).content.decode()
    assert "Taros ka 0251</textarea>" in page
