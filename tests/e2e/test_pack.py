"""The meeting pack carries the workbook's own figures: read back, and held against openpyxl's."""

from __future__ import annotations

import re
import warnings
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pptx
import pytest
from lxml import etree
from openpyxl.utils import range_boundaries

from tests.support.pack_files import (
    cached,
    plain,
    report_charts,
    report_tables,
    rounded,
    slide_charts,
    slide_tables,
)
from tests.support.restyle import restyled
from workbook.build.build import build
from workbook.pack.packing import POWERPOINT, packed
from workbook.pack.said.reading import pack_of
from workbook.refresh import refresh, silent
from workbook.sheets.summary import layout as summary_layout
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.writes import all_writes
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document
    from pptx.presentation import Presentation

    from tests.support.pack_files import PackChart
    from workbook.refresh import Refreshed


@pytest.fixture(scope="module")
def pack_files(sample: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    return packed(sample.path, full=True, out=tmp_path_factory.mktemp("pack"), progress=silent)


@pytest.fixture(scope="module")
def slides(pack_files: tuple[Path, ...]) -> Presentation:
    return pptx.Presentation(str(pack_files[0]))


@pytest.fixture(scope="module")
def report(pack_files: tuple[Path, ...]) -> Document:
    return docx.Document(str(pack_files[1]))


@pytest.fixture(scope="module")
def cells(sample: Refreshed) -> dict[str, list[list[Any]]]:
    """The named ranges of Summary and of the panels, as openpyxl reads them."""
    # Read-only, sheet by sheet: the whole workbook would take seconds.
    book = openpyxl.load_workbook(sample.path, data_only=True, read_only=True)
    sheets: dict[str, list[tuple[Any, ...]]] = {}
    found = {}
    for name, defined in book.defined_names.items():
        if name.startswith(("summary.", "panel.")):
            ((sheet, area),) = defined.destinations
            if sheet not in sheets:
                sheets[sheet] = all_rows(book[sheet])
            left, top, right, bottom = (int(edge or 0) for edge in range_boundaries(area))
            found[name] = [list(row[left - 1 : right]) for row in sheets[sheet][top - 1 : bottom]]
    book.close()
    return found


def all_rows(sheet: Any) -> list[tuple[Any, ...]]:
    with warnings.catch_warnings():
        # openpyxl says of each extension, such as sparklines, that it would not write it.
        warnings.simplefilter("ignore", UserWarning)
        return list(sheet.iter_rows(values_only=True))


def slide_rows(slides: Presentation) -> list[list[str]]:
    return [row for table in slide_tables(slides) for row in table]


def report_rows(report: Document) -> list[list[str]]:
    return [row for table in report_tables(report) for row in table]


def charts_of(kind: str, slides: Presentation, report: Document) -> list[PackChart]:
    return list(slide_charts(slides) if kind == "slides" else report_charts(report))


def without_blank_ends(rows: list[list[Any]]) -> list[list[Any]]:
    """A sheet's used cells: openpyxl cuts blank columns and rows off at the ends."""
    width = max(at + 1 for row in rows for at, value in enumerate(row) if value is not None)
    height = max(at + 1 for at, row in enumerate(rows) if any(v is not None for v in row))
    return [list(map(rounded, row[:width])) for row in rows[:height]]


def headline_texts(cells: dict[str, list[list[Any]]]) -> list[tuple[str, ...]]:
    """Label, status, both years, change and quarter of Summary's rows, in its number formats."""
    shown: list[tuple[str, ...]] = []
    for row in cells[summary_layout.TABLE.name]:
        label, status, quarter, usual, year, before, change = row[:7]
        if status is None:
            continue
        is_share = "%" in label or "per 100" in label

        def figure(value: object, *, is_share: bool = is_share) -> str:
            if not isinstance(value, int | float):
                return str(value)
            return f"{value:.1f} %" if is_share else f"{value:,.0f}"

        moved = str(change)
        if isinstance(change, int | float):
            moved = f"{abs(change):.1f} pt" if is_share else f"{abs(change):.0%}".replace("%", " %")
            sign = "" if moved.startswith(("0 ", "0.0 ")) else "−" if change < 0 else "+"
            moved = sign + moved
        shown.append(
            (label, status, f"{figure(year)} ({figure(before)})", moved,
             f"{figure(quarter)} ({usual})")
        )  # fmt: skip
    return shown


@pytest.mark.parametrize("rows", ["slide_rows", "report_rows"])
def test_every_headline_row_is_the_summarys(
    rows: str,
    slides: Presentation,
    report: Document,
    cells: dict[str, list[list[Any]]],
) -> None:
    found = {"slide_rows": slide_rows(slides), "report_rows": report_rows(report)}[rows]

    shown = {(row[1], row[2], row[3], row[4], row[6]) for row in found if len(row) == 9}
    assert shown >= set(headline_texts(cells))


@pytest.mark.parametrize("kind", ["slides", "report"])
@pytest.mark.parametrize("part", ["year", "trend"])
def test_every_chart_holds_the_cells_that_the_workbook_draws(
    kind: str,
    part: str,
    slides: Presentation,
    report: Document,
    cells: dict[str, list[list[Any]]],
) -> None:
    found = [chart.cells for chart in charts_of(kind, slides, report)]
    blocks = [rows for name, rows in cells.items() if re.fullmatch(rf"panel\..*\.{part}", name)]
    shown = [rows for rows in map(without_blank_ends, blocks) if rows in found]
    assert len(shown) >= 18


@pytest.mark.parametrize("kind", ["slides", "report"])
def test_a_chart_shows_what_its_own_workbook_holds(
    kind: str, slides: Presentation, report: Document
) -> None:
    charts = charts_of(kind, slides, report)

    differing = [
        (chart.alt_text, reference.findtext("{*}f"))
        for chart in charts
        for book in [openpyxl.load_workbook(BytesIO(chart.workbook))]
        for reference in chart.xml.iter("{*}numRef")
        if cached(reference) != pointed_at(reference, book)
    ]
    assert differing == []


def pointed_at(reference: Any, book: openpyxl.Workbook) -> list[float | None]:
    sheet, _, area = reference.findtext("{*}f").partition("!")
    values = [cell.value for row in book[sheet][area.replace("$", "")] for cell in row]
    return [
        (value - value.__class__(1899, 12, 30)).days if hasattr(value, "year") else rounded(value)
        for value in values
    ]


@pytest.mark.parametrize("kind", ["slides", "report"])
def test_the_five_sentences_are_the_summarys(
    kind: str, slides: Presentation, report: Document, cells: dict[str, list[list[Any]]]
) -> None:
    if kind == "slides":
        said = " ".join(text for row in slide_rows(slides) for text in row)
    else:
        said = plain(" ".join(paragraph.text for paragraph in report.paragraphs))

    wanted = [plain(text) for _, text in cells[summary_layout.SENTENCES.name] if text]
    assert [text for text in wanted if text not in said] == []


def test_what_the_page_of_exceptions_has_no_room_for_is_counted(
    sample: Refreshed, tmp_path: Path
) -> None:
    """Twelve rows for the borough in the first list and eight in the second: 7 and 3 are shown."""
    shown = sample.dashboard
    plain = shown.watched[0]
    rows = [replace(plain, indicator=one) for one in shown.settings.indicators]
    crowded = replace(shown, exceptions=tuple(rows[:12]), watched=tuple(rows[12:20]))
    opened = HeadlessWorkbook.open(sample.path)
    path = tmp_path / sample.path.name
    opened.write(all_writes(crowded, opened), path, as_at=shown.as_at.first_day)

    found = pack_of(path).exceptions

    assert [len(one.table.rows) for one in found.lists] == [7, 3]
    assert found.more == "10 shown; 10 more are in the workbook."
    assert [one.nothing for one in found.lists] == ["", ""]


def test_an_analysts_view_stands_on_its_indicators_slide(slides: Presentation) -> None:
    slide = next(s for s in slides.slides if s.shapes.title.text == "Residential burglary")

    said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert "Locks and lighting were fitted where it fell" in said


def test_the_maps_wards_have_the_workbooks_colours(
    slides: Presentation, report: Document, sample: Refreshed
) -> None:
    def fills(root: Any) -> dict[str, str]:
        return {
            one.get("name"): fill[0]
            for one in root.iter("{*}cNvPr")
            if re.fullmatch(r"E05\d{6}", one.get("name", ""))
            and (fill := _shape_of(one).xpath("./*[local-name()='spPr']/*/*/@val"))
        }

    with zipfile.ZipFile(sample.path) as package:
        drawn = {
            ward: fill
            for name in package.namelist()
            if name.startswith("xl/drawings/drawing")
            for ward, fill in fills(etree.fromstring(package.read(name))).items()
        }
    on_slides = {
        ward: fill for slide in slides.slides for ward, fill in fills(slide.element).items()
    }
    assert (len(drawn), on_slides, fills(report.element)) == (24, drawn, drawn)


def _shape_of(properties: Any) -> Any:
    parent = properties.getparent()
    return parent.getparent() if parent.tag.endswith("}nvSpPr") else parent


def test_a_slide_is_read_from_its_title_to_its_footer(slides: Presentation) -> None:
    read = [[shape.name.split()[0] for shape in slide.shapes] for slide in slides.slides]

    assert {(names[0], *names[-2:]) for names in read[1:]} == {("Title", "Footer", "Slide")}


def test_every_slide_has_a_title_of_its_own(slides: Presentation) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in slides.slides]

    assert len(set(titles)) == len(titles)


def test_every_chart_and_table_has_its_text_for_screen_readers(slides: Presentation) -> None:
    untold = [
        shape.name
        for slide in slides.slides
        for shape in slide.shapes
        if (shape.has_chart or shape.has_table) and not shape.element.xpath(".//p:cNvPr/@descr")
    ]

    assert untold == []


def test_the_reports_tables_repeat_their_headings(report: Document) -> None:
    first_rows = [table.rows[0]._tr for table in report.tables]  # noqa: SLF001 - no other way in

    assert [row for row in first_rows if row.find("{*}trPr/{*}tblHeader") is None] == []


def test_a_report_begins_with_the_answer(report: Document) -> None:
    said = [paragraph.text for paragraph in report.paragraphs if paragraph.text]

    assert said.index("In short") < said.index("Contents") < said.index("In brief")
    assert said.index("In short") <= 4


def test_the_contents_lead_to_every_heading(report: Document) -> None:
    links = report.element.xpath("//w:hyperlink/@w:anchor")
    marks = report.element.xpath("//w:bookmarkStart/@w:name")

    assert links == marks


def test_an_analysts_restyled_workbook_gives_the_same_words_and_its_own_colours(
    slides: Presentation, sample: Refreshed, tmp_path: Path
) -> None:
    restyled_path = restyled(sample.path, tmp_path / "restyled.xlsx")

    path = packed(restyled_path, kinds=[POWERPOINT], full=True, out=tmp_path, progress=silent)[0]

    theirs = pptx.Presentation(str(path))
    colours = {
        colour.get("val")
        for chart in slide_charts(theirs)
        for colour in chart.xml.iter("{*}srgbClr")
    }
    assert (list(slide_rows(theirs)), "C00000" in colours) == (list(slide_rows(slides)), True)


def test_the_same_workbook_makes_the_same_bytes(
    pack_files: tuple[Path, ...], sample: Refreshed, tmp_path: Path
) -> None:
    again = packed(sample.path, full=True, out=tmp_path, progress=silent)

    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in pack_files]


def test_a_pack_that_was_edited_is_not_overwritten(
    pack_files: tuple[Path, ...], sample: Refreshed, tmp_path: Path
) -> None:
    edited = pptx.Presentation(str(pack_files[0]))
    edited.slides[0].shapes.title.text = "Ours"
    edited.save(str(tmp_path / pack_files[0].name))
    content = (tmp_path / pack_files[0].name).read_bytes()

    second = packed(sample.path, kinds=[POWERPOINT], out=tmp_path, progress=silent)[0]

    kept = (tmp_path / pack_files[0].name).read_bytes() == content
    assert (kept, second.name) == (True, f"{pack_files[0].stem} 2.pptx")


def test_a_word_for_no_figure_stands_once(tmp_path: Path) -> None:
    made = build(None, area="Camden", out=tmp_path / "Camden.xlsx", progress=silent).path
    path = refresh(made, data_folder(), out=tmp_path / "out.xlsx").path

    rows = [row.texts for row in pack_of(path).headlines.rows]
    (asb,) = (row for row in rows if row[1] == "ASB incidents")
    assert (asb[3], asb[6]) == ("no data", "no data")
