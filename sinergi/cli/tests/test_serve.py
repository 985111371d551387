"""`serve` as a terminal sees it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

import pytest

from sinergi.cli.tests.conftest import environment, words_of
from tests.support.processes import wait_until

# It starts processes of its own.
pytestmark = pytest.mark.real

PATIENCE = 120


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def serving(own_demo: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """`sinergi serve`, ready."""
    process = begun(own_demo, port)
    try:
        assert process.stdout is not None
        for line in process.stdout:
            assert "WARNING" not in line  # of what is meant to be as it is
            if line.startswith("Stop with"):
                break
        yield process
    finally:
        process.kill()
        process.communicate()


def family(pid: int) -> list[int]:
    """Return processes that a process started, and those they started."""
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except FileNotFoundError:
        return []
    return [one for child in map(int, listed.split()) for one in (child, *family(child))]


def called(pid: int) -> str:
    """Return what the system calls a process, empty when it is gone."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return ""
    name, _, rest = state.partition("(")[2].rpartition(")")
    return "" if rest.split()[0] == "Z" else name


def alive(pids: list[int]) -> list[int]:
    return [pid for pid in pids if called(pid)]


@pytest.mark.usefixtures("serving")
def test_phones_that_send_slowly_hold_up_nobody(port: int) -> None:
    """More of them than requests are worked on at once."""
    head = f"POST /masuk/ HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: 90000\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\n\r\nlogin="
    with ExitStack() as phones:
        for _ in range(12):
            phone = phones.enter_context(socket.create_connection(("localhost", port)))
            phone.sendall((head + kind).encode())
        time.sleep(1)  # what they sent has come
        page = HTTPConnection("localhost", port, timeout=60)
        phones.callback(page.close)
        page.request("GET", "/masuk/")
        assert page.getresponse().status == 200


def test_ctrl_c_ends_all_of_it_at_once(serving: subprocess.Popen[str]) -> None:
    """A terminal sends the signal to every process of the group."""
    born = family(serving.pid)
    asked = time.monotonic()
    os.killpg(serving.pid, signal.SIGINT)
    _, said = serving.communicate(timeout=30)
    assert serving.returncode == 0
    assert time.monotonic() - asked < 15  # after 15 it is killed; a loaded machine takes its time
    assert "Killing" not in said
    assert not alive(born)


def test_what_was_killed_is_started_again_and_nothing_is_left_behind(
    serving: subprocess.Popen[str],
) -> None:
    server, pages, worker = before = family(serving.pid)
    names = ["sinergi web", "sinergi web", "sinergi work"]
    assert list(map(called, before)) == names
    for pid in (server, worker):
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not alive([pages]), PATIENCE, "pages outlived their server")
    wait_until(lambda: sorted(map(called, family(serving.pid))) == names, PATIENCE, "not again")
    again = family(serving.pid)
    assert not {*again} & {*before}
    serving.kill()
    wait_until(lambda: not alive(again), PATIENCE, "something outlived the supervisor")


def begun(home: Path, port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        words_of("serve"),
        env=environment(home, SINERGI_BIND=f"localhost:{port}"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_a_second_one_with_the_same_home_says_so_and_disturbs_nobody(
    serving: subprocess.Popen[str], own_demo: Path
) -> None:
    before = family(serving.pid)
    second = begun(own_demo, free_port())
    said, why = second.communicate(timeout=PATIENCE)
    assert (second.returncode, "ready" in said) == (1, False)
    assert f"runs already with {own_demo}" in why
    assert family(serving.pid) == before


def test_of_two_that_begin_in_the_same_moment_one_says_so(own_demo: Path, port: int) -> None:
    with ExitStack() as ending:
        both = [begun(own_demo, port) for _ in range(2)]
        for one in both:
            ending.callback(one.communicate)
            ending.callback(one.kill)
        wait_until(lambda: any(one.poll() is not None for one in both), PATIENCE, "two run")
        (ended,) = [one for one in both if one.returncode is not None]
        said, why = ended.communicate()
        assert (ended.returncode, "ready" in said, "runs already" in why) == (1, False, True)
