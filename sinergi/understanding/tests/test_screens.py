"""The screens of language: who opens them, what they keep, and that Citra opens none of Ayu's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from sinergi.conftest import person
from sinergi.language.rules import parsing
from sinergi.people.models import User
from sinergi.understanding import actions, learned, queries
from sinergi.understanding.actions import training
from sinergi.understanding.models import Label, OfficeModel, Round, RuleSet, Text
from sinergi.understanding.tests.conftest import Put, as_, read_all
from sinergi.understanding.tests.invented import labelled
from sinergi.units import actions as units
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def page(user: User, url: str) -> str:
    answer = as_(user).get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_office_without_labels_is_told_how_to_begin(ayu: User) -> None:
    assert "Belum ada yang melabeli" in page(ayu, reverse("understanding:overview"))


def test_every_office_one_looks_after_is_led_to(
    dewi: User, ayu: User, tree: dict[str, Unit]
) -> None:
    for number in range(12):
        code, parent = f"32.01.01.20{number:02}", tree["cibinong"]
        units.add_unit(None, code=code, name=code, kind=Unit.Kind.VILLAGE, parent=parent)
    shown, mine = page(dewi, reverse("understanding:overview")), queries.offices_for(dewi)
    assert all(f'"{reverse("understanding:office", args=[one.pk])}"' in shown for one in mine[1:])


def test_training_is_offered_from_enough_labels_on(
    dewi: User, ayu: User, tree: dict[str, Unit]
) -> None:
    url = reverse("understanding:office", args=[tree["cibinong"].pk])
    offer = re.compile('<button[^>]* name="head" value="topic"')
    shown = page(dewi, url)
    assert "Bisa dilatih mulai dari 30 label." in shown
    assert not offer.search(shown)
    labelled(ayu, tree["cibinong"], 60)
    assert offer.search(page(dewi, url))


def test_the_menu_leads_those_there_who_may(ayu: User, budi: User, dewi: User) -> None:
    url = reverse("understanding:overview")
    assert url in page(ayu, reverse("desk:menu"))
    assert url in page(dewi, reverse("desk:menu"))
    assert url not in page(budi, reverse("desk:menu"))
    assert as_(budi).get(url).status_code == 403


def test_ayu_labels_a_round_by_single_keys(put: Put, ayu: User, tree: dict[str, Unit]) -> None:
    put("Jalan depan pasar rusak parah")
    put("Sampah menumpuk di gang melati")
    read_all()
    client, office = as_(ayu), tree["cibinong"].pk
    begun = client.post(
        reverse("understanding:begin-round", args=[office]), {"head": "topic", "size": "25"}
    )
    url = reverse("understanding:round", args=[Round.objects.get().pk])
    assert begun.headers["location"] == url
    shown = page(ayu, url)
    assert 'data-digit="1"' in shown
    assert 'data-digit="0"' in shown
    first, second = (pk for pk, _ in Round.objects.get().chosen)
    client.post(url, {"text": first, "label": "roads"})
    client.post(url, {"text": second, "do": "skip"})
    assert Label.objects.get().source == "round"
    assert "Putaran selesai" in page(ayu, url)


def test_rules_with_wrong_lines_keep_what_was_typed(dewi: User, tree: dict[str, Unit]) -> None:
    url = reverse("understanding:topics", args=[tree["cibinong"].pk])
    assert "[roads]" in page(dewi, url)
    typed = "[odong] Odong-odong\nodong* = banyak\n"
    answer = as_(dewi).post(url, {"text": typed, "seen": "0"}).content.decode()
    assert "Baris 2" in answer
    assert "bukan bobot" in answer
    assert "odong* = banyak" in answer
    assert not RuleSet.objects.exists()


def test_rules_are_kept_and_dropped(dewi: User, tree: dict[str, Unit]) -> None:
    url = reverse("understanding:topics", args=[tree["cibinong"].pk])
    typed = "[odong] Odong-odong\nodong* = 3\n"
    as_(dewi).post(url, {"text": typed, "seen": "0"})
    assert RuleSet.objects.get().version == 1
    late = as_(dewi).post(url, {"text": typed, "seen": "0"}).content.decode()
    assert 'id="errors"' in late
    as_(dewi).post(url, {"do": "drop"})
    assert not RuleSet.objects.exists()


def test_the_overview_tells_how_far_two_people_agree(
    put: Put, ayu: User, dewi: User, tree: dict[str, Unit]
) -> None:
    for topic in ("roads", "waste", "waste"):
        text = put(f"Jalan {topic} rusak")
        actions.label(ayu, text, head="topic", label=topic)
        actions.label(dewi, text, head="topic", label=topic)
    url = reverse("understanding:office", args=[tree["cibinong"].pk])
    assert "sama pada 100,0 % dari 3 teks; kappa Cohen 1,0" in page(dewi, url)


def test_a_file_is_looked_at_and_then_comes_in(dewi: User, tree: dict[str, Unit]) -> None:
    url = reverse("understanding:import", args=[tree["cibinong"].pk])

    def send(**more: str) -> str:
        file = SimpleUploadedFile("label.csv", b"teks;topik;nama\nJalan rusak;roads;Siti\n")
        return as_(dewi).post(url, {"file": file, **more}, follow=True).content.decode()

    assert "nama" in send(dry_run="on")
    assert not Text.objects.exists()
    assert "1 label masuk" in send()
    assert Label.objects.get().label == "roads"


def test_a_model_is_trained_promoted_and_taken_back(
    dewi: User, ayu: User, tree: dict[str, Unit]
) -> None:
    office = tree["cibinong"]
    labelled(ayu, office)
    client = as_(dewi)
    client.post(reverse("understanding:train", args=[office.pk]), {"head": "topic"})
    model = OfficeModel.objects.get()
    url = reverse("understanding:model", args=[model.pk])
    begun = page(dewi, url)
    assert "load delay:4s" in begun
    assert 'hx-select-oob="#told"' in begun
    assert "0/?" not in begun
    training.train(model, learned.fit)
    shown = page(dewi, url)
    assert begun.count('id="told"') == shown.count('id="told"') == 1
    assert "Uji beku" in shown
    assert "Label yang perlu dilihat lagi" in shown
    suspect = model.__class__.objects.get().figures["suspects"][0]["text"]
    assert reverse("understanding:text", args=[suspect]) in shown
    words = Text.objects.get(pk=suspect).text[:40]
    assert words in shown
    assert words not in page(person("opi", "Opi", office, Role.OPERATOR), url)
    client.post(reverse("understanding:promote", args=[model.pk]))
    assert OfficeModel.objects.get().state == "active"
    overview = page(dewi, reverse("understanding:office", args=[office.pk]))
    assert "Versi 1" in overview
    client.post(reverse("understanding:roll-back", args=[office.pk]), {"head": "topic"})
    assert OfficeModel.objects.get().state == "retired"


def test_a_refused_model_shows_both_figures(dewi: User, ayu: User, tree: dict[str, Unit]) -> None:
    labelled(ayu, tree["cibinong"])
    model = training.begin_training(dewi, tree["cibinong"], head="topic")
    training.train(model, learned.fit)
    model.refresh_from_db()
    model.figures["frozen"]["before"]["f1"] = 0.9999
    model.figures["frozen"]["new"]["f1"] = 0.5
    model.state = "refused"
    model.save()
    shown = page(dewi, reverse("understanding:model", args=[model.pk]))
    assert "Uji beku turun: 50,0 setelah 100,0 %" in shown
    assert reverse("understanding:promote", args=[model.pk]) not in shown


def test_many_labels_are_shown_as_a_list_of_mistakes(
    dewi: User, ayu: User, tree: dict[str, Unit]
) -> None:
    labelled(ayu, tree["cibinong"])
    model = training.begin_training(dewi, tree["cibinong"], head="topic")
    training.train(model, learned.fit)
    model.refresh_from_db()
    names = [f"t{n}" for n in range(9)]
    rows = [[5 if a == b else int(b == "t8") for b in names] for a in names]
    model.figures["confusion"] = {"labels": names, "rows": rows}
    model.save()
    shown = page(dewi, reverse("understanding:model", args=[model.pk]))
    assert "t0 dikira t8: 1" in shown


def test_a_suspect_is_opened_and_corrected(ayu: User, put: Put) -> None:
    text = put("Jalan rusak di gang melati")
    read_all()
    url = reverse("understanding:text", args=[text.pk])
    assert "Belum ada yang berpendapat" in page(ayu, url)
    as_(ayu).post(url, {"topic": "roads"})
    assert "Ayu" in page(ayu, url)


def test_every_word_of_a_wrong_line_is_translated() -> None:
    said = re.findall(
        r'\.wrong\([^"]*say\("([^"]+)"', Path(str(parsing.__file__)).read_text("utf-8")
    )
    assert len(said) >= 9
    with translation.override("id"):
        assert [word for word in said if gettext(word) == word] == []


def test_a_wrong_topic_is_told_and_not_thanked_for(put: Put, ayu: User) -> None:
    url = reverse("understanding:text", args=[put("Jalan rusak").pk])
    told = as_(ayu).post(url, {"topic": ""}, follow=True).content.decode()
    assert "Pilih apa ini" in told
    assert "Terima kasih" not in told
    assert not Label.objects.exists()
