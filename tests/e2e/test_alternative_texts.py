"""Charts and shapes that lost their alternative text get it back; a text that is there stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.excel_package import ExcelPackage
from tests.support.inserted_rows import insert_rows, rename_sheet
from tests.support.package_edits import DRAWING_NS, Package
from workbook.check.accessibility import accessibility
from workbook.package.alt_texts import undescribed
from workbook.package.archive import Archive
from workbook.package.structure import structure
from workbook.sheets.section.order import small_of
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.writes import all_writes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbook.refresh import Refreshed

TEXT = re.compile(r' descr="[^"]*"')
YEAR = 'name="Chart 1" descr="Line chart of Total notifiable offences: each of the last 12 months '
DRAWING = "xl/drawings/drawing2.xml"
"""That of the sheet Overall."""

DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
    "</a:extLst>"
)


@pytest.fixture
def without(sample: Refreshed) -> Package:
    """The sample, all its charts and shapes without alternative text."""
    package = Package.of(Archive.read(sample.path))
    for part in structure(package.archive).drawings:
        package.changed[part] = TEXT.sub("", package.text(part))
    return package


@pytest.fixture
def written(sample: Refreshed, tmp_path: Path) -> Callable[[Archive], Archive]:
    def write(archive: Archive) -> Archive:
        opened = HeadlessWorkbook(archive, structure(archive))
        target = tmp_path / "written.xlsx"
        opened.write(
            all_writes(sample.dashboard, opened), target, as_at=sample.dashboard.as_at.first_day
        )
        return Archive.read(target)

    return write


def test_every_text_comes_back_as_it_was(
    sample: Refreshed, without: Package, written: Callable[[Archive], Archive]
) -> None:
    before, after = Archive.read(sample.path), written(without.done())

    drawings = structure(before).drawings
    assert len(drawings) == 14
    assert [part for part in drawings if after.content(part) != before.content(part)] == []


def test_lines_that_libreoffice_has_stacked_show_their_own_figures_again(
    without: Package, written: Callable[[Archive], Archive], sample: Refreshed
) -> None:
    before = Archive.read(sample.path)
    stacked = {
        part: text.replace('<c:grouping val="standard"/>', '<c:grouping val="stacked"/>')
        for part in structure(before).charts
        if "<c:areaChart>" in (text := before.text(part))
    }
    without.changed |= stacked

    after = written(without.done())

    settings = sample.dashboard.settings
    panels = sum(len(settings.of_section(section)) for section in settings.sections)
    overviews = sum(not section.is_priority for section in settings.sections)
    small = sum(len(small_of(settings, section)) for section in settings.sections)
    # The long-term chart of each panel, at the top of each overview and on Indicator.
    assert len(stacked) == panels + overviews + small + 1
    assert {part: after.text(part) for part in stacked} == {
        part: before.text(part) for part in stacked
    }


def test_stacked_lines_of_a_chart_that_has_its_text_are_its_authors(
    written: Callable[[Archive], Archive], sample: Refreshed
) -> None:
    package = Package.of(Archive.read(sample.path))
    part = "xl/charts/chart2.xml"
    package.put(part, 'grouping val="standard"', 'grouping val="stacked"')

    assert 'grouping val="stacked"' in written(package.done()).text(part)


def test_a_text_that_is_there_stays(
    sample: Refreshed, written: Callable[[Archive], Archive]
) -> None:
    package = Package.of(Archive.read(sample.path))
    package.put(DRAWING, r'descr="[^"]*"', 'descr="Ours"')
    theirs = package.done()

    assert written(theirs).content(DRAWING) == theirs.content(DRAWING)


def test_a_chart_marked_as_decorative_stays_so(
    without: Package, written: Callable[[Archive], Archive]
) -> None:
    without.put(DRAWING, r'(name="Chart 1")/>', rf"\1>{DECORATIVE}</xdr:cNvPr>")

    assert f'name="Chart 1">{DECORATIVE}' in written(without.done()).text(DRAWING)


def test_an_own_chart_of_some_of_the_figures_is_not_described_as_the_houses(
    without: Package, written: Callable[[Archive], Archive]
) -> None:
    chart = "xl/charts/chart2.xml"
    assert chart in structure(without.archive).charts
    without.put(chart, r"<c:ser>.*?</c:ser>", "")

    drawing = written(without.done()).text(DRAWING)
    assert 'name="Chart 1"/>' in drawing
    assert 'name="Chart 2" descr="' in drawing


def test_an_own_chart_of_other_cells_is_left_to_its_author(
    tmp_path: Path, without: Package, written: Callable[[Archive], Archive]
) -> None:
    without.changed["xl/charts/chart2.xml"] = without.text("xl/charts/chart2.xml").replace(
        "$S$", "$A$"
    )

    after = written(without.done())
    assert 'name="Chart 1"/>' in after.text(DRAWING)
    found = tmp_path / "written.xlsx"
    (fault,) = [fault for rule in accessibility(found) for fault in rule.faults]
    assert fault == (
        "Overall: the chart 'Chart 1' has no alternative text; give it one in Excel (View Alt "
        "Text) or run `safer build`."
    )


def test_a_shape_of_an_analyst_is_not_taken_for_the_map(
    without: Package, written: Callable[[Archive], Archive]
) -> None:
    theirs = (
        f'<xdr:sp {DRAWING_NS}><xdr:nvSpPr><xdr:cNvPr id="901" name="Map"/><xdr:cNvSpPr/>'
        '</xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect"/></xdr:spPr></xdr:sp>'
    )
    part = without.draw("Map", theirs)

    assert '<xdr:cNvPr id="901" name="Map"/>' in written(without.done()).text(part)


def test_the_text_names_the_cells_where_they_lie_now(
    without: Package, written: Callable[[Archive], Archive], tmp_path: Path
) -> None:
    (tmp_path / "without.xlsx").write_bytes(without.archive.replaced(without.changed))
    book = ExcelPackage(tmp_path / "without.xlsx")
    rename_sheet(book, "Overall", "Our & their crime")
    insert_rows(book, "Our & their crime", at=60, count=2)

    after = written(Archive.read(book.save(tmp_path / "moved.xlsx")))

    assert (
        YEAR + "(or their quarters) against the same a year before. The figures are in R94:T106."
        in (after.text(DRAWING))
    )


def test_a_group_of_which_a_part_is_decorative_needs_a_text_itself() -> None:
    part = f'<sp><nvSpPr><cNvPr id="2" name="Line">{DECORATIVE}</cNvPr></nvSpPr></sp>'
    group = f'<grpSp><nvGrpSpPr><cNvPr id="1" name="Ours"/></nvGrpSpPr>{part}</grpSp>'

    assert [(one.kind, one.name) for one in undescribed(group)] == [("grpSp", "Ours")]
