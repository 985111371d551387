"""A wrong setting stops the start with one clear sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from sinergi.lib import env


def test_without_any_setting_the_defaults_stand() -> None:
    values = env.read({})
    assert values["SINERGI_BIND"] == ("127.0.0.1", 8000)
    assert values["SINERGI_HOME"] == Path("var").resolve()
    assert values["SINERGI_NETWORKS"] == ("mastodon", "sandbox")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SINERGI_BIND", "8000", "address:port"),
        ("SINERGI_BIND", "127.0.0.1:99999", "address:port"),
        ("SINERGI_URL", "sinergi.example.go.id", "web address"),
        ("SINERGI_TIME_ZONE", "Bogor", "time zone"),
        ("SINERGI_LANGUAGE", "jv", "one of: id, en"),
        ("SINERGI_WEB_PROCESSES", "many", "whole number from 1 to 64"),
        ("SINERGI_TRUST_PROXY", "perhaps", "yes or no"),
        ("DATABASE_URL", "mysql://here", "postgres://"),
        ("SINERGI_EMAIL_URL", "http://mail", "smtp://"),
    ],
)
def test_a_wrong_value_is_named_with_what_it_must_be(name: str, value: str, told: str) -> None:
    with pytest.raises(env.SettingError, match=f"^{name} is wrong") as caught:
        env.read({name: value})
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_secret_is_never_repeated_in_the_error() -> None:
    with pytest.raises(env.SettingError) as caught:
        env.read({"DATABASE_URL": "mysql://ayu:rahasia@here"})
    assert "rahasia" not in str(caught.value)


def test_a_misspelt_setting_is_not_ignored() -> None:
    with pytest.raises(env.SettingError, match="SINERGI_BINDS is not a setting"):
        env.read({"SINERGI_BINDS": "127.0.0.1:8000"})


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    note = tmp_path / "key"
    note.write_text("sangat-rahasia\n")
    assert env.read({"SINERGI_AUDIT_KEY_FILE": str(note)})["SINERGI_AUDIT_KEY"] == "sangat-rahasia"


def test_a_file_that_is_not_there_is_said() -> None:
    with pytest.raises(env.SettingError, match="SINERGI_AUDIT_KEY_FILE cannot be read"):
        env.read({"SINERGI_AUDIT_KEY_FILE": "/nowhere/at/all"})


def test_a_secret_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(env.SettingError, match="not both"):
        env.read({"SINERGI_AUDIT_KEY": "a", "SINERGI_AUDIT_KEY_FILE": str(tmp_path)})


def test_only_secrets_may_come_from_files() -> None:
    with pytest.raises(env.SettingError, match="SINERGI_BIND_FILE is not a setting"):
        env.read({"SINERGI_BIND_FILE": "/etc/hostname"})
