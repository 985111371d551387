"""What the text of a setting must be. Each parser returns the value, or raises ValueError with the
rest of the sentence "NAME is wrong: …", which never repeats the text: it may be a secret.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import re
from collections.abc import Callable
from email.utils import parseaddr
from importlib.metadata import entry_points
from pathlib import Path
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Parser = Callable[[str], str]

#: Where connectors announce themselves; sinergi.connectors.registry loads them.
CONNECTORS = "sinergi.connectors"

#: Keys shorter than this many characters can be guessed; those of `init` have 64.
KEY_LENGTH = 32

#: A host name as Django compares it: no scheme, no port; a dot in front stands for all below it.
HOST = re.compile(r"\.?[\w-]+(\.[\w-]+)*|\[[0-9A-Fa-f:.]+\]", re.ASCII)


def text(value: str) -> str:
    if any(ord(letter) < 32 for letter in value.strip()):
        raise ValueError("it must be one line")
    return value.strip()


def words(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def yes(value: str) -> bool:
    known = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    if value.strip().lower() not in {"", *known}:
        raise ValueError("it must be yes or no")
    return known.get(value.strip().lower(), False)


def count(low: int, high: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        if not _digits(value.strip()) or not low <= int(value) <= high:
            raise ValueError(f"it must be a whole number from {low} to {high}")
        return int(value)

    return parse


def one_of(*choices: str) -> Parser:
    def parse(value: str) -> str:
        if value.strip() not in choices:
            raise ValueError(f"it must be one of: {', '.join(choices)}")
        return value.strip()

    return parse


def bind(value: str) -> tuple[str, int]:
    host, _, port = value.strip().rpartition(":")
    if not host.strip("[]") or not _digits(port) or not 0 < int(port) < 65536:
        raise ValueError("it must be address:port, for example 127.0.0.1:8000")
    return host.strip("[]"), int(port)


def web_address(value: str) -> str:
    wrong = "it must be a web address, for example https://sinergi.example.go.id"
    if value.strip():
        parts = _split(value.strip(), wrong)
        named = parts.scheme in {"http", "https"} and parts.hostname
        if not named or re.search(r"\s", value.strip()):
            raise ValueError(wrong)
    return value.strip().rstrip("/")


def origin(value: str) -> str:
    """Return a web address with nothing behind the host and port: all our links begin with it."""
    parts = urlsplit(web_address(value))
    if parts.path or parts.query or parts.fragment or parts.username is not None:
        raise ValueError("it must end after the host or port: Sinergi cannot live below a path")
    return parts.geturl()


def host_names(value: str) -> tuple[str, ...]:
    names = words(value)
    if not all(HOST.fullmatch(name) for name in names):
        raise ValueError(
            "it must be host names without scheme, port or *, for example intern.example.go.id"
        )
    return names


def networks_of_addresses(value: str) -> tuple[str, ...]:
    for part in words(value):
        try:
            ipaddress.ip_network(part, strict=False)
        except ValueError as e:
            raise ValueError("it must be IP addresses or networks, for example 10.1.2.0/24") from e
    return words(value)


def connectors(value: str) -> tuple[str, ...]:
    """Return names of connectors; ``built-in`` stands for all that come with Sinergi."""
    there = {entry.name: entry.value for entry in entry_points(group=CONNECTORS)}
    named: list[str] = []
    for word in words(value):
        if word == "built-in":
            named += sorted(name for name, v in there.items() if v.startswith(f"{CONNECTORS}."))
        elif word in there:
            named.append(word)
        else:
            known = ", ".join(sorted(there))
            raise ValueError(f"{word} is not installed; installed are: {known}")
    return tuple(dict.fromkeys(named))


def zone(value: str) -> str:
    try:
        ZoneInfo(value.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError) as e:
        raise ValueError("it must be a time zone name, for example Asia/Jakarta") from e
    return value.strip()


def url_of(*schemes: str) -> Parser:
    """Return a parser of addresses of a server; behind ``console`` there is none."""

    def parse(value: str) -> str:
        if value.strip():
            wrong = f"it must start with {' or '.join(s + '://' for s in schemes)}, then the server"
            parts = _split(value.strip(), wrong)
            if parts.scheme not in schemes or not (parts.hostname or parts.scheme == "console"):
                raise ValueError(wrong)
        return value.strip()

    return parse


def database(value: str) -> str:
    wrong = "it must be postgres://user:password@host:port/name"
    if value.strip():
        parts = _split(value.strip(), wrong)
        if parts.scheme not in {"sqlite", "postgres", "postgresql"} or not parts.path.strip("/"):
            raise ValueError(wrong)
        if parts.scheme == "sqlite" and parts.netloc:
            raise ValueError("it must have three strokes before its path: sqlite:///path")
    return value.strip()


def folder(value: str) -> Path:
    path = Path(value.strip()).expanduser().resolve()
    if path.exists() and not path.is_dir():
        raise ValueError("it must be a folder")
    return path


def key(value: str) -> str:
    if value.strip() and len(value.strip()) < KEY_LENGTH:
        raise ValueError(f"it must have at least {KEY_LENGTH} characters that nobody can guess")
    return text(value)


def fernet_keys(value: str) -> tuple[str, ...]:
    """Return keys as Fernet wants them, separated by commas or, as in the file of them, lines."""
    found = tuple(value.replace(",", " ").split())
    for one in found:
        try:
            length = len(base64.b64decode(one, altchars=b"-_", validate=True))
        except (binascii.Error, ValueError):
            length = 0
        if length != 32:
            raise ValueError("each must be a Fernet key: 32 random bytes in url-safe base64")
    return found


def sender(value: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", parseaddr(value)[1]):
        raise ValueError("it must be an e-mail address, for example sinergi@example.go.id")
    return text(value)


def _split(value: str, wrong: str) -> SplitResult:
    """Take an address apart. Raises ValueError with ``wrong``: the library's own words may hold
    parts of the address.
    """
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as e:
        raise ValueError(wrong) from e
    if port == 0:
        raise ValueError(wrong)
    return parts


def _digits(value: str) -> bool:
    return value.isascii() and value.isdigit()
