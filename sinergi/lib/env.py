"""The settings of an installation, read from the environment and checked once, at the start.

``SETTINGS`` is the only list; docs/settings.md is compared with it by a test. A secret may also
come from a file: ``NAME_FILE`` holds its path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sinergi.lib.parsers import (
    bind,
    connectors,
    count,
    database,
    fernet_keys,
    folder,
    host_names,
    key,
    networks_of_addresses,
    one_of,
    origin,
    sender,
    text,
    url_of,
    web_address,
    yes,
    zone,
)


class SettingError(Exception):
    """A setting is wrong. The message is one sentence a person can act on."""


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    parse: Callable[[str], Any]
    default: str
    help: str
    secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting("SINERGI_HOME", folder, "var", "Folder of the database, media and keys."),
    Setting(
        "SINERGI_BIND", bind, "127.0.0.1:8000",
        "Address (or name of this machine) and port the web server listens on.",
    ),
    Setting(
        "SINERGI_URL", origin, "",
        "Address people use in their browser, without a path. Empty: http:// and SINERGI_BIND. "
        "With https, cookies are marked secure and HSTS is sent.",
    ),
    Setting(
        "SINERGI_HOSTS", host_names, "",
        "Further host names the web server answers to, separated by commas; no *.",
    ),
    Setting(
        "DATABASE_URL", database, "",
        "Database. Empty: SQLite in SINERGI_HOME. Else postgres://user:password@host:port/name.",
        secret=True,
    ),
    Setting(
        "SINERGI_DATABASE_PREPARES", yes, "yes",
        "Keep plans of statements on each connection to PostgreSQL. no: behind a pooler in "
        "transaction mode that knows no prepared statements.",
    ),
    Setting(
        "REDIS_URL", url_of("redis", "rediss"), "",
        "Redis for cache, throttling and, with SINERGI_JOBS=redis, jobs. Empty: the database.",
        secret=True,
    ),
    Setting("SINERGI_JOBS", one_of("database", "redis"), "database", "Where general jobs queue."),
    Setting(
        "SINERGI_NETWORKS", connectors, "built-in",
        "Connectors that may be used, separated by commas; built-in: those that come with Sinergi. "
        "Another one that is installed is not enabled by that alone.",
    ),
    Setting(
        "SINERGI_PRIVATE_HOSTS", networks_of_addresses, "",
        "Private addresses or networks (CIDR) that connectors may contact nevertheless, "
        "separated by commas. Everything private is refused otherwise.",
    ),
    Setting(
        "SINERGI_PROXY", url_of("http", "https"), "",
        "Proxy for outgoing requests. It looks names up, so let it refuse those of private "
        "addresses.",
        secret=True,
    ),
    Setting(
        "SINERGI_DRAFTING_URL", web_address, "",
        "Server that drafts replies from verified answers, as http://127.0.0.1:11434/v1: any that "
        "speaks the API of OpenAI. Empty: no drafts.",
    ),
    Setting(
        "SINERGI_DRAFTING_KEY", text, "", "Key for that server, where it asks for one.",
        secret=True,
    ),
    Setting("SINERGI_DRAFTING_MODEL", text, "", "Name of the model on that server."),
    Setting("SINERGI_TIME_ZONE", zone, "Asia/Jakarta", "Time zone of the offices."),
    Setting("SINERGI_LANGUAGE", one_of("id", "en"), "id", "Language before a person chooses one."),
    Setting("SINERGI_WEB_PROCESSES", count(1, 64), "1", "Web server processes."),
    Setting(
        "SINERGI_WEB_THREADS", count(1, 64), "4",
        "Requests that each web server process works on at once; those whose body comes slowly do "
        "not count.",
    ),
    Setting("SINERGI_WORK_THREADS", count(1, 256), "32", "Requests to networks at the same time."),
    Setting(
        "SINERGI_API_RATE", count(1, 1_000_000), "600",
        "Requests a minute that one API token may make: in each web process, or in all together "
        "with REDIS_URL.",
    ),
    Setting(
        "SINERGI_SECRET_KEY", key, "",
        "Signs sessions; at least 32 characters. Empty: the key that `sinergi init` made in "
        "SINERGI_HOME/keys.",
        secret=True,
    ),
    Setting(
        "SINERGI_CREDENTIAL_KEYS", fernet_keys, "",
        "Encrypt the credentials of accounts, newest first, separated by commas. "
        "Empty: the keys in SINERGI_HOME/keys.",
        secret=True,
    ),
    Setting(
        "SINERGI_AUDIT_KEY", key, "",
        "Seals the audit log; at least 32 characters. Empty: the key in SINERGI_HOME/keys.",
        secret=True,
    ),
    Setting(
        "SINERGI_EMAIL_URL", url_of("smtp", "smtps", "console"), "console://",
        "Mail server: smtp://user:password@host:port (STARTTLS) or smtps://… . "
        "console:// writes mail to the log.",
        secret=True,
    ),
    Setting("SINERGI_EMAIL_FROM", sender, "sinergi@localhost", "Sender of e-mail."),
    Setting(
        "SINERGI_MOST_VIDEO_MB", count(1, 20_000), "500",
        "Largest video that is taken, in millions of bytes.",
    ),
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


#: Packages that a setting asks for and a small installation has not.
PACKAGES = (
    ("REDIS_URL", "redis"),
    ("SINERGI_S3_BUCKET", "storages"),
)

#: A setting, and another one that it means nothing without.
NEEDS = (
    ("SINERGI_OIDC_URL", "SINERGI_OIDC_CLIENT"),
    ("SINERGI_OIDC_URL", "SINERGI_OIDC_SECRET"),
    ("SINERGI_OIDC_CLIENT", "SINERGI_OIDC_URL"),
    ("SINERGI_DRAFTING_URL", "SINERGI_DRAFTING_MODEL"),
    ("SINERGI_DRAFTING_MODEL", "SINERGI_DRAFTING_URL"),
    ("SINERGI_DRAFTING_KEY", "SINERGI_DRAFTING_URL"),
    ("SINERGI_OIDC_SECRET", "SINERGI_OIDC_URL"),
    ("SINERGI_S3_ENDPOINT", "SINERGI_S3_BUCKET"),
    ("SINERGI_S3_REGION", "SINERGI_S3_BUCKET"),
    ("SINERGI_S3_ACCESS_KEY", "SINERGI_S3_BUCKET"),
    ("SINERGI_S3_ACCESS_KEY", "SINERGI_S3_SECRET_KEY"),
    ("SINERGI_S3_SECRET_KEY", "SINERGI_S3_ACCESS_KEY"),
)


def installed(package: str) -> bool:
    return find_spec(package) is not None


def read(environ: Mapping[str, str], *, has: Callable[[str], bool] = installed) -> dict[str, Any]:
    """Return every setting by name, parsed. Raises SettingError for the first that is wrong.

    ``has`` tells whether a Python package is there.
    """
    known = {s.name for s in SETTINGS} | {f"{s.name}_FILE" for s in SETTINGS if s.secret}
    for name in environ:
        if name.startswith("SINERGI_") and name not in known:
            raise SettingError(f"{name} is not a setting of Sinergi; see docs/settings.md.")
    values = {setting.name: _value(setting, environ) for setting in SETTINGS}
    _must_fit(values)
    _must_be_installed(values, has)
    return values


def site_url(values: Mapping[str, Any]) -> str:
    """Return the address in people's browsers, without a stroke at its end."""
    host, port = values["SINERGI_BIND"]
    return values["SINERGI_URL"] or f"http://{f'[{host}]' if ':' in host else host}:{port}"


def site_host(values: Mapping[str, Any]) -> str:
    """Return the name or IP address in it as browsers send it: one of version 6 in brackets."""
    host = urlsplit(site_url(values)).hostname or "localhost"
    return f"[{host}]" if ":" in host else host


def _must_fit(values: Mapping[str, Any]) -> None:
    if values["SINERGI_JOBS"] == "redis" and not values["REDIS_URL"]:
        raise SettingError("SINERGI_JOBS is redis, but REDIS_URL is empty.")
    for name, other in NEEDS:
        if values[name] and not values[other]:
            raise SettingError(f"{name} is set, but {other} is empty.")


def _must_be_installed(values: Mapping[str, Any], has: Callable[[str], bool]) -> None:
    asked = [(name, package) for name, package in PACKAGES if values[name]]
    if values["SINERGI_JOBS"] == "redis":
        asked.append(("SINERGI_JOBS", "django_tasks_rq"))
    for name, package in asked:
        if not has(package):
            raise SettingError(
                f"{name} is set, but the packages it needs are missing. "
                "Run: .venv/bin/pip install --require-hashes -r requirements/grow.txt"
            )


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
        found = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as e:
        raise SettingError(f"{setting.name}_FILE cannot be read: {path}.") from e
    if not found:
        raise SettingError(f"{setting.name}_FILE names a file that holds nothing: {path}.")
    return found
