"""A library with a photo of Ayu's, and what the regency shares."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from sinergi.lib.media.tests.made import photo
from sinergi.people.models import User
from sinergi.publishing import intake
from sinergi.publishing.library.keeping import bring as put
from sinergi.publishing.library.rules import Said
from sinergi.publishing.models import LibraryFile
from sinergi.publishing.pictures import Picture
from sinergi.publishing.tests.conftest import dewi, draft, network, write  # noqa: F401  # fixtures
from sinergi.units.models import Unit

Bring = Callable[..., LibraryFile]


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def taken(name: str = "pasar.jpg", size: tuple[int, int] = (400, 200), alt: str = "") -> Picture:
    return intake.store(io.BytesIO(photo(size=size)), name=name, alt=alt)


@pytest.fixture
def bring(ayu: User, tree: dict[str, Unit]) -> Bring:
    def make(
        name: str = "pasar.jpg", size: tuple[int, int] = (400, 200), **said: object
    ) -> LibraryFile:
        actor, unit = said.pop("actor", ayu), said.pop("unit", tree["cibinong"])
        assert isinstance(actor, User)
        assert isinstance(unit, Unit)
        return put(actor, unit, taken(name, size), Said(**said))  # type: ignore[arg-type]

    return make


@pytest.fixture
def market(bring: Bring) -> LibraryFile:
    """A photo of Ayu's office, two times as wide as high."""
    return bring(title="Pasar Cibinong", description="Pedagang sayur di pasar", tags=["pasar"])


@pytest.fixture
def logo(bring: Bring, dewi: User, tree: dict[str, Unit]) -> LibraryFile:  # noqa: F811
    """What the regency shares with all."""
    return bring(
        "logo.png", (300, 300), actor=dewi, unit=tree["regency"], title="Bingkai", shared=True
    )
