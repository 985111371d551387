"""Places that messages are read with are those that an office is made of."""

from __future__ import annotations

from sinergi.language.rules import bogor
from sinergi.language.rules.gazetteer import DISTRICT
from sinergi.units import preset


def test_districts_are_those_of_the_preset() -> None:
    ours = {code: place for code, place in bogor().places.items() if place.kind == DISTRICT}
    codes = {f"{preset.CODE}.{n:02}": name for n, name in enumerate(preset.DISTRICTS, start=1)}
    assert {code: place.name for code, place in ours.items()} == codes
    for place in ours.values():
        assert set(preset.ALIASES.get(place.name, ())) <= set(place.aliases)
