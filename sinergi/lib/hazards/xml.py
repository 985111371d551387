"""XML of strangers, read without what makes XML dangerous: no DOCTYPE, no entities, no depth."""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from sinergi.lib.hazards.told import Unreadable
from sinergi.lib.text import say

#: Deeper than any warning; a tree is walked by recursion.
DEEPEST = 40


class _Forbidden(Exception):
    """It declares a document type, or nests too deeply."""


def parsed(raw: bytes) -> Element:
    """Return the root of a document; names are without their namespace. Raises Unreadable."""
    builder, depth = TreeBuilder(), 0
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _Forbidden
        builder.start(_plain(name), attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_plain(name))

    def doctype(*_: object) -> None:
        raise _Forbidden

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(raw, True)
        return builder.close()
    except (expat.ExpatError, _Forbidden, AssertionError, LookupError, ValueError) as e:
        raise Unreadable(say("This XML cannot be read. Nothing was taken from it.")) from e


def words(element: Element, name: str) -> str:
    """Return the text of a child, tidied; "" where there is none."""
    return " ".join((element.findtext(name) or "").split())


def _plain(name: str) -> str:
    return name.rpartition(" ")[2]
