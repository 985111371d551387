"""Every connector that is installed sits the exam: two of them here, over real sockets, on a server
of their own; the others in their own folders, against what stands in for their network.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from sinergi.connectors import exam, registry
from sinergi.connectors.exam import Candidate, Question
from sinergi.connectors.mastodon.tests.pretend import Pretend
from sinergi.connectors.mastodon.tests.pretend_parts import TOKEN
from sinergi.connectors.sandbox.server import Application
from sinergi.connectors.sandbox.store import Store
from sinergi.connectors.tests.servers import NOBODY, serving


def code_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["code"][0]


def one_by_one() -> httpx.HTTPTransport:
    """Return a way out that uses no connection twice, as the house's own."""
    once = httpx.Limits(max_keepalive_connections=0)
    return httpx.HTTPTransport(verify=NOBODY, trust_env=False, limits=once)


@contextmanager
def mastodon(folder: Path) -> Iterator[Candidate]:
    network = Pretend()

    def speak(remote_id: str) -> str:
        network.answer_as_citizen(remote_id, "Buka sampai jam berapa?")
        return "Buka sampai jam berapa?"

    def approve(page: str) -> str:
        return code_of(httpx.get(page, verify=NOBODY).headers["Location"])

    with serving(network) as url, one_by_one() as transport:
        yield Candidate(
            registry.installed()["mastodon"],
            {"server": url, "token": TOKEN},
            lambda: transport,
            answers={"server": url},
            speak=speak,
            approve=approve,
        )


@contextmanager
def sandbox(folder: Path) -> Iterator[Candidate]:
    store = Store(folder / "sandbox.sqlite3", seed=1, durable=False)
    token = store.join("kecamatan.cibinong", "Kecamatan Cibinong")
    with serving(Application(store)) as url, one_by_one() as transport:

        def speak(remote_id: str) -> str:
            said = {"post": remote_id, "text": "Syaratnya apa saja ya?"}
            httpx.post(f"{url}/api/citizen", json=said, verify=NOBODY).raise_for_status()
            return said["text"]

        def approve(page: str) -> str:
            asked = {n: v[0] for n, v in parse_qs(urlsplit(page).query).items()}
            asked["handle"] = "kecamatan.ciomas"
            given = httpx.post(f"{url}/masuk", data=asked, verify=NOBODY)
            return code_of(given.headers["Location"])

        yield Candidate(
            registry.installed()["sandbox"],
            {"server": url, "token": token},
            lambda: transport,
            answers={"server": url},
            speak=speak,
            approve=approve,
        )


NETWORKS: dict[str, Callable[[Path], AbstractContextManager[Candidate]]] = {
    "mastodon": mastodon,
    "sandbox": sandbox,
}


@pytest.fixture(params=sorted(NETWORKS))
def candidate(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Candidate]:
    with NETWORKS[request.param](tmp_path) as ready:
        yield ready


def test_no_installed_connector_stays_away() -> None:
    for slug, connector in registry.installed().items():
        folder = Path(inspect.getfile(connector)).parent
        assert slug in NETWORKS or (folder / "tests" / "test_exam.py").is_file()


@pytest.mark.parametrize("question", exam.QUESTIONS, ids=exam.name)
def test_the_connector_passes(question: Question, candidate: Candidate) -> None:
    question(candidate)
