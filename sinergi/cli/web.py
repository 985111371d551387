"""Start a web server alone: granian with the WSGI application, in few processes."""

from __future__ import annotations

import argparse
import logging
import os
from importlib import import_module

from granian.cli import cli as granian

from sinergi.cli import listening, loading
from sinergi.cli.processes import end_with_parent
from sinergi.lib import env
from sinergi.web.slow_clients import WAITING

#: What granian says of more threads than cores: most of ours wait for clients.
MANY = "Configuration allows spawning up to"


def arguments(parser: argparse.ArgumentParser) -> None:
    del parser  # all of it is in the settings


def _is_news(record: logging.LogRecord) -> bool:
    return not record.getMessage().startswith(MANY)


def run(args: argparse.Namespace) -> int:
    """Load the pages, and divide into as many processes as are set, which share that memory."""
    del args
    values = env.read(os.environ)
    host, port = values["SINERGI_BIND"]
    loading.load(*loading.WEB)
    import_module("sinergi.cli.sealing").must_be_ours()
    place = listening.free(host, port)
    words = [
        "--interface", "wsgi", "--no-ws",
        "--host", place, "--port", str(port),
        "--workers", str(values["SINERGI_WEB_PROCESSES"]),
        "--blocking-threads", str(values["SINERGI_WEB_THREADS"] + WAITING),
        "--respawn-failed-workers", "--workers-kill-timeout", "10s",
        "--log-level", "warning",
        "sinergi.web.wsgi:application",
    ]  # fmt: skip
    logging.getLogger("_granian").addFilter(_is_news)
    os.register_at_fork(after_in_child=end_with_parent)
    granian.main(
        words, prog_name="sinergi web", auto_envvar_prefix="GRANIAN", standalone_mode=False
    )
    return 0
