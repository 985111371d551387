"""Say in words what is wrong with this installation: what, why, and what to do.

Ends with 0 when nothing is wrong, else with 1; a warning is nothing wrong. Works on an installation
that does not start.
"""

from __future__ import annotations

import argparse
import os
import stat
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sinergi.cli import setup
from sinergi.cli.findings import Finding
from sinergi.cli.problems import Problem
from sinergi.lib import env, space

LOCAL = {"127.0.0.1", "::1", "localhost"}


def arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(args: argparse.Namespace) -> int:
    del args
    found = list(_findings())
    for finding in found:
        what = f"Warning: {finding.what}" if finding.warning else finding.what
        print(f"- {what}\n  Why it matters: {finding.why}\n  What to do: {finding.do}")
    wrong = sum(not finding.warning for finding in found)
    print(f"{wrong} found." if wrong else "Nothing is wrong.")
    return 1 if wrong else 0


def _findings() -> Iterator[Finding]:
    """Return what is wrong, and stop where the rest cannot be seen."""
    try:
        values = env.read(os.environ)
    except env.SettingError as e:
        yield Finding(
            str(e), "Nothing starts with a wrong setting.", "Correct it; docs/settings.md."
        )
        return
    yield from of_settings(values)
    if not values["SINERGI_HOME"].is_dir():
        yield Finding(
            f"{values['SINERGI_HOME']} does not exist.",
            "It holds the database, media and keys.",
            "Set SINERGI_HOME to the right folder, or run: sinergi init",
        )
        return
    yield from of_home(values["SINERGI_HOME"])
    try:
        setup.django()
    except Problem as e:
        yield Finding(str(e), "Nothing starts without it.", "Do what the sentence says.")
        return
    yield from import_module("sinergi.cli.inspection").everything()


def of_settings(values: dict[str, Any]) -> Iterator[Finding]:
    """Return what does not fit together in the settings."""
    host, _port = values["SINERGI_BIND"]
    url = values["SINERGI_URL"]
    name = urlsplit(url).hostname or ""
    if host not in LOCAL and not url:
        yield Finding(
            f"SINERGI_BIND listens on {host}, but SINERGI_URL is empty.",
            "Links in mail and sign-ins on networks lead to an address nobody can open.",
            "Set SINERGI_URL to the address in people's browsers.",
        )
    if url.startswith("http://") and name not in LOCAL:
        yield Finding(
            f"SINERGI_URL is {url}, without https.",
            "Passwords and sessions can be read on the way, and passkeys do not work.",
            "Put a proxy with TLS in front and set https:// in SINERGI_URL (docs/operations.md).",
        )
    if url.startswith("https://") and not values["SINERGI_TRUST_PROXY"]:
        yield Finding(
            "SINERGI_URL has https, but SINERGI_TRUST_PROXY is no.",
            "Every person seems to come from the proxy, so one who mistypes a password blocks all.",
            "Set SINERGI_TRUST_PROXY=yes when the proxy sets X-Forwarded-For and -Proto.",
        )
    if values["SINERGI_TRUST_PROXY"] and host not in LOCAL and not url.startswith("https://"):
        yield Finding(
            "SINERGI_TRUST_PROXY is yes, but everybody can reach the web server itself.",
            "Anybody can claim to come from any address.",
            "Bind to 127.0.0.1, or set SINERGI_TRUST_PROXY=no.",
        )


def of_home(home: Path) -> Iterator[Finding]:
    """Return what is wrong with the folder of the installation."""
    if not os.access(home, os.W_OK | os.X_OK):
        yield Finding(
            f"{home} cannot be written by this user.",
            "Database and media are written there.",
            f"Run Sinergi as the owner of {home}, or give it to this user.",
        )
    for path in (home / "keys", home / "demo-sign-ins.txt", *sorted(home.glob("*.sqlite3"))):
        if path.exists() and path.stat().st_mode & (stat.S_IWOTH | stat.S_IROTH) and _open(home):
            yield Finding(
                f"Everybody on this machine can read {path}.",
                "It holds secrets or people's data.",
                f"Run: chmod 700 {home}",
            )
    full = space.too_little(home, space.LITTLE)
    if full:
        yield Finding(
            full,
            "When it is full, nothing can be sent or stored.",
            "Make room, or move media to S3 (docs/operations.md).",
        )


def _open(home: Path) -> bool:
    """True when others can walk into the folder."""
    return bool(home.stat().st_mode & stat.S_IXOTH)
