"""Start a web server alone: granian with the WSGI application, few processes, few threads."""

from __future__ import annotations

import argparse
import os
import sys

from sinergi.lib import env


def arguments(parser: argparse.ArgumentParser) -> None:
    del parser  # all of it is in the settings


def run(args: argparse.Namespace) -> int:
    del args
    values = env.read(os.environ)
    host, port = values["SINERGI_BIND"]
    words = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws",
        "--host", host, "--port", str(port),
        "--workers", str(values["SINERGI_WEB_PROCESSES"]),
        "--blocking-threads", str(values["SINERGI_WEB_THREADS"]),
        "--respawn-failed-workers", "--workers-kill-timeout", "10s",
        "--log-level", "warning",
        "sinergi.web.wsgi:application",
    ]  # fmt: skip
    os.execv(sys.executable, words)  # noqa: S606  # our own words, no shell
