"""Sheets copied, renamed, hidden and deleted, and parts that a refresh has never heard of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from tests.support.excel_package import MAIN, ExcelPackage
from tests.support.foreign_parts import add_foreign_parts
from tests.support.inserted_rows import rename_sheet
from tests.support.sheets_at_work import copy_sheet, delete_sheet, hide_sheet
from workbook.check.lint import faults
from workbook.package.archive import Archive
from workbook.package.formula_references import references
from workbook.package.sheet import SheetXml
from workbook.package.structure import structure
from workbook.refresh import refresh
from workbook.sheets.registry import TABLES
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import TemplateError
from xlsrc.domain.month import Month
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

COPIED: Final = {
    "All indicators": "All indicators (2)",
    "Exceptions": "Exceptions (2)",
    "Overall": "Overall (2)",
    "Definitions": "Definitions (2)",
    "Summary": "Summary (2)",
}
MACROS: Final = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


@pytest.fixture(scope="module")
def last_month(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("sheets") / "November.xlsx"
    return refresh(template, data_folder(), as_at=Month.of(2025, 11), out=target).path


@pytest.fixture(scope="module")
def untouched(last_month: Path) -> Path:
    """The next month of a workbook that nobody touched."""
    return refresh(last_month, data_folder(), out=last_month.with_name("December.xlsx")).path


def figures(path: Path) -> dict[str, object]:
    """What stands in every named block and every table of the layout, by name."""
    book = HeadlessWorkbook.open(path)
    names = structure(Archive.read(path)).names
    found: dict[str, object] = {
        name: book.block_values(name)
        for name, place in names.items()
        if "!" in place and not name.startswith("_xlnm")
    }
    return found | {name: data.rows for name, data in book.tables([t.name for t in TABLES]).items()}


def parts_of(path: Path, sheet: str) -> dict[str, bytes]:
    """A sheet's part and those of its tables, drawings and charts."""
    book, archive = ExcelPackage(path), Archive.read(path)
    part = book.sheet_part(sheet)
    drawings = book.related(part, "drawing")
    charts = [chart for drawing in drawings for chart in book.related(drawing, "chart")]
    return {
        name: archive.content(name)
        for name in (part, *book.related(part, "table"), *drawings, *charts)
    }


@pytest.fixture(scope="module")
def copied(last_month: Path) -> tuple[Path, Path]:
    """A workbook with copies of its sheets, and the same refreshed."""
    book = ExcelPackage(last_month)
    for name, new in COPIED.items():
        copy_sheet(book, name, new)
    source = book.save(last_month.with_name("copied.xlsx"))
    return source, refresh(source, data_folder(), out=source.with_name("copied after.xlsx")).path


def test_a_refresh_writes_the_sheets_and_not_their_copies(
    copied: tuple[Path, Path], untouched: Path
) -> None:
    found = figures(copied[1])

    assert {name: found[name] for name in figures(untouched)} == figures(untouched)


@pytest.mark.parametrize("sheet", COPIED.values())
def test_a_copied_sheet_keeps_every_cell(copied: tuple[Path, Path], sheet: str) -> None:
    before, after = (cells(path, sheet) for path in copied)

    assert {at: text for at, text in after.items() if "<f" not in text} == {
        at: text for at, text in before.items() if "<f" not in text
    }
    assert before.keys() == after.keys()


def cells(path: Path, sheet: str) -> dict[str, str]:
    archive = Archive.read(path)
    part = structure(archive).sheet(sheet)
    assert part is not None
    xml = SheetXml(archive.text(part.part), where=sheet)
    return {f"{cell[2]}{row}": cell[0] for row in xml.rows for cell in xml.cells(row)}


@pytest.mark.parametrize("sheet", COPIED.values())
def test_all_else_of_a_copied_sheet_stays_byte_for_byte(
    copied: tuple[Path, Path], sheet: str
) -> None:
    before, after = (parts_of(path, sheet) for path in copied)

    others = [name for name in before if not name.startswith("xl/worksheets/")]
    assert [name for name in others if before[name] != after[name]] == []


def test_a_workbook_with_copies_has_no_new_fault(copied: tuple[Path, Path]) -> None:
    assert set(faults(copied[1])) <= set(faults(copied[0]))


@pytest.fixture(scope="module")
def at_work(last_month: Path) -> tuple[Path, Path, list[str]]:
    """A workbook renamed, hidden, grouped and with foreign parts; the same refreshed; the parts."""
    book = ExcelPackage(last_month)
    for number, name in enumerate(book.sheet_names):
        rename_sheet(book, name, f"{number} Ward's & {name}"[:31])
    names = book.sheet_names
    hide_sheet(book, names[3])
    hide_sheet(book, names[-1], "veryHidden")
    for name in names[:3]:
        for view in book.sheet(name).iter(f"{MAIN}sheetView"):
            view.set("tabSelected", "1")
    parts = add_foreign_parts(book, names[1])
    for one in book.root("[Content_Types].xml"):
        if one.get("PartName") == "/xl/workbook.xml":
            one.set("ContentType", MACROS)
    source = book.save(last_month.with_name("at work.xlsm"))
    target = source.with_name("at work after.xlsm")
    return source, refresh(source, data_folder(), out=target).path, parts


def test_renamed_hidden_and_grouped_sheets_get_the_same_figures(
    at_work: tuple[Path, Path, list[str]], untouched: Path
) -> None:
    assert figures(at_work[1]) == figures(untouched)


def test_the_charts_of_renamed_sheets_show_the_same_figures(
    at_work: tuple[Path, Path, list[str]], untouched: Path
) -> None:
    ours, theirs = Archive.read(at_work[1]), Archive.read(untouched)
    charts = [name for name in theirs.names if name.startswith("xl/charts/chart")]
    cache = re.compile(r"<c:(numCache|strCache)>.*?</c:\1>", re.DOTALL)
    differing = [
        name
        for name in charts
        if [m[0] for m in cache.finditer(ours.text(name))]
        != [m[0] for m in cache.finditer(theirs.text(name))]
    ]
    assert charts
    assert differing == []


def test_states_and_groups_of_sheets_stay(at_work: tuple[Path, Path, list[str]]) -> None:
    before, after = (ExcelPackage(path) for path in at_work[:2])

    states = [sheet.get("state") for sheet in before.workbook.iter(f"{MAIN}sheet")]
    assert [sheet.get("state") for sheet in after.workbook.iter(f"{MAIN}sheet")] == states
    assert {"hidden", "veryHidden"} <= set(states)
    grouped = [
        [view.get("tabSelected") for view in book.sheet(name).iter(f"{MAIN}sheetView")]
        for book in (before, after)
        for name in before.sheet_names[:3]
    ]
    assert grouped == [["1"]] * 6


def test_foreign_parts_stay_byte_for_byte(at_work: tuple[Path, Path, list[str]]) -> None:
    before, after = (Archive.read(path) for path in at_work[:2])

    assert "xl/vbaProject.bin" in at_work[2]
    assert [name for name in at_work[2] if before.content(name) != after.content(name)] == []
    links = [name for name in before.names if name.endswith(".rels")]
    assert [name for name in links if before.content(name) != after.content(name)] == []


def test_a_picture_in_a_cell_stays(at_work: tuple[Path, Path, list[str]]) -> None:
    sheet = ExcelPackage(at_work[0]).sheet_names[1]
    pictures = {at: text for at, text in cells(at_work[0], sheet).items() if "vm=" in text}

    assert pictures
    assert {at: cells(at_work[1], sheet)[at] for at in pictures} == pictures


def test_no_formula_of_the_template_names_a_sheet(last_month: Path) -> None:
    """Only so does a formula read the same on a renamed sheet, and gets its value."""
    archive = Archive.read(last_month)
    naming = [
        f"{part.name}: {formula.text}"
        for part in structure(archive).sheets
        if part.is_worksheet
        for formula in SheetXml(archive.text(part.part), where=part.name).formulas()
        if any(cells.sheets for cells in references(formula.text).cells)
        or any(name.sheet for name in references(formula.text).names)
    ]
    assert naming == []


@pytest.mark.parametrize("sheet", ["Peers", "Actions", "Overall", "Data", "Settings", "Cover"])
def test_a_deleted_sheet_is_named_and_nothing_is_written(last_month: Path, sheet: str) -> None:
    book = ExcelPackage(last_month)
    delete_sheet(book, sheet)
    source = book.save(last_month.with_name(f"without {sheet}.xlsx"))
    target = source.with_name(f"after {sheet}.xlsx")

    with pytest.raises(TemplateError, match=rf"no sheet {sheet}\b.*`safer build`"):
        refresh(source, data_folder(), out=target)

    assert not target.exists()
