"""A refreshed workbook keeps what a refresh promises; each broken promise is one sentence."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import pytest

from tests.support.made_by_analysts import table_part
from tests.support.package_edits import Package
from workbook.block import Block, TableBlock
from workbook.check import lint
from workbook.check.checks import faults
from workbook.check.promises import promise_faults
from workbook.package.archive import Archive
from workbook.package.structure import structure
from workbook.refresh import refresh
from workbook.sheets.exceptions.layout import EXCEPTIONS_TABLE
from workbook.sheets.registry import TABLES
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.resources import data_folder, templates_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbook.block import Write

AS_AT = datetime.date(2025, 12, 1)


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("promises") / "refreshed.xlsx"
    return refresh(templates_folder() / "Dashboard.xlsx", data_folder(), out=path).path


def promises_of(path: Path) -> tuple[str, ...]:
    archive = Archive.read(path)
    found = structure(archive)
    return promise_faults(HeadlessWorkbook(archive, found), archive, found)


def test_the_template_and_a_refreshed_workbook_are_sound(refreshed: Path) -> None:
    assert faults(templates_folder() / "Dashboard.xlsx") == ()
    assert faults(refreshed) == ()


def whole(name: str, keep: Callable[[tuple[object, ...]], bool]) -> Callable[[Path], Write]:
    """The rows of a table that stay; one blank row where none does."""

    def write(path: Path) -> Write:
        table = next(table for table in TABLES if table.name == name)
        data = HeadlessWorkbook.open(path).tables([name])[name]
        rows = tuple(row for row in data.rows if keep(row)) or (table.blank(),)
        return TableBlock(name, data.columns, rows)  # type: ignore[arg-type]  # cells as read

    return write


def twice(path: Path) -> Write:
    data = HeadlessWorkbook.open(path).tables(["AllIndicators"])["AllIndicators"]
    return TableBlock("AllIndicators", data.columns, (*data.rows, data.rows[0]))  # type: ignore[arg-type]  # cells as read


def one_month_on(_: Path) -> Write:
    return Block("peers.as_at", (("Data to November 2025",),))


def emptied_month(_: Path) -> Write:
    return Block("heat.period", ((None,),))


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (whole("WardData", lambda _: False), r"^Ward data!A5: .*WardData is empty, .* 24 wards"),
        (whole("Data", lambda _: False), r"^Data!A5: the table Data is empty"),
        (whole("Sources", lambda _: False), r"^Sources!A5: the table Sources is empty"),
        (whole("AllIndicators", lambda _: False), r"^All indicators!A5: .* is empty"),
        (
            whole("Data", lambda row: row[0] != "Residential burglary"),
            r"^Data!A5: the table Data has no month of Residential burglary",
        ),
        (
            whole("AllIndicators", lambda row: row[0] != "Arson"),
            r"^All indicators!A5: .* has no row of Arson, which Definitions lists",
        ),
        (twice, r"has two rows or more of Total notifiable offences"),
        (
            whole("Exceptions", lambda row: row[-1] != "Worth watching"),
            r"^Exceptions!I\d+: .* 0 rows of 'Worth watching', but Exceptions!A\d+:H\d+ lists \d",
        ),
        (one_month_on, r"^Peers!R1: must say December 2025, .* found 'November 2025'"),
        (emptied_month, r"^Heat tables!N1: must say December 2025, .* found nothing"),
    ],
    ids=[
        "no ward data", "no data", "no sources", "no indicators", "no month of one",
        "one missing", "one twice", "list without rows", "another month", "no month",
    ],
)  # fmt: skip
def test_each_broken_promise_is_one_fault(
    refreshed: Path, broken: Callable[[Path], Write], fault: str, tmp_path: Path
) -> None:
    path = tmp_path / "broken.xlsx"
    HeadlessWorkbook.open(refreshed).write([broken(refreshed)], path, as_at=AS_AT)

    (found,) = promises_of(path)

    assert re.search(fault, found), found


def test_both_lists_without_rows_are_two_faults(refreshed: Path, tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    blank = EXCEPTIONS_TABLE.whole([EXCEPTIONS_TABLE.blank()])
    HeadlessWorkbook.open(refreshed).write([blank], path, as_at=AS_AT)

    assert [fault[:12] for fault in promises_of(path)] == ["Exceptions!I"] * 2


def test_tables_without_rows_are_no_fault_before_the_first_refresh() -> None:
    assert promises_of(templates_folder() / "Dashboard.xlsx") == ()


def saved(book: Package, folder: Path, name: str = "theirs.xlsx") -> Path:
    path = folder / name
    path.write_bytes(book.archive.replaced(book.changed))
    return path


def test_rows_that_a_filter_hides_are_named(refreshed: Path, tmp_path: Path) -> None:
    book = Package.of(Archive.read(refreshed))
    part = table_part(book, "Data")
    book.put(
        part, r"(<autoFilter [^>]*)/>",
        r'\1><filterColumn colId="0"><filters><filter val="Arson"/></filters></filterColumn>'
        "</autoFilter>",
    )  # fmt: skip
    for row in (*range(5, 10), 12):
        book.put(book.part("Data"), rf'<row r="{row}"', rf'<row r="{row}" hidden="1"')

    assert faults(saved(book, tmp_path)) == (
        "Data: rows 5–9, 12 of the table Data are hidden by a filter; clear it (Data, Clear).",
    )


def test_a_damaged_sheet_of_wards_is_named_and_ends_no_check(
    refreshed: Path, tmp_path: Path
) -> None:
    book = Package.of(Archive.read(refreshed))
    book.put(book.part("Ward data"), r'<row r="6"', '<row r="3"')

    found = faults(saved(book, tmp_path))

    assert "Sheet Ward data was not written by Excel (its rows are not numbered in order)" in (
        " ".join(found)
    )


def test_a_chart_that_shows_other_figures_is_named(refreshed: Path, tmp_path: Path) -> None:
    book = Package.of(Archive.read(refreshed))
    book.put(
        "xl/charts/chart1.xml",
        r"(<c:numCache>(?:(?!</c:numCache>).)*?<c:pt idx=\"2\"[^>]*><c:v>)[\d.]+",
        r"\g<1>123456789",
    )

    (fault,) = faults(saved(book, tmp_path))

    assert re.fullmatch(r"(\w+)![A-Z]+\d+: a chart on \1 shows another figure .*", fault)


@pytest.mark.parametrize(("point", "number"), [("Jan 25", 0), ("#N/A", 1), ("", 1)])
def test_a_chart_may_save_a_figure_in_words_but_no_error_for_it(
    point: str, number: int, refreshed: Path, tmp_path: Path
) -> None:
    book = Package.of(Archive.read(refreshed))
    book.put(
        "xl/charts/chart1.xml",
        r"(<c:numCache>(?:(?!</c:numCache>).)*?<c:pt idx=\"2\"[^>]*><c:v>)[\d.]+",
        rf"\g<1>{point}",
    )

    assert len(faults(saved(book, tmp_path))) == number


@pytest.mark.parametrize(
    ("name", "kind", "fault"),
    [
        ("a.xlsm", "sheet", r"^a\.xlsm must end in \.xlsx, .* found \.xlsm"),
        ("a.xltx", "sheet", r"^a\.xltx must end in \.xlsx"),
        ("a.xlsx", "macro", r"^a\.xlsx must end in \.xlsm"),
        ("a.xlsx", "template", r"^a\.xlsx must end in \.xltx"),
        ("a.xlsx", "wonder", r"^a\.xlsx must hold a workbook; found content of the type"),
    ],
)
def test_a_name_that_says_another_kind_is_named(
    name: str, kind: str, fault: str, tmp_path: Path
) -> None:
    types = {
        "macro": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        "template": "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
        "wonder": "application/vnd.wonder",
    }
    book = Package.of(Archive.read(templates_folder() / "Dashboard.xlsx"))
    if kind in types:
        book.put(
            "[Content_Types].xml",
            r'(PartName="/xl/workbook\.xml" ContentType=")[^"]*', rf"\g<1>{types[kind]}",
        )  # fmt: skip

    (found,) = lint.faults(saved(book, tmp_path, name))

    assert re.search(fault, found), found


@pytest.mark.parametrize(("suffix", "kind"), [("xlsm", "sheet"), ("xltm", "template")])
def test_a_name_that_says_what_the_file_is_is_no_fault(
    suffix: str, kind: str, tmp_path: Path
) -> None:
    book = Package.of(Archive.read(templates_folder() / "Dashboard.xlsx"))
    book.put(
        "[Content_Types].xml", r'(PartName="/xl/workbook\.xml" ContentType=")[^"]*',
        rf"\g<1>application/vnd.ms-excel.{kind}.macroEnabled.main+xml",
    )  # fmt: skip

    assert lint.faults(saved(book, tmp_path, f"a.{suffix}")) == ()


def test_macros_in_a_file_without_macros_are_named(tmp_path: Path) -> None:
    book = Package.of(Archive.read(templates_folder() / "Dashboard.xlsx"))
    book.add("xl/vbaProject.bin", b"\xd0\xcf", "application/vnd.ms-office.vbaProject")

    (fault,) = lint.faults(saved(book, tmp_path))

    assert "holds macros" in fault
