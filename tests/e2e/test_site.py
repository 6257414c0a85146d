"""The documents as a site: built without a warning, whole, and asking for nothing."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pikepdf
import pytest
from lxml import html

from tests.support.chromium import browser, program
from tests.support.paths import NPM, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.chromium import Browser

AXE = NPM / "axe-core" / "axe.min.js"
WIDTHS = (390, 1440)
RUN = """axe.run(document, {resultTypes: ['violations']}).then(found =>
    found.violations.map(one => `${one.id}, ${one.nodes.length}: ${one.nodes[0].html}`))"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SEARCH = """new Promise(found => {
    const field = document.querySelector('[data-md-component=search-query]');
    const look = () => {
        const links = document.querySelectorAll('.md-search-result__link');
        if (links.length) return found(links[0].getAttribute('href'));
        field.focus();
        field.dispatchEvent(new KeyboardEvent('keyup', {bubbles: true}));
        setTimeout(look, 50);
    };
    field.value = 'SC_BENCHMARK';
    look();
})"""
EVERY_PAGE = bool(os.environ.get("SITE_EVERY_PAGE"))
"""Whether axe-core looks at all pages, for minutes, or at some that have every kind of part."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    run = subprocess.run(
        [Path(sys.executable).with_name("mkdocs"), "build", "--strict", "--site-dir", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )

    assert (run.returncode, "WARNING" in run.stderr) == (0, False), run.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, html.HtmlElement]:
    """Every page with its elements."""
    found = sorted(site.rglob("*.html"))
    return {page: html.document_fromstring(page.read_text(encoding="utf-8")) for page in found}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if program() is None:
        pytest.skip("needs Chromium")
    with browser() as opened:
        yield opened


def parts(page: html.HtmlElement) -> set[tuple[str, ...]]:
    """The kinds of parts of a page's text: elements with what they stand in and their classes."""
    return {
        (one.tag, one.getparent().tag, one.get("class", ""))
        for one in page.xpath("//article//*")
        if isinstance(one.tag, str)
    }


def with_every_part(pages: dict[Path, html.HtmlElement]) -> list[Path]:
    """A few pages that have, among them, every kind of part."""
    kinds = {path: parts(page) for path, page in pages.items()}
    wanted = set[tuple[str, ...]]().union(*kinds.values())
    chosen = []
    while wanted:
        most = max(kinds, key=lambda path: (len(kinds[path] & wanted), -path.stat().st_size))
        chosen.append(most)
        wanted -= kinds[most]
    return chosen


def test_every_paper_is_a_page(pages: dict[Path, html.HtmlElement], site: Path) -> None:
    papers = {path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")}
    papers |= {
        Path(name) for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
    }

    wanted = {
        path.with_name("index.html" if path.stem == "README" else f"{path.stem}.html")
        for path in papers
    }
    assert {path.relative_to(site) for path in pages} == wanted


def test_every_link_and_every_part_of_a_page_is_there(pages: dict[Path, html.HtmlElement]) -> None:
    anchors = {
        path: {*page.xpath("//@id"), *page.xpath("//@name"), ""} for path, page in pages.items()
    }
    lost = []
    for path, page in pages.items():
        for link in page.xpath("//a/@href | //link/@href | //@src"):
            to = urlsplit(link)
            if to.scheme or to.netloc:
                continue
            file = (path.parent / unquote(to.path)).resolve() if to.path else path
            file = file / "index.html" if file.is_dir() else file
            is_there = file.is_file() and unquote(to.fragment) in anchors.get(file, {to.fragment})
            lost += [] if is_there else [(path.name, link)]

    assert lost == []


def test_no_page_takes_anything_from_elsewhere(pages: dict[Path, html.HtmlElement]) -> None:
    taken = {
        link
        for page in pages.values()
        for link in page.xpath("//@src | //@srcset | //link/@href | //@data | //form/@action")
        if urlsplit(link).scheme not in ("", "data") or urlsplit(link).netloc
    }

    assert taken == set()


@pytest.mark.skipif(not AXE.is_file(), reason="needs npm's axe-core in .ci/node_modules")
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    chromium: Browser,
    pages: dict[Path, html.HtmlElement],
    proof: Callable[[str], None],
) -> None:
    looked_at = [*pages] if EVERY_PAGE else with_every_part(pages)
    before = len(chromium.requests)
    for page in looked_at:
        chromium.open(page)
        chromium.run(f"{AXE.read_text(encoding='utf-8')};0")
        for width in WIDTHS:
            chromium.show(width)
            assert (chromium.run(RUN), chromium.run(SIDEWAYS)) == ([], 0), (page.name, width)

    asked = chromium.requests[before:]
    assert [one for one in asked if urlsplit(one).scheme not in ("file", "data", "blob")] == []
    proof(
        f"Site: axe-core finds nothing on {len(looked_at)} of {len(pages)} pages, at 390 and 1440"
    )


def test_the_search_finds_a_function_in_a_site_that_lies_in_a_folder(
    chromium: Browser, site: Path
) -> None:
    chromium.show(1440)
    chromium.open(site / "index.html")

    assert "reference/functions.html" in chromium.run(SEARCH)


def test_what_members_read_prints_on_two_pages(site: Path, chromium: Browser) -> None:
    chromium.open(site / "guide" / "reading.html")

    with pikepdf.open(io.BytesIO(chromium.printed())) as printed:
        assert len(printed.pages) == 2
