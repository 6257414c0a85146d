"""The page in Chromium: nothing that axe-core objects to, no sideways scroll, no request."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from tests.support.chromium import browser, program
from tests.support.html_page import EDITION
from tests.support.paths import NPM
from workbook.html.page import html_edition
from xlsrc.disclosure.ward_years import WardYears
from xlsrc.domain.area import Area, Level
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.support.chromium import Browser
    from tests.support.publishing import Publishing
    from workbook.refresh import Refreshed
    from xlsrc.assessment import Dashboard

AXE = NPM / "axe-core" / "axe.min.js"
pytestmark = [
    pytest.mark.skipif(program() is None, reason="needs Chromium"),
    pytest.mark.skipif(not AXE.is_file(), reason="needs npm's axe-core in .ci/node_modules"),
]
WIDTHS = (320, 768, 1440)
SCHEMES = ("light", "dark")
RUN = """axe.run(document, {resultTypes: ['violations'], RULES}).then(found =>
    found.violations.map(one => `${one.id}, ${one.nodes.length}: ${one.nodes[0].html}`))"""
ALL, ALL_BUT_COLOURS = "rules: {}", "rules: {'color-contrast': {enabled: false}}"
OPEN = """document.querySelectorAll('details').forEach((one, at) => { one.open = true;
    [...one.querySelectorAll('tbody tr')].slice(3).forEach(row => row.remove()); })"""
"""Of a long table of figures three rows are looked at."""
WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 2
SPACING = """document.head.insertAdjacentHTML('beforeend', `<style>* { line-height: 1.5 !important;
    letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }</style>`)"""
"""What a reader may set (WCAG 1.4.12)."""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """[...document.querySelectorAll('a, summary')].filter(one => {
    const box = one.getBoundingClientRect();
    return box.height > 0 && one.className !== 'skip' && box.height < 24;
}).map(one => one.outerHTML.slice(0, 100))"""


def few(dashboard: Dashboard) -> Dashboard:
    """The dashboard with every kind of row and chart, a few of each: axe-core reads every node."""
    settings = dashboard.settings
    sections = tuple(one for one in settings.sections if one.id in ("overall", "2", "4"))
    kept = {"asb_incidents", "domestic_abuse", "reoffending"}
    indicators = tuple(one for one in settings.indicators if one.id in kept)
    return dataclasses.replace(
        dashboard,
        settings=dataclasses.replace(settings, sections=sections, indicators=indicators),
        assessments=tuple(one for one in dashboard.assessments if one.indicator.id in kept),
        ward_map=None,
    )


def written(dashboard: Dashboard, path: Path) -> Path:
    boundaries = (None, None, data_folder())
    years = WardYears(
        indicator=next(i for i in dashboard.settings.indicators if i.id == "domestic_abuse"),
        years=(2024, 2025),
        wards=(Area(code="E05013628", name="Barnet Vale", level=Level.WARD, borough="Barnet"),),
        shown=(("1–4", "[c]"),),
    )
    text = html_edition(
        dashboard,
        dataclasses.replace(EDITION, reasons=("A chart was added.",)),
        (years,),
        "Left out.",
        boundaries,
    )
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def whole(publishing: Publishing, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page that is published."""
    path = tmp_path_factory.mktemp("html") / "whole.html"
    path.write_bytes(publishing.files["Barnet 2025-12 public.html"])
    return path


@pytest.fixture(scope="module")
def short(sample: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(few(sample.dashboard), tmp_path_factory.mktemp("html") / "short.html")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


def test_axe_finds_nothing_at_any_width_light_or_dark_open_or_shut(
    chromium: Browser, short: Path, proof: Callable[[str], None]
) -> None:
    chromium.open(short)
    chromium.run(f"{AXE.read_text(encoding='utf-8')};0")
    views = [(320, "light"), *((width, scheme) for width in WIDTHS for scheme in SCHEMES)]
    for at, (width, scheme) in enumerate(views):
        if at == 1:  # what is shut in the first view is open in the others
            chromium.run(OPEN)
        chromium.show(width, scheme)
        assert chromium.run(RUN.replace("RULES", ALL)) == [], (width, scheme)

    proof(f"HTML: axe-core finds nothing in {len(views)} views of a page with every kind of part")


def test_axe_finds_nothing_but_maybe_colours_on_the_whole_published_page(
    chromium: Browser, whole: Path, proof: Callable[[str], None]
) -> None:
    chromium.open(whole)
    chromium.run(f"{AXE.read_text(encoding='utf-8')};0")
    for width, scheme, prepare in ((1440, "light", "0"), (320, "dark", OPEN)):
        chromium.show(width, scheme)
        chromium.run(prepare)
        assert chromium.run(RUN.replace("RULES", ALL_BUT_COLOURS)) == [], (width, scheme)

    proof(
        "HTML: axe-core finds nothing on the published page; colours on one of every kind of part"
    )


def test_the_page_asks_for_nothing_and_never_scrolls_sideways(
    chromium: Browser, whole: Path
) -> None:
    before = len(chromium.requests)
    chromium.show(320)
    chromium.open(whole)

    assert chromium.requests[before:] == [whole.as_uri()]
    for spaced in (False, True):
        if spaced:
            chromium.run(SPACING)
        for width in WIDTHS:
            chromium.show(width)
            assert chromium.run(SIDEWAYS) == 0, (width, spaced)
    chromium.show(320)
    assert chromium.run(SMALL) == []


def test_a_word_without_end_makes_nothing_scroll_sideways(
    chromium: Browser, sample: Refreshed, tmp_path: Path
) -> None:
    dashboard = few(sample.dashboard)
    settings = dashboard.settings
    long = dataclasses.replace(
        dashboard,
        area=dataclasses.replace(dashboard.area, name=WORD),
        settings=dataclasses.replace(
            settings,
            board=WORD,
            sections=tuple(
                dataclasses.replace(one, name=WORD, objective=WORD) for one in settings.sections
            ),
        ),
    )
    chromium.open(written(long, tmp_path / "long.html"))
    for width in WIDTHS:
        chromium.show(width)
        assert chromium.run(SIDEWAYS) == 0, width


def test_the_printed_page_is_tagged_and_named(chromium: Browser, short: Path) -> None:
    chromium.open(short)
    printed = chromium.printed()

    assert b"/StructTreeRoot" in printed
    assert b"/Lang (en-GB)" in printed
    assert b"/MarkInfo" in printed
