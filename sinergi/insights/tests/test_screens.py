"""The screens of figures: what they show, and that Citra sees none of Ayu's."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from sinergi.conftest import person
from sinergi.insights import actions, queries, storing
from sinergi.insights.models import Import, Sample, Watch
from sinergi.insights.storing import Figure
from sinergi.insights.tests.conftest import Network, Sent, today_iso, work
from sinergi.networks import chaining
from sinergi.networks.chaining import Further
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.units.models import Role, Unit
from tests.support.workbooks import lines_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, name: str, *args: int, **query: str) -> str:
    answer = client.get(reverse(f"insights:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def keep(account: Account, *figures: Figure, source: str = "network") -> None:
    storing.keep(storing.plan(account, figures, source, now=timezone.now()))


@pytest.fixture
def measured(ayu_account: Account, sent: Sent) -> Delivery:
    """A post with figures, of an account with a history of two days."""
    now = timezone.now()
    post = sent("p1", now - timedelta(hours=5), text="=Layanan Sabtu tetap buka")
    keep(
        ayu_account,
        Figure("", "followers", 1200, now - timedelta(days=1)),
        Figure("", "followers", 1234, now - timedelta(hours=2)),
        Figure("p1", "likes", 30, now - timedelta(hours=2)),
        Figure("p1", "replies", 7, now - timedelta(hours=2)),
        Figure("p1", "reach", 500, now - timedelta(hours=2)),
        Figure("lain", "likes", 3, now - timedelta(hours=2)),
    )
    return post


def upload(client: Client, account: Account, content: bytes) -> str:
    """Choose a file; return the address of its next step."""
    file = SimpleUploadedFile("wawasan.csv", content, content_type="text/csv")
    answer = client.post(reverse("insights:bring"), {"account": account.pk, "file": file})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def filled(text: str) -> dict[str, str]:
    """Return what a page proposes to send back."""
    chosen = {
        name: (found[1] if (found := re.search(r'value="([^"]*)" selected', body)) else "")
        for name, body in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', text, re.DOTALL)
    }
    day = re.search(r'name="day" value="([^"]+)"', text)
    return {**chosen, "day": day[1] if day else "", "do": "check"}


def test_ayu_sees_figures_with_their_age_and_what_they_mean(
    measured: Delivery, ayu: User, ayu_account: Account
) -> None:
    listed = page(as_(ayu), "accounts")
    assert "1.234" in listed
    assert "2 jam yang lalu" in listed
    shown = page(as_(ayu), "account", ayu_account.pk)
    assert "(Suka 30 + Komentar 7) ÷" in shown
    assert "n = 1 dari 1" in shown
    assert "<svg viewBox" in shown
    assert "lain" in shown
    assert "<td" in shown


def test_an_account_of_which_nothing_is_known_shows_no_zero(
    ayu: User, ayu_account: Account
) -> None:
    shown = page(as_(ayu), "account", ayu_account.pk)
    assert "<b>0</b>" not in shown
    assert "Belum ada angka" in shown


def test_a_post_shows_every_definition_of_engagement_with_its_parts(
    measured: Delivery, ayu: User
) -> None:
    shown = page(as_(ayu), "post", measured.pk)
    assert "7,4 %" in shown
    assert shown.count("÷") == 2
    delivery = as_(ayu).get(reverse("content:delivery", args=[measured.pk])).content.decode()
    assert reverse("insights:post", args=[measured.pk]) in delivery


def test_parts_of_a_thread_are_measured_beside_the_post(
    measured: Delivery, network: Network, watch: Watch, ayu: User
) -> None:
    now = timezone.now()
    Delivery.objects.filter(pk=measured.pk).update(sent_at=now - timedelta(hours=2))
    (part,) = chaining.queue(measured, [Further("part", "Bawa KK asli")])
    Delivery.objects.filter(pk=part.pk).update(
        state="sent", sent_at=now - timedelta(hours=2), remote_id="p-2"
    )
    network.posts = {"p-2": {"likes": 123}}
    Watch.objects.update(next_look=now, posts_at=None)
    work(network, now)
    shown = page(as_(ayu), "post", measured.pk)
    assert "Bawa KK asli" in shown
    assert "<b>123</b>" in shown
    assert list(queries.measured_posts(measured.account)) == [measured]


def test_the_history_of_another_figure_can_be_chosen(measured: Delivery, ayu: User) -> None:
    assert 'angka=replies" aria-current="page"' in page(
        as_(ayu), "post", measured.pk, angka="replies"
    )


def test_the_download_holds_everything_and_no_formula(
    measured: Delivery, ayu: User, ayu_account: Account
) -> None:
    answer = as_(ayu).get(reverse("insights:download", args=[ayu_account.pk]))
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]  # a stream
    assert len(text.splitlines()) == 1 + Sample.objects.count()
    assert ",'=Layanan Sabtu" in text


def test_the_workbook_holds_the_same_with_numbers_and_moments(
    measured: Delivery, ayu: User, citra: User, ayu_account: Account
) -> None:
    url = reverse("insights:download", args=[ayu_account.pk, "xlsx"])
    head, *lines = lines_of(as_(ayu).get(url))
    assert len(lines) == Sample.objects.count()
    values, since = head.index("nilai"), head.index("dari")
    assert {type(line[values]) for line in lines} == {int}
    assert {type(line[since]) for line in lines} == {datetime}
    assert "=Layanan Sabtu tetap buka" in {line[head.index("teks")] for line in lines}
    assert as_(citra).get(url).status_code == 404


def test_an_operator_sees_accounts_but_no_posts(
    measured: Delivery, ayu_account: Account, tree: dict[str, Unit]
) -> None:
    oscar = as_(person("oscar", "Oscar", tree["cibinong"], Role.OPERATOR))
    assert "Layanan Sabtu" not in page(oscar, "account", ayu_account.pk)
    answer = oscar.get(reverse("insights:download", args=[ayu_account.pk]))
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]  # a stream
    assert "p1" not in text
    assert oscar.get(reverse("insights:post", args=[measured.pk])).status_code == 404
    assert oscar.get(reverse("insights:bring")).status_code == 403


def test_citra_sees_none_of_it(
    measured: Delivery, ayu: User, citra: User, ayu_account: Account
) -> None:
    found = actions.bring(ayu, ayu_account, b"tanggal,tautan,suka\n,,3\n", name="a.csv")
    client = as_(citra)
    assert "1.234" not in page(client, "accounts")
    for name, pk in (
        ("account", ayu_account.pk), ("download", ayu_account.pk),
        ("post", measured.pk), ("import", found.pk),
    ):  # fmt: skip
        assert client.get(reverse(f"insights:{name}", args=[pk])).status_code == 404
    assert (
        client.post(reverse("insights:import", args=[found.pk]), {"do": "drop"}).status_code == 404
    )
    file = SimpleUploadedFile("a.csv", b"a,b\n1,2\n")
    answer = client.post(reverse("insights:bring"), {"account": ayu_account.pk, "file": file})
    assert answer.status_code == 200
    assert Import.objects.count() == 1


def test_a_file_is_chosen_mapped_looked_at_and_brought_in(ayu: User, ayu_account: Account) -> None:
    client = as_(ayu)
    text = f"tanggal;tautan;suka;Catatan\n{today_iso()};https://sosial.example/p/9;1.008;x\n"
    step = upload(client, ayu_account, text.encode("utf-16"))
    proposed = filled(client.get(step).content.decode())
    assert proposed["column-0"] == "day"
    assert proposed["column-2"] == "metric:likes"
    looked = client.post(step, proposed).content.decode()
    assert "1.008" in looked
    assert 'value="import"' in looked
    assert not Sample.objects.exists()
    client.post(step, {"do": "import"})
    assert Sample.objects.get().value == 1008
    assert "Diimpor" in client.get(step).content.decode()
    client.post(step, {"do": "import"})
    assert Sample.objects.count() == 1
    assert "wawasan.csv" in page(client, "bring")


def test_wrong_lines_are_shown_with_their_number_and_cannot_be_brought_in(
    ayu: User, ayu_account: Account
) -> None:
    client = as_(ayu)
    step = upload(client, ayu_account, b"tanggal,tautan,suka\n,,3\n,,tiga\n")
    looked = client.post(step, filled(client.get(step).content.decode())).content.decode()
    assert "Baris 3" in looked
    assert 'value="import"' not in looked


def test_what_is_no_table_is_said_at_the_field(ayu: User, ayu_account: Account) -> None:
    file = SimpleUploadedFile("a.csv", b"halo")
    answer = as_(ayu).post(reverse("insights:bring"), {"account": ayu_account.pk, "file": file})
    assert 'id="errors"' in answer.content.decode()
    assert not Import.objects.exists()


def test_a_mapping_that_says_nothing_is_refused_and_kept(ayu: User, ayu_account: Account) -> None:
    client = as_(ayu)
    step = upload(client, ayu_account, b"A,B\n1,2\n")
    shown = client.post(step, {"day": "2026-01-02", "order": "mdy", "decimal": "dot"})
    assert 'id="errors"' in shown.content.decode()
    assert 'value="mdy" selected' in shown.content.decode()
    client.post(step, {"do": "import"})
    assert Import.objects.get().state == "open"
    client.post(step, {"do": "drop"})
    assert not Import.objects.exists()


def test_a_large_file_is_brought_in_by_a_job(ayu: User, ayu_account: Account) -> None:
    client = as_(ayu)
    lines = "".join(f",https://sosial.example/p/{n},{n}\n" for n in range(2001))
    step = upload(client, ayu_account, f"tanggal,tautan,suka\n{lines}".encode())
    client.post(step, filled(client.get(step).content.decode()))
    client.post(step, {"do": "import"})
    assert (Sample.objects.count(), DBTaskResult.objects.count()) == (0, 1)
    assert Import.objects.get().state == "running"
    assert "latar belakang" in client.get(step).content.decode()


def test_the_template_can_be_taken_and_brought(ayu: User, ayu_account: Account) -> None:
    client = as_(ayu)
    content = client.get(reverse("insights:template")).content
    step = upload(client, ayu_account, content.replace(b"https://", b"https://sosial.example/1"))
    looked = client.post(step, filled(client.get(step).content.decode())).content.decode()
    assert 'value="import"' in looked


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_screen_can_be_drawn_in_both_languages(
    measured: Delivery, ayu: User, ayu_account: Account, language: str
) -> None:
    ayu.language = language
    ayu.save()
    client = as_(ayu)
    drawn = [page(client, "accounts"), page(client, "account", ayu_account.pk)]
    drawn += [page(client, "post", measured.pk), page(client, "bring")]
    assert all(f'<html lang="{language}"' in text for text in drawn)
