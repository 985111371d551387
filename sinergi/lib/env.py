"""The settings of an installation, read from the environment and checked once, at the start.

``SETTINGS`` is the only list; docs/settings.md is compared with it by a test. A secret may also
come from a file: ``NAME_FILE`` holds its path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class SettingError(Exception):
    """A setting is wrong. The message is one sentence a person can act on."""


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    parse: Callable[[str], Any]
    default: str
    help: str
    secret: bool = False


def text(value: str) -> str:
    return value.strip()


def words(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def yes(value: str) -> bool:
    known = {
        "1": True,
        "true": True,
        "yes": True,
        "0": False,
        "false": False,
        "no": False,
        "": False,
    }
    if value.strip().lower() not in known:
        raise ValueError("it must be yes or no")
    return known[value.strip().lower()]


def count(low: int, high: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        if not value.strip().isdigit() or not low <= int(value) <= high:
            raise ValueError(f"it must be a whole number from {low} to {high}")
        return int(value)

    return parse


def bind(value: str) -> tuple[str, int]:
    host, _, port = value.strip().rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError("it must be address:port, for example 127.0.0.1:8000")
    return host.strip("[]"), int(port)


def web_address(value: str) -> str:
    parts = urlsplit(value.strip())
    if value.strip() and (parts.scheme not in {"http", "https"} or not parts.netloc):
        raise ValueError("it must be a web address, for example https://sinergi.example.go.id")
    return value.strip().rstrip("/")


def one_of(*choices: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value.strip() not in choices:
            raise ValueError(f"it must be one of: {', '.join(choices)}")
        return value.strip()

    return parse


def zone(value: str) -> str:
    try:
        ZoneInfo(value.strip())
    except (ZoneInfoNotFoundError, ValueError) as e:
        raise ValueError("it must be a time zone name, for example Asia/Jakarta") from e
    return value.strip()


def url_of(*schemes: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value.strip() and urlsplit(value.strip()).scheme not in schemes:
            raise ValueError(f"it must start with {' or '.join(s + '://' for s in schemes)}")
        return value.strip()

    return parse


def folder(value: str) -> Path:
    return Path(value.strip()).expanduser().resolve()


SETTINGS: tuple[Setting, ...] = (
    Setting("SINERGI_HOME", folder, "var", "Folder of the database, media and keys."),
    Setting("SINERGI_BIND", bind, "127.0.0.1:8000", "Address and port the web server listens on."),
    Setting(
        "SINERGI_URL", web_address, "",
        "Address people use in their browser. Empty: http:// and SINERGI_BIND. "
        "With https, cookies are marked secure and HSTS is sent.",
    ),
    Setting(
        "SINERGI_HOSTS", words, "",
        "Further host names the web server answers to, separated by commas.",
    ),
    Setting(
        "DATABASE_URL", url_of("sqlite", "postgres", "postgresql"), "",
        "Database. Empty: SQLite in SINERGI_HOME. Else postgres://user:password@host:port/name.",
        secret=True,
    ),
    Setting(
        "REDIS_URL", url_of("redis", "rediss"), "",
        "Redis for cache, throttling and, with SINERGI_JOBS=redis, jobs. Empty: the database.",
        secret=True,
    ),
    Setting("SINERGI_JOBS", one_of("database", "redis"), "database", "Where general jobs queue."),
    Setting(
        "SINERGI_NETWORKS", words, "mastodon,sandbox",
        "Connectors that may be used, separated by commas. Installed is not enabled.",
    ),
    Setting(
        "SINERGI_PRIVATE_HOSTS", words, "",
        "Private addresses or networks (CIDR) that connectors may contact nevertheless, "
        "separated by commas. Everything private is refused otherwise.",
    ),
    Setting(
        "SINERGI_PROXY", url_of("http", "https"), "", "Proxy for outgoing requests.", secret=True,
    ),
    Setting("SINERGI_TIME_ZONE", zone, "Asia/Jakarta", "Time zone of the offices."),
    Setting("SINERGI_LANGUAGE", one_of("id", "en"), "id", "Language before a person chooses one."),
    Setting("SINERGI_WEB_PROCESSES", count(1, 64), "1", "Web server processes."),
    Setting("SINERGI_WEB_THREADS", count(1, 64), "4", "Threads in each web server process."),
    Setting("SINERGI_WORK_THREADS", count(1, 256), "32", "Requests to networks at the same time."),
    Setting(
        "SINERGI_API_RATE", count(1, 1_000_000), "600",
        "Requests a minute that one API token may make: in each web process, or in all together "
        "with REDIS_URL.",
    ),
    Setting(
        "SINERGI_SECRET_KEY", text, "",
        "Signs sessions. Empty: the key that `sinergi init` made in SINERGI_HOME/keys.",
        secret=True,
    ),
    Setting(
        "SINERGI_CREDENTIAL_KEYS", words, "",
        "Encrypt the credentials of accounts, newest first, separated by commas. "
        "Empty: the keys in SINERGI_HOME/keys.",
        secret=True,
    ),
    Setting(
        "SINERGI_AUDIT_KEY", text, "",
        "Seals the audit log. Empty: the key in SINERGI_HOME/keys.",
        secret=True,
    ),
    Setting(
        "SINERGI_EMAIL_URL", url_of("smtp", "smtps", "console"), "console://",
        "Mail server: smtp://user:password@host:port (STARTTLS) or smtps://… . "
        "console:// writes mail to the log.",
        secret=True,
    ),
    Setting("SINERGI_EMAIL_FROM", text, "sinergi@localhost", "Sender of e-mail."),
    Setting("SINERGI_S3_BUCKET", text, "", "Bucket for media. Empty: files in SINERGI_HOME/media."),
    Setting("SINERGI_S3_ENDPOINT", web_address, "", "Address of the S3-compatible storage."),
    Setting("SINERGI_S3_REGION", text, "", "Region of the bucket."),
    Setting("SINERGI_S3_ACCESS_KEY", text, "", "Access key of the bucket.", secret=True),
    Setting("SINERGI_S3_SECRET_KEY", text, "", "Secret key of the bucket.", secret=True),
    Setting(
        "SINERGI_OIDC_URL", web_address, "",
        "OpenID Connect provider for sign-in. Empty: none.",
    ),
    Setting("SINERGI_OIDC_NAME", text, "SSO", "Name of the provider on the sign-in page."),
    Setting("SINERGI_OIDC_CLIENT", text, "", "Client id at the provider."),
    Setting("SINERGI_OIDC_SECRET", text, "", "Client secret at the provider.", secret=True),
    Setting(
        "SINERGI_TRUST_PROXY", yes, "no",
        "Believe X-Forwarded-For and X-Forwarded-Proto: only behind a proxy that sets them.",
    ),
    Setting(
        "SINERGI_LOG", one_of("debug", "info", "warning", "error"), "info",
        "How much is written to the log.",
    ),
)  # fmt: skip


def read(environ: Mapping[str, str]) -> dict[str, Any]:
    """Return every setting by name, parsed. Raises SettingError for the first that is wrong."""
    known = {s.name for s in SETTINGS} | {f"{s.name}_FILE" for s in SETTINGS if s.secret}
    for name in environ:
        if name.startswith("SINERGI_") and name not in known:
            raise SettingError(f"{name} is not a setting of Sinergi; see docs/settings.md.")
    return {setting.name: _value(setting, environ) for setting in SETTINGS}


def _value(setting: Setting, environ: Mapping[str, str]) -> Any:
    raw = _from_file(setting, environ) or environ.get(setting.name, "") or setting.default
    try:
        return setting.parse(raw)
    except ValueError as e:
        shown = "its value" if setting.secret else f"{raw!r}"
        raise SettingError(f"{setting.name} is wrong ({shown}): {e}.") from e


def _from_file(setting: Setting, environ: Mapping[str, str]) -> str:
    path = environ.get(f"{setting.name}_FILE", "") if setting.secret else ""
    if not path:
        return ""
    if environ.get(setting.name):
        raise SettingError(f"Set either {setting.name} or {setting.name}_FILE, not both.")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as e:
        raise SettingError(f"{setting.name}_FILE cannot be read: {path}.") from e
