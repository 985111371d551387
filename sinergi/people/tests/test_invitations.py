"""The link of an invitation: once, for a while, for whom it was meant."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.lib.text import No
from sinergi.people import invitations
from sinergi.people.models import Invitation, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

FILLED = {"name": "Fajar", "username": "Fajar-2", "password": "sangat-rahasia-9"}


@pytest.fixture
def link(ayu: User) -> str:
    return invite(ayu)


def invite(actor: User | None, email: str = "fajar@example.go.id") -> str:
    _, path = invitations.invite(actor, email=email, name="Fajar", purpose={}, now=timezone.now())
    return path


def test_a_new_person_joins_and_is_signed_in(link: str) -> None:
    client = Client()
    assert "Fajar" in client.get(link).content.decode()
    assert client.post(link, FILLED)["Location"] == "/kerja/"
    joined = User.objects.get(username="fajar-2")
    assert (joined.name, joined.email) == ("Fajar", "fajar@example.go.id")
    assert client.get("/kerja/").status_code == 200
    assert Invitation.objects.get().accepted_by == joined
    assert {"invitation.made", "invitation.accepted"} <= set(
        Entry.objects.values_list("verb", flat=True)
    )


def test_where_one_joined_is_a_device_one_can_sign_out(link: str) -> None:
    client = Client()
    client.post(link, FILLED)
    listed = UserSession.objects.get(user__username="fajar-2")
    assert listed.session_key == client.session.session_key


def test_a_link_works_once(link: str) -> None:
    Client().post(link, FILLED)
    again = Client()
    assert again.get(link).status_code == 404
    assert again.post(link, {**FILLED, "username": "lain"}).status_code == 404
    assert not User.objects.filter(username="lain").exists()


def test_two_who_open_a_link_at_once_do_not_both_join(link: str) -> None:
    seen = invitations.find(link.split("/")[-2])
    assert seen
    Client().post(link, FILLED)
    with pytest.raises(No):
        invitations.join(seen, username="kedua", name="Kedua", password="sangat-rahasia-9")
    assert not User.objects.filter(username="kedua").exists()


def test_an_old_link_no_longer_works(link: str) -> None:
    Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert Client().get(link).status_code == 404
    assert Client().post(link, FILLED).status_code == 404


def test_a_withdrawn_link_no_longer_works(ayu: User, link: str) -> None:
    invitations.withdraw(ayu, Invitation.objects.get())
    assert Client().get(link).status_code == 404


def test_a_guessed_link_does_not_exist(link: str) -> None:
    assert Client().get("/undangan/tebakan/").status_code == 404
    assert Client().get(link[:-2] + "/").status_code == 404


def test_the_link_itself_is_not_stored(link: str) -> None:
    token = link.split("/")[-2]
    assert token not in str(list(Invitation.objects.values()))
    assert token not in str(list(Entry.objects.values()))


def test_a_taken_name_or_a_weak_password_keeps_what_was_typed(link: str) -> None:
    for wrong in ({"username": "ayu"}, {"username": "AYU"}, {"password": "12345"}, {"name": ""}):
        answer = Client().post(link, {**FILLED, **wrong})
        assert answer.status_code == 200, wrong
        assert 'id="errors"' in answer.content.decode()
    assert not Invitation.objects.exclude(accepted=None).exists()


def test_a_user_name_with_a_space_is_refused_in_plain_words(link: str) -> None:
    page = Client().post(link, {**FILLED, "username": "Fajar Jaya"}).content.decode()
    assert "Hanya huruf, angka, dan tanda hubung, tanpa spasi." in page


def test_whoever_is_here_already_accepts_as_themselves_and_may_do_so_again(
    ayu: User, citra: User
) -> None:
    client = Client()
    client.force_login(citra)
    for email in ("citra@example.go.id", "lain@example.go.id"):
        link = invite(ayu, email)
        assert "Citra" in client.get(link).content.decode()
        assert client.post(link)["Location"] == "/kerja/"
    assert citra.invitations.count() == 2


def test_no_second_person_gets_the_address_of_somebody_here(ayu: User) -> None:
    link = invite(ayu, "AYU@example.go.id")
    answer = Client().post(link, FILLED)
    assert answer.status_code == 200
    assert User.objects.filter(email__iexact="ayu@example.go.id").count() == 1


def test_the_console_invites_too(db: None) -> None:
    assert Client().post(invite(None), FILLED)["Location"] == "/kerja/"
