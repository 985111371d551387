"""A regency on an invented map: Cibinong and Ciomas side by side, BPBD, and who keeps sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from django.utils import timezone

from sinergi.conftest import person
from sinergi.lib.hazards import Told
from sinergi.lib.hazards.shapes import Ring
from sinergi.lib.hazards.tests import official
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.alerts import taking
from sinergi.publishing.models import AlertDraft, AlertSource, Approval, Area, Emergency, Post
from sinergi.publishing.tests.conftest import *  # noqa: F403  # posts in every stage
from sinergi.units import actions as units
from sinergi.units.models import Role, Unit

Tell = Callable[..., Told]

#: Territories: one to the west, one to the east of a border at 106.90.
WEST: Ring = ((106.80, -6.50), (106.90, -6.50), (106.90, -6.40), (106.80, -6.40))
EAST: Ring = ((106.90, -6.50), (107.00, -6.50), (107.00, -6.40), (106.90, -6.40))
FAR: Ring = ((108.0, -7.0), (108.1, -7.0), (108.1, -6.9), (108.0, -6.9))


@pytest.fixture
def bpbd(tree: dict[str, Unit]) -> Unit:
    return units.add_unit(
        None, code="bpbd", name="BPBD", kind=Unit.Kind.BOARD, parent=tree["regency"]
    )


@pytest.fixture
def borders(tree: dict[str, Unit]) -> None:
    for key, ring in (("cibinong", WEST), ("ciomas", EAST)):
        Area.objects.create(
            unit=tree[key], rings=[[list(corner) for corner in ring]], at=timezone.now()
        )


@pytest.fixture
def dian(tree: dict[str, Unit]) -> User:
    """Coordinates the whole regency."""
    return person("dian", "Dian", tree["regency"], Role.COORDINATOR)


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def tell(now: datetime) -> Tell:
    """Say something as a source would: by default a warning of strong wind over the west."""

    def make(
        identifier: str = "a",
        act: str = "alert",
        *,
        rings: Sequence[Ring] = (WEST,),
        hours: float = 3,
        said: datetime | None = None,
        **more: object,
    ) -> Told:
        at = said or now
        values: dict[str, object] = {
            "kind": "warning",
            "event": "Hujan Lebat dan Angin Kencang",
            "headline": "",
            "text": "Berpotensi meluas ke sekitarnya.",
            "source": "BMKG",
            "web": "https://nowcasting.example/a.jpg",
            "rings": tuple(rings),
            "begins": at,
            "ends": at + timedelta(hours=hours),
            **more,
        }
        return Told(identifier=identifier, act=act, said=at, **values)  # type: ignore[arg-type]  # as the dataclass has them

    return make


#: The list of warnings of an invented official server.
LIST = "https://resmi.example/alerts/nowcast/id"


class Server:
    """An official server: pages by path, each with an ETag; it remembers what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | int] = {}
        self.asked: list[str] = []
        self.http = httpx.Client(transport=httpx.MockTransport(self.answer))

    def answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode()
        self.asked.append(path)
        page = self.pages.get(path, 404)
        if isinstance(page, int):
            return httpx.Response(page)
        tag = f'"{hash(page)}"'
        if request.headers.get("If-None-Match") == tag:
            return httpx.Response(304)
        return httpx.Response(200, content=page, headers={"ETag": tag})

    def warn(self, *codes: str, title: str = "Hujan di Jawa Barat", sent: datetime) -> None:
        """Put warnings on the list, the newest on top."""
        items = [(title, f"{LIST}/{code}_alert.xml") for code in reversed(codes)]
        self.pages["/alerts/nowcast/id"] = official.listing(*items)
        for code in codes:
            self.pages[f"/alerts/nowcast/id/{code}_alert.xml"] = official.cap(
                code, sent=sent, rings=[WEST]
            )


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def source(tree: dict[str, Unit], dian: User, now: datetime) -> AlertSource:
    return AlertSource.objects.create(
        unit=tree["regency"], name="BMKG", address=LIST, only=["Jawa Barat"],
        enabled=True, enabled_by=dian, next_read=now, minutes=3,
    )  # fmt: skip


@pytest.fixture
def words(
    tree: dict[str, Unit], tell: Tell, now: datetime, ayu_account: Account, borders: None
) -> AlertDraft:
    """What a warning proposes to Ayu's office."""
    taking.take(tree["regency"], tell(), now=now)
    return AlertDraft.objects.get(unit=tree["cibinong"])


def complete(ayu: User, post: Post) -> Post:
    """Fill in what only people on site know; what the account says stays its brief text."""
    text = post.text
    for mark in ("[LENGKAPI: ke mana dan lewat mana]", "[LENGKAPI: apa yang dilakukan petugas]"):
        assert mark in text
        text = text.replace(mark, "belum diketahui")
    Emergency.objects.filter(post=post).update(evacuation="belum diketahui", efforts="dicek")
    own = {target.account_id: target.text for target in post.targets.all()}
    accounts = [target.account for target in post.targets.all()]
    return actions.edit(ayu, post, version=post.version, text=text, accounts=accounts, variants=own)


def approve(ayu: User, budi: User, post: Post) -> Approval:
    return actions.approve(budi, actions.ask_approval(ayu, complete(ayu, post)), due=None)
