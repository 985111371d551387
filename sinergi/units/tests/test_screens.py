"""The screens of offices: who may do what there, and that nothing typed is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.conftest import person
from sinergi.people import invitations
from sinergi.people.models import Invitation, User
from sinergi.units import actions, queries
from sinergi.units.models import Alias, Appointment, Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

Tree = dict[str, Unit]

FORMS = ("rename", "describe", "move", "close", "hours", "appoint", "invite")
POSTED = ("reopen", "add-alias")


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, name: str, *args: object) -> str:
    answer = as_(user).get(reverse(f"units:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def dewi(tree: Tree) -> User:
    """The coordinator of the regency."""
    return person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)


@pytest.fixture
def office(tree: Tree) -> Unit:
    return tree["cibinong"]


def test_the_list_is_a_tree_by_kinds(ayu: User, tree: Tree) -> None:
    shown = page(ayu, "list")
    assert "Kabupaten Bogor" in shown
    assert shown.index("Diskominfo") < shown.index("Cibinong") < shown.index("Ciomas")


def test_an_office_is_found_by_code_alias_former_name_and_place(ayu: User, tree: Tree) -> None:
    actions.add_alias(None, tree["ciomas"], "Ci Omas")
    actions.rename_unit(None, tree["cibinong"], name="Cibinong Raya")
    actions.add_unit(
        None, code="32.01.29.2001", name="Pabuaran", kind="village", parent=tree["ciomas"]
    )
    client, url = as_(ayu), reverse("units:list")
    found = {
        asked: client.get(url, {"q": asked}).content.decode()
        for asked in ("32.01.29.2001", "ci omas", "cibinong", "pabuaran ciomas", "tiada", "%", "\0")
    }
    assert "Pabuaran" in found["32.01.29.2001"]
    assert "Ciomas" in found["ci omas"]
    assert "Cibinong Raya" in found["cibinong"]
    assert "Pabuaran" in found["pabuaran ciomas"]
    assert '<li><a class="row"' not in found["tiada"]


def test_a_closed_office_is_found_only_when_asked_for(dewi: User, tree: Tree) -> None:
    actions.close_unit(dewi, tree["ciomas"], on=timezone.localdate() - timedelta(days=1))
    client, url = as_(dewi), reverse("units:list")
    assert "Ciomas" not in client.get(url, {"q": "32.01.29"}).content.decode()
    assert "Ciomas" in client.get(url, {"q": "32.01.29", "closed": "1"}).content.decode()


def test_five_hundred_offices_fit_on_a_phone(ayu: User, tree: Tree) -> None:
    for number in range(150):
        code = f"32.01.01.{2000 + number}"
        actions.add_unit(
            None, code=code, name=f"Desa {number}", kind="village", parent=tree["cibinong"]
        )
    client = as_(ayu)
    assert "Desa 77" not in client.get(reverse("units:list")).content.decode()
    assert "150" in client.get(reverse("units:list")).content.decode()
    found = client.get(reverse("units:list"), {"q": "Desa"}).content.decode()
    assert found.count('<a class="row"') == 100
    with_all = client.get(reverse("units:unit", args=[tree["cibinong"].pk])).content.decode()
    assert "Desa 77" in with_all


@pytest.mark.parametrize("code", ["32.01.01", "32.01/A"])
def test_an_office_names_its_feed_until_it_is_closed(ayu: User, office: Unit, code: str) -> None:
    Unit.objects.filter(pk=office.pk).update(code=code)
    assert f'href="/umpan/{code}.atom"' in page(ayu, "unit", office.pk)
    assert Client().get(f"/umpan/{code}.atom").status_code == 200
    Unit.objects.filter(pk=office.pk).update(valid_to=timezone.localdate() - timedelta(days=1))
    assert "/umpan/" not in page(ayu, "unit", office.pk)


def test_one_office_shows_its_names_hours_and_roles(
    ayu: User, dewi: User, office: Unit, tree: Tree
) -> None:
    actions.rename_unit(
        dewi, office, name="Cibinong Raya", until=date(2026, 6, 30), basis="Perbup 9"
    )
    actions.add_alias(dewi, office, "Ci Binong")
    actions.set_hours(dewi, office, hours={"mon": [["08:00", "12:00"]]})
    person("eka", "Eka", tree["cibinong"], Role.LEADER)
    Appointment.objects.filter(user=ayu).update(decree="SK 12/2026", basis="Perbup 7")
    shown = page(ayu, "unit", office.pk)
    for text in ("Perbup 9", "Ci Binong", "08.00-12.00", "SK 12/2026", "Perbup 7", "Eka", "Dewi"):
        assert text in shown, text


def test_citra_sees_the_office_but_neither_its_people_nor_its_forms(
    citra: User, ayu: User, dewi: User, office: Unit
) -> None:
    Appointment.objects.filter(user=ayu).update(decree="SK 12/2026")
    actions.add_alias(dewi, office, "Ci Binong")
    shown = page(citra, "unit", office.pk)
    assert "SK 12/2026" not in shown
    assert reverse("units:rename", args=[office.pk]) not in shown
    client = as_(citra)
    for name in FORMS:
        url = reverse(f"units:{name}", args=[office.pk])
        assert client.get(url).status_code == 403, name
        assert client.post(url, {"name": "x", "on": "2026-01-01"}).status_code == 403, name
    for name in POSTED:
        url = reverse(f"units:{name}", args=[office.pk])
        assert client.post(url, {"name": "x"}).status_code == 403, name


def test_citra_gets_404_for_what_hangs_on_an_office_of_others(
    citra: User, ayu: User, dewi: User, office: Unit
) -> None:
    actions.add_alias(dewi, office, "Ci Binong")
    invitation, _ = invitations.invite(
        dewi, email="f@example.go.id", name="Fajar", purpose={"unit": office.pk, "role": "admin"},
        now=timezone.now(),
    )  # fmt: skip
    client = as_(citra)
    things = {
        "end": ayu.appointments.get().pk,
        "remove-alias": Alias.objects.get().pk,
        "withdraw": invitation.pk,
    }
    for name, pk in things.items():
        assert client.post(reverse(f"units:{name}", args=[pk])).status_code == 404, name
        assert client.post(reverse(f"units:{name}", args=[10**17])).status_code == 404, name
    assert ayu.appointments.get().ended is None
    assert Alias.objects.exists()


@pytest.mark.parametrize("role", [Role.ADMIN, Role.APPROVER, Role.LEADER, Role.AUDITOR])
def test_roles_without_the_verb_change_nothing(role: str, tree: Tree, office: Unit) -> None:
    client = as_(person("gita", "Gita", tree["regency"], role))
    for name in FORMS:
        assert client.get(reverse(f"units:{name}", args=[office.pk])).status_code == 403
    for name in ("add", "import"):
        assert client.get(reverse(f"units:{name}")).status_code == 403
        assert client.post(reverse(f"units:{name}"), {"held": "x"}).status_code == 403


@pytest.mark.parametrize("name", ["list", "add", "import"])
def test_signed_out_one_is_asked_to_sign_in(db: None, name: str) -> None:
    assert Client().get(reverse(f"units:{name}")).status_code == 302


@pytest.mark.parametrize("name", FORMS)
def test_every_form_opens_and_keeps_what_was_typed(dewi: User, office: Unit, name: str) -> None:
    client, url = as_(dewi), reverse(f"units:{name}", args=[office.pk])
    assert client.get(url).status_code == 200
    bad = {"name": "", "kind": "x", "parent": "x", "on": "besok", "mode": "own", "mon": "pagi"}
    answer = client.post(url, {**bad, "person": "tiada", "role": "x", "email": "x"})
    assert answer.status_code == 200
    assert 'id="errors"' in answer.content.decode()


def test_an_office_is_added_renamed_moved_closed_and_opened(dewi: User, tree: Tree) -> None:
    client = as_(dewi)
    data = {"parent": tree["cibinong"].pk, "name": "Karadenan", "kind": "urban_village"}
    data["code"] = "32.01.01.1002"
    assert client.post(reverse("units:add"), data).status_code == 302
    made = Unit.objects.get(code="32.01.01.1002")
    assert made.path == f"{tree['cibinong'].path}{made.pk}."
    again = client.post(reverse("units:add"), data)
    assert again.status_code == 200
    assert "Karadenan" in again.content.decode()

    def do(name: str, /, **values: object) -> None:
        assert client.post(reverse(f"units:{name}", args=[made.pk]), values).status_code == 302

    do("rename", name="Karadenan Baru", until="2026-06-30", basis="Perda 3/2026")
    do("describe", kind="village", short="Kdn", valid_from="2020-01-02")
    do("move", parent=tree["ciomas"].pk)
    do("add-alias", name="Kara Denan")
    do("close", on="2026-11-30")
    made.refresh_from_db()
    assert (made.name, made.kind, made.short) == ("Karadenan Baru", "village", "Kdn")
    assert made.path.startswith(tree["ciomas"].path)
    assert made.valid_to == date(2026, 11, 30)
    assert made.former_names.get().name == "Karadenan"
    do("reopen")
    assert not Unit.objects.filter(pk=made.pk).exclude(valid_to=None).exists()
    told = set(Entry.objects.filter(actor_id=dewi.pk).values_list("verb", flat=True))
    assert {"unit.added", "unit.renamed", "unit.moved", "unit.closed", "unit.reopened"} <= told


def test_an_office_is_put_only_where_one_may_edit(tree: Tree) -> None:
    local = person("hadi", "Hadi", tree["cibinong"], Role.COORDINATOR)
    data = {"parent": tree["ciomas"].pk, "name": "X", "kind": "other", "code": "x"}
    assert as_(local).post(reverse("units:add"), data).status_code == 200
    assert not Unit.objects.filter(code="x").exists()
    move = reverse("units:move", args=[tree["cibinong"].pk])
    assert as_(local).post(move, {"parent": tree["ciomas"].pk}).status_code == 200
    tree["cibinong"].refresh_from_db()
    assert tree["cibinong"].parent == tree["regency"]


def test_a_refusal_of_a_rule_is_told_on_the_page(dewi: User, tree: Tree) -> None:
    url = reverse("units:close", args=[tree["regency"].pk])
    answer = as_(dewi).post(url, {"on": "2026-11-30"})
    assert answer.status_code == 200
    assert "Kabupaten Bogor" in answer.content.decode()
    assert Unit.objects.get(pk=tree["regency"].pk).valid_to is None


def test_hours_are_read_as_people_write_them(dewi: User, office: Unit) -> None:
    client, url = as_(dewi), reverse("units:hours", args=[office.pk])
    typed = {"mode": "own", "mon": "7.30-12.00, 13:00 – 16:00", "sat": "08.00-12.00"}
    assert client.post(url, typed).status_code == 302
    office.refresh_from_db()
    assert office.hours == {
        "mon": [["07:30", "12:00"], ["13:00", "16:00"]],
        "sat": [["08:00", "12:00"]],
    }
    for wrong in ("25.00-26.00", "12.00-08.00", "08.00", "08.00-12.00, 11.00-13.00"):
        answer = client.post(url, {"mode": "own", "mon": wrong})
        assert answer.status_code == 200, wrong
        assert wrong in answer.content.decode()
    assert client.post(url, {"mode": "own"}).status_code == 200
    assert client.post(url, {"mode": "always"}).status_code == 302
    office.refresh_from_db()
    assert office.always_open
    assert client.post(url, {"mode": "inherit"}).status_code == 302
    office.refresh_from_db()
    assert (office.hours, office.always_open) == ({}, False)


def test_a_coordinator_gives_and_ends_a_role_with_its_decree(
    dewi: User, citra: User, office: Unit
) -> None:
    client, url = as_(dewi), reverse("units:appoint", args=[office.pk])
    data = {"person": "CITRA@example.go.id", "role": "approver", "valid_from": "2026-11-01"}
    data |= {"valid_to": "2027-10-31", "decree": "480/12/Kpts", "basis": "Perbup 7/2026"}
    assert client.post(url, data).status_code == 302
    made = Appointment.objects.get(user=citra, unit=office)
    assert (made.role, made.decree, made.valid_to) == (
        "approver",
        "480/12/Kpts",
        date(2027, 10, 31),
    )
    assert client.post(url, data).status_code == 200  # twice
    end = reverse("units:end", args=[made.pk])
    assert client.get(end).status_code == 200
    assert client.post(end, {"on": "2026-10-01"}).status_code == 200  # before the first day
    assert client.post(end, {"on": ""}).status_code == 302
    assert not queries.may(User.objects.get(pk=citra.pk), "post.approve", office.pk)


def test_nobody_gives_or_ends_a_role_beyond_their_own(dewi: User, tree: Tree, citra: User) -> None:
    operator = person("indra", "Indra", tree["regency"], Role.OPERATOR)
    auditor = person("joko", "Joko", tree["cibinong"], Role.AUDITOR)
    url = reverse("units:appoint", args=[tree["cibinong"].pk])
    for giver, role in ((operator, "coordinator"), (operator, "admin"), (dewi, "auditor")):
        data = {"person": "citra", "role": role, "valid_from": "2026-11-01"}
        assert as_(giver).post(url, data).status_code == 200
        invite = reverse("units:invite", args=[tree["cibinong"].pk])
        as_(giver).post(invite, {"name": "X", "email": "x@example.go.id", "role": role})
    assert not Appointment.objects.filter(user=citra, unit=tree["cibinong"]).exists()
    assert not Invitation.objects.exists()
    end = reverse("units:end", args=[auditor.appointments.get().pk])
    assert as_(dewi).post(end, {}).status_code == 403


def test_whoever_accepts_an_invitation_has_the_role(dewi: User, office: Unit) -> None:
    url = reverse("units:invite", args=[office.pk])
    data = {"name": "Fajar", "email": "fajar@example.go.id", "role": "admin", "decree": "SK 5"}
    shown = as_(dewi).post(url, {**data, "valid_to": "2099-12-31"}).content.decode()
    path = shown.split('id="invitation">')[1].split("<")[0].removeprefix("http://127.0.0.1:8000")
    assert "fajar@example.go.id" in page(dewi, "unit", office.pk)
    joining = Client()
    assert joining.get(path).status_code == 200
    filled = {"name": "Fajar", "username": "fajar", "password": "sangat-rahasia-9"}
    assert joining.post(path, filled).status_code == 302
    made = Appointment.objects.get(user__username="fajar")
    assert (made.unit, made.role, made.decree) == (office, "admin", "SK 5")
    assert made.valid_to == date(2099, 12, 31)
    assert joining.get(reverse("units:unit", args=[office.pk])).status_code == 200


def test_a_withdrawn_invitation_is_gone_from_the_page_and_useless(dewi: User, office: Unit) -> None:
    invitation, path = invitations.invite(
        dewi, email="f@example.go.id", name="Fajar", purpose={"unit": office.pk, "role": "admin"},
        now=timezone.now(),
    )  # fmt: skip
    assert as_(dewi).post(reverse("units:withdraw", args=[invitation.pk])).status_code == 302
    assert "f@example.go.id" not in page(dewi, "unit", office.pk)
    assert Client().get(path).status_code == 404


def test_an_invitation_of_somebody_who_lost_the_right_gives_nothing(
    dewi: User, office: Unit
) -> None:
    _, path = invitations.invite(
        dewi, email="f@example.go.id", name="Fajar", purpose={"unit": office.pk, "role": "admin"},
        now=timezone.now(),
    )  # fmt: skip
    actions.end_appointment(dewi, dewi.appointments.get())
    filled = {"name": "Fajar", "username": "fajar", "password": "sangat-rahasia-9"}
    answer = Client().post(path, filled)
    assert answer.status_code == 200
    assert not User.objects.filter(username="fajar").exists()
    assert Invitation.objects.get().accepted is None


def test_every_page_speaks_english_too(dewi: User, office: Unit) -> None:
    User.objects.filter(pk=dewi.pk).update(language="en")
    dewi.refresh_from_db()
    assert "Who works here" in page(dewi, "unit", office.pk)


def test_an_auditor_reads_the_log_of_their_offices_in_words(tree: Tree, ayu: User) -> None:
    joko = person("joko", "Joko", tree["cibinong"], Role.AUDITOR)
    actions.rename_unit(None, tree["cibinong"], name="Cibinong Raya")
    actions.rename_unit(None, tree["ciomas"], name="Ciomas Raya")
    assert reverse("units:log", args=[tree["cibinong"].pk]) in page(
        joko, "unit", tree["cibinong"].pk
    )
    shown = page(joko, "log", tree["cibinong"].pk)
    assert "Kantor: berganti nama" in shown
    assert "Cibinong Raya" in shown
    assert "Ciomas" not in shown
    assert as_(joko).get(reverse("units:log", args=[tree["ciomas"].pk])).status_code == 403
    assert as_(joko).get(reverse("units:log", args=[tree["regency"].pk])).status_code == 403


def test_the_log_of_everything_has_pages_and_acts_of_no_office(tree: Tree) -> None:
    eka = person("eka", "Eka", tree["regency"], Role.AUDITOR)
    for number in range(60):
        actions.add_alias(None, tree["ciomas"], f"Ejaan {number}")
    client, url = as_(eka), reverse("units:log", args=[tree["regency"].pk])
    newest = client.get(url).content.decode()
    assert "ejaan lain ditambahkan" in newest
    oldest = client.get(url, {"before": 51}).content.decode()
    assert "Kabupaten Bogor" in oldest
    assert client.get(url, {"before": "x"}).status_code == 404
    assert f"{url}?before=" in newest


def test_ayu_and_citra_read_no_log(tree: Tree, ayu: User, citra: User) -> None:
    for user in (ayu, citra):
        for office in (tree["cibinong"], tree["ciomas"], tree["regency"]):
            assert as_(user).get(reverse("units:log", args=[office.pk])).status_code == 403
