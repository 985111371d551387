"""A wrong setting stops the start with one clear sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from sinergi.lib import env


def test_without_any_setting_the_defaults_stand() -> None:
    values = env.read({})
    assert values["SINERGI_BIND"] == ("127.0.0.1", 8000)
    assert values["SINERGI_HOME"] == Path("var").resolve()
    assert {"mastodon", "sandbox"} < set(values["SINERGI_NETWORKS"])
    assert env.read({"SINERGI_NETWORKS": "sandbox"})["SINERGI_NETWORKS"] == ("sandbox",)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SINERGI_BIND", "8000", "address:port"),
        ("SINERGI_BIND", "127.0.0.1:99999", "address:port"),
        ("SINERGI_BIND", "127.0.0.1:²", "address:port"),
        ("SINERGI_URL", "sinergi.example.go.id", "web address"),
        ("SINERGI_URL", "https://:443", "web address"),
        ("SINERGI_URL", "https://bogor.example.go.id:x", "web address"),
        ("SINERGI_URL", "https://bogor.example.go.id/sinergi", "below a path"),
        ("SINERGI_URL", "https://bogor.example.go.id/?a=b", "below a path"),
        ("SINERGI_HOSTS", "*", "host names"),
        ("SINERGI_HOSTS", "https://lain.example.go.id", "host names"),
        ("SINERGI_NETWORKS", "nope", "nope is not installed; installed are: "),
        ("SINERGI_PRIVATE_HOSTS", "bla", "10.1.2.0/24"),
        ("SINERGI_PRIVATE_HOSTS", "10.0.0.1,10.0.0.0/99", "10.1.2.0/24"),
        ("SINERGI_SECRET_KEY", "short", "at least 32"),
        ("SINERGI_AUDIT_KEY", "bad", "at least 32"),
        ("SINERGI_CREDENTIAL_KEYS", "bad", "Fernet key"),
        ("SINERGI_CREDENTIAL_KEYS", f"{'A' * 43}=,{'A' * 40}", "Fernet key"),
        ("SINERGI_TIME_ZONE", "Bogor", "time zone"),
        ("SINERGI_LANGUAGE", "jv", "one of: id, en"),
        ("SINERGI_WEB_PROCESSES", "many", "whole number from 1 to 64"),
        ("SINERGI_TRUST_PROXY", "perhaps", "yes or no"),
        ("DATABASE_URL", "mysql://here", "postgres://"),
        ("DATABASE_URL", "postgres://", "postgres://"),
        ("DATABASE_URL", "postgres://db.example.go.id:port/sinergi", "postgres://"),
        ("DATABASE_URL", "sqlite://", "postgres://"),
        ("DATABASE_URL", "sqlite://var/lib/sinergi.sqlite3", "three strokes"),
        ("REDIS_URL", "redis://", "then the server"),
        ("SINERGI_PROXY", "http://", "then the server"),
        ("SINERGI_EMAIL_URL", "http://mail", "smtp://"),
        ("SINERGI_EMAIL_URL", "smtp://", "then the server"),
        ("SINERGI_EMAIL_URL", "smtp://mail:post", "then the server"),
        ("SINERGI_EMAIL_FROM", "bla", "e-mail address"),
        ("SINERGI_EMAIL_FROM", "Sinergi <a@b.id>\nBcc: c@d.id", "one line"),
        ("SINERGI_HOME", "/etc/hostname", "a folder"),
    ],
)
def test_a_wrong_value_is_named_with_what_it_must_be(name: str, value: str, told: str) -> None:
    with pytest.raises(env.SettingError, match=f"^{name} is wrong") as caught:
        env.read({name: value})
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def read(**environ: str) -> dict[str, object]:
    """Read settings where every package is installed."""
    return env.read(environ, has=lambda _: True)


@pytest.mark.parametrize(
    ("name", "value", "read_as"),
    [
        ("SINERGI_URL", "https://bogor.example.go.id:8443/", "https://bogor.example.go.id:8443"),
        ("SINERGI_HOSTS", "lain.example.go.id, .desa.id", ("lain.example.go.id", ".desa.id")),
        ("SINERGI_PRIVATE_HOSTS", "10.1.2.3,fd00::/8", ("10.1.2.3", "fd00::/8")),
        (
            "SINERGI_CREDENTIAL_KEYS",
            f"{'A' * 43}=\n{'B' * 42}A=",
            (f"{'A' * 43}=", f"{'B' * 42}A="),
        ),
        ("SINERGI_EMAIL_FROM", "Sinergi <sinergi@bogor.id>", "Sinergi <sinergi@bogor.id>"),
        ("SINERGI_EMAIL_URL", "smtps://ayu:r%40h@mail.id", "smtps://ayu:r%40h@mail.id"),
        ("DATABASE_URL", "postgres:///sinergi", "postgres:///sinergi"),
        ("DATABASE_URL", "sqlite:////srv/s.sqlite3", "sqlite:////srv/s.sqlite3"),
        ("REDIS_URL", "redis://localhost", "redis://localhost"),
    ],
)
def test_a_good_value_is_read(name: str, value: str, read_as: object) -> None:
    assert read(**{name: value})[name] == read_as


@pytest.mark.parametrize(
    ("environ", "told"),
    [
        ({"SINERGI_JOBS": "redis"}, "SINERGI_JOBS is redis, but REDIS_URL is empty."),
        ({"SINERGI_OIDC_URL": "https://sso.id"}, "but SINERGI_OIDC_CLIENT is empty."),
        (
            {"SINERGI_OIDC_URL": "https://sso.id", "SINERGI_OIDC_CLIENT": "sinergi"},
            "but SINERGI_OIDC_SECRET is empty.",
        ),
        ({"SINERGI_OIDC_SECRET": "rahasia"}, "but SINERGI_OIDC_URL is empty."),
        ({"SINERGI_S3_REGION": "jkt"}, "but SINERGI_S3_BUCKET is empty."),
        (
            {"SINERGI_S3_BUCKET": "b", "SINERGI_S3_ACCESS_KEY": "k"},
            "but SINERGI_S3_SECRET_KEY is empty.",
        ),
    ],
)
def test_settings_that_need_each_other_are_told_together(
    environ: dict[str, str], told: str
) -> None:
    with pytest.raises(env.SettingError) as caught:
        read(**environ)
    assert str(caught.value).endswith(told)


@pytest.mark.parametrize(
    "environ",
    [
        {"SINERGI_S3_BUCKET": "b"},
        {"REDIS_URL": "redis://localhost"},
        {"REDIS_URL": "redis://localhost", "SINERGI_JOBS": "redis"},
    ],
)
def test_packages_that_a_setting_needs_must_be_there(environ: dict[str, str]) -> None:
    with pytest.raises(env.SettingError, match=r"packages .* missing.*grow\.txt"):
        env.read(environ, has=lambda _: False)


@pytest.mark.parametrize(
    ("environ", "url"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"SINERGI_BIND": "[::1]:8001"}, "http://[::1]:8001"),
        ({"SINERGI_URL": "https://bogor.id/"}, "https://bogor.id"),
    ],
)
def test_the_address_of_the_site_follows_from_the_settings(
    environ: dict[str, str], url: str
) -> None:
    assert env.site_url(env.read(environ)) == url


@pytest.mark.parametrize(
    ("bind", "host"), [("10.0.0.5:8000", "10.0.0.5"), ("[fd00::5]:8000", "[fd00::5]")]
)
def test_the_name_of_the_site_is_what_browsers_send(bind: str, host: str) -> None:
    assert env.site_host(env.read({"SINERGI_BIND": bind})) == host


@pytest.mark.parametrize("value", ["mysql://ayu:rahasia@here", "postgres://ayu:rahasia/@here/s"])
def test_a_secret_is_never_repeated_in_the_error(value: str) -> None:
    with pytest.raises(env.SettingError) as caught:
        env.read({"DATABASE_URL": value})
    assert "rahasia" not in str(caught.value)


def test_a_misspelt_setting_is_not_ignored() -> None:
    with pytest.raises(env.SettingError, match="SINERGI_BINDS is not a setting"):
        env.read({"SINERGI_BINDS": "127.0.0.1:8000"})


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    note = tmp_path / "key"
    note.write_text(f"{'rahasia' * 5}\n")
    assert env.read({"SINERGI_AUDIT_KEY_FILE": str(note)})["SINERGI_AUDIT_KEY"] == "rahasia" * 5


def test_a_file_that_holds_nothing_is_said() -> None:
    with pytest.raises(env.SettingError, match=r"SINERGI_SECRET_KEY_FILE .* holds nothing"):
        env.read({"SINERGI_SECRET_KEY_FILE": "/dev/null"})


def test_a_file_that_is_not_there_is_said() -> None:
    with pytest.raises(env.SettingError, match="SINERGI_AUDIT_KEY_FILE cannot be read"):
        env.read({"SINERGI_AUDIT_KEY_FILE": "/nowhere/at/all"})


def test_a_secret_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(env.SettingError, match="not both"):
        env.read({"SINERGI_AUDIT_KEY": "a", "SINERGI_AUDIT_KEY_FILE": str(tmp_path)})


def test_only_secrets_may_come_from_files() -> None:
    with pytest.raises(env.SettingError, match="SINERGI_BIND_FILE is not a setting"):
        env.read({"SINERGI_BIND_FILE": "/etc/hostname"})
