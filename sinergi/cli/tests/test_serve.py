"""`serve` as a terminal sees it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from sinergi.cli.tests.conftest import environment, words_of

# It starts processes of its own.
pytestmark = pytest.mark.real


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def test_ctrl_c_ends_all_of_it_at_once(own_demo: Path) -> None:
    """A terminal sends the signal to every process of the group."""
    serving = subprocess.Popen(
        words_of("serve"),
        env=environment(own_demo, SINERGI_BIND=f"127.0.0.1:{free_port()}"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert serving.stdout is not None
        for line in serving.stdout:
            if line.startswith("Stop with"):
                break
        asked = time.monotonic()
        os.killpg(serving.pid, signal.SIGINT)
        _, said = serving.communicate(timeout=30)
    finally:
        serving.kill()
    assert serving.returncode == 0
    assert time.monotonic() - asked < 15  # after 15 it is killed; a loaded machine takes its time
    assert "Killing" not in said
