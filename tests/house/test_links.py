"""What a page points at is there, and no page points at this machine or at a registry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.pages import DOCS, ROOT, Page, every, read, texts

PAGES = every()
#: A path from the root of the repository; `*` stands for any name.
ROOTED = re.compile(
    r"(?<![\w./~-])(?:\.ci|bench|docs|requirements|scripts|sinergi|tests)/[\w./*-]*"
)
#: A file named by the end of its path.
NAMED = re.compile(r"(?<![\w./-])[\w./-]+\.(?:css|html|in|js|md|po|py|toml)(?![\w.])")
FILES = [f"/{name}" for name, _ in texts()]
#: Hosts of registries. Their names are put together here, so that this file has none of them.
REGISTRIES = re.compile("|".join(f"{a}{b}" for a, b in (
    ("py", r"pi\.(?:org|io)"), ("pythonhos", "ted"), ("npm", r"js\."), ("crates", r"\.io"),
    ("rubygems", r"\."), ("docker", r"\.io"), ("ghcr", r"\.io"), ("index-", "url [^-]"),
)), re.IGNORECASE)  # fmt: skip
#: Folders of the people and machines that wrote this, wherever they did.
MACHINE = re.compile(
    rf"(?<![\w./])(?:{re.escape(str(ROOT))}(?![\w.-])|/(?:home|Users|root|workspace)/\w)"
)


def broken_links(page: Page) -> Iterator[str]:
    for link in page.links:
        path, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        target = page.path.parent / path
        if path and not target.exists():
            yield f"{page.name}: {link} does not exist"
        elif anchor and anchor not in (read(target) if path else page).anchors:
            yield f"{page.name}: {link} has no such heading"


def broken_paths(page: Page) -> Iterator[str]:
    rooted = {word.rstrip("./") for word in ROOTED.findall(page.text)}
    named = {word for span in page.spans for word in NAMED.findall(span)}
    gone = {w for w in rooted if not any(ROOT.glob(w))} | {w for w in named if not _ends(w)}
    # A name in capitals, as in NETWORK.md, stands for another.
    yield from (f"{page.name}: {w}" for w in sorted(gone) if not Path(w).stem.isupper())


def _ends(word: str) -> bool:
    """Tell whether some file of the repository has a path that ends so."""
    return any(file.endswith(f"/{word.removeprefix('../')}") for file in FILES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Page) -> None:
    assert list(broken_links(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_a_page_names_is_there(page: Page) -> None:
    assert list(broken_paths(page)) == []


def test_every_page_is_found_from_the_readme() -> None:
    seen, todo = set[Path](), [ROOT / "README.md"]
    while todo:
        path = todo.pop().resolve()
        if path not in seen and path.exists():
            seen.add(path)
            inside = sorted(path.glob("*.md")) if path.is_dir() else []
            links = read(path).links if path.suffix == ".md" else []
            todo += inside + [
                path.parent / word.split("#")[0] for word in links if "//" not in word
            ]
    assert sorted(set(DOCS.rglob("*.md")) - seen) == []


def test_no_text_names_a_registry_or_a_path_of_a_machine() -> None:
    told = [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in texts()
        if REGISTRIES.search(text) or MACHINE.search(text)
        for number, line in enumerate(text.splitlines(), start=1)
        if (REGISTRIES.search(line) or MACHINE.search(line)) and name != "tests/house/test_links.py"
    ]
    assert told == []


def test_a_page_that_points_nowhere_is_noticed() -> None:
    wrong = "# Here\n[a](gone.md) [b](#there) [c](#here) `sinergi/gone.py` `gone.js` docs/gone/\n"
    page = Page(DOCS / "page.md", wrong)
    assert len(list(broken_links(page))) == 2
    assert len(list(broken_paths(page))) == 3
