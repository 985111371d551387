"""The Markdown pages of the house, taken apart for the tests that hold them against the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
TOP = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"(?:^ {4}.*\n)+", re.MULTILINE)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)", re.MULTILINE)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    path: Path
    text: str

    @property
    def name(self) -> str:
        return str(self.path.relative_to(ROOT)) if ROOT in self.path.parents else self.path.name

    @cached_property
    def prose(self) -> str:
        """The page without its blocks of code."""
        return FENCE.sub("", self.text)

    @cached_property
    def spans(self) -> list[str]:
        """What stands in the running text as code."""
        return SPAN.findall(self.prose)

    @cached_property
    def code(self) -> list[str]:
        """Every span, and every line of every block; a line that ends in a backslash goes on."""
        blocks = [found[1] for found in FENCE.findall(self.text)] + INDENTED.findall(self.prose)
        return [*self.spans, *"".join(blocks).replace("\\\n", " ").splitlines()]

    @cached_property
    def links(self) -> list[str]:
        return [first or second for first, second in LINK.findall(self.prose)]

    @cached_property
    def anchors(self) -> set[str]:
        """The names of its headings, made as forges make them."""
        return {
            re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
            for title in HEADING.findall(self.prose)
        }

    def section(self, title: str) -> str:
        """Return the text under a heading of the second level. Raises IndexError without it."""
        return self.text.split(f"\n## {title}\n")[1].split("\n## ")[0]


def read(path: Path) -> Page:
    return Page(path, path.read_text(encoding="utf-8"))


def every() -> list[Page]:
    return [read(path) for path in [*map(ROOT.joinpath, TOP), *sorted(DOCS.rglob("*.md"))]]


def texts() -> Iterator[tuple[str, str]]:
    """Return the name and content of every text that belongs to the repository."""
    folders = (".ci", "bench", "docs", "requirements", "scripts", "sinergi", "tests")
    inside = [path for folder in folders for path in sorted((ROOT / folder).rglob("*"))]
    for path in [*sorted(ROOT.glob("*.*")), ROOT / "Makefile", *inside]:
        if path.is_file() and "__pycache__" not in path.parts:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8", errors="ignore")
