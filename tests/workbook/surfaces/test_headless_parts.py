"""What a workbook's tables, names and formulas are, and what a new workbook may replace."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from workbook.package.archive import Archive
from workbook.package.edition_parts import finished
from workbook.package.reference import Rectangle
from workbook.package.sheet_rules import prompts
from workbook.package.target import is_same_file, refuse_template
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import WorkbookError
from xlsrc.resources import shipped_template

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.package.file_state import FileState


def made(*, first: str = "a", elsewhere: str = "x") -> bytes:
    """A table in B2:D4 of Data with one formula, one beside it, and another sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Data"
    for row in (["One", "Two", "Three"], [first, 1, "=1+1"], ["b", 2, 3]):
        sheet.append([None, *row])
    sheet.insert_rows(1)
    sheet["F3"] = "=2+2"
    sheet.add_table(Table(displayName="T", ref="B2:D4"))
    other = book.create_sheet("Other")
    other["A1"] = elsewhere
    for name, place in (
        ("mine_a", "Data!$D$3:$D$4"),
        ("mine_b", "Other!$A$1"),
        ("mine_lost", "#REF!"),
        ("theirs", "Other!$A$1"),
    ):
        book.defined_names[name] = DefinedName(name, attr_text=place)
    book.properties.creator = "The council"
    book.properties.lastModifiedBy = "Somebody"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.fixture(scope="module")
def book() -> HeadlessWorkbook:
    return HeadlessWorkbook.of(made(), "made.xlsx")


def test_tables_names_and_formulas_are_where_they_stand(book: HeadlessWorkbook) -> None:
    assert book.table_names == ("T",)
    assert book.columns_of("T") == ("One", "Two", "Three")
    assert book.formula_cells("T") == {(0, "Three")}
    assert book.sheets_with("mine_") == {"Data", "Other"}
    assert book.sheets_with("mine_a", "nothing") == {"Data"}
    assert book.sheets_with("a") == frozenset()


def test_a_formula_that_no_program_has_calculated_is_named(book: HeadlessWorkbook) -> None:
    assert book.not_calculated("mine_a") == "Data!D3"
    assert book.not_calculated("mine_b") == ""


def test_a_table_stands_in_the_same_bytes_where_its_sheet_and_its_texts_are_the_same(
    book: HeadlessWorkbook,
) -> None:
    assert book.holds_as(HeadlessWorkbook.of(made(), "again.xlsx"), "T")
    assert not book.holds_as(HeadlessWorkbook.of(made(first="c"), "other.xlsx"), "T")


def test_a_workbook_says_which_file_it_may_replace(tmp_path: Path) -> None:
    path = tmp_path / "made.xlsx"
    path.write_bytes(made())
    opened = HeadlessWorkbook.open(path)
    seen: list[tuple[str, ...]] = []

    def told(new: HeadlessWorkbook) -> FileState:
        seen.append((new.columns_of("T")[0], str(new.block_values("mine_b")[0][0])))
        return opened.state

    opened.write([], path, as_at=datetime.date(2026, 1, 31), replacing=told)
    assert seen == [("One", "x")]

    path.write_bytes(made(elsewhere="changed"))
    with pytest.raises(WorkbookError, match="changed"):
        opened.write([], path, as_at=datetime.date(2026, 1, 31), replacing=told)
    assert HeadlessWorkbook.open(path).block_values("mine_b") == (("changed",),)


def part_of(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


@pytest.mark.parametrize(
    ("order", "left"),
    [
        ('<calcPr calcId="124519" fullCalcOnLoad="1"/>', '<calcPr calcId="191029"/>'),
        ('<x:calcPr fullCalcOnLoad="1"/>', '<x:calcPr calcId="191029"/>'),
    ],
)
@pytest.mark.parametrize(
    "by",
    [
        "<cp:lastModifiedBy>Some &amp; body</cp:lastModifiedBy>",
        "<lastModifiedBy>Somebody</lastModifiedBy>",
        "<cp:lastModifiedBy/>",
    ],
)
def test_an_edition_calculates_nothing_and_says_nobody_s_name(
    order: str, left: str, by: str
) -> None:
    content = made()
    core = part_of(content, "docProps/core.xml")
    begin, end = core.index("<cp:lastModifiedBy"), core.index("</cp:lastModifiedBy>")
    known = core[begin : end + len("</cp:lastModifiedBy>")]
    book = part_of(content, "xl/workbook.xml").replace(" />", "/>")
    book = book.replace("<workbook ", '<workbook xmlns:x="urn:x" ', 1)
    given = '<calcPr calcId="124519" fullCalcOnLoad="1"/>'
    assert given in book
    archive = Archive.of(content, source="made.xlsx")
    changed = archive.replaced(
        {
            "docProps/core.xml": core.replace(known, by),
            "xl/workbook.xml": book.replace(given, order),
        }
    )

    edition = finished(Archive.of(changed, source="made.xlsx"))

    assert part_of(edition, "docProps/core.xml") == core.replace(known, "")
    assert "The council" in part_of(edition, "docProps/core.xml")
    assert part_of(edition, "xl/workbook.xml") == book.replace(given, left)


def test_the_notes_of_validations_are_found_range_by_range() -> None:
    text = (
        '<dataValidation type="list" promptTitle="A &amp; b" sqref="B2:B4 D7"/>'
        '<x:dataValidation sqref="#REF! C1" promptTitle="Other"></x:dataValidation>'
        '<dataValidation type="list" sqref="E5"/><dataValidation promptTitle="Nowhere"/>'
    )

    assert list(prompts(text)) == [
        ("A & b", Rectangle.parse("B2:B4")),
        ("A & b", Rectangle.parse("D7")),
        ("Other", Rectangle.parse("C1")),
    ]


def test_one_file_has_many_spellings(tmp_path: Path) -> None:
    file, link = tmp_path / "a.xlsx", tmp_path / "link.xlsx"
    link.symlink_to(file)

    assert is_same_file(file, link)
    assert not is_same_file(file, tmp_path / "b.xlsx")
    file.write_bytes(b"")
    assert is_same_file(link, tmp_path / "." / "a.xlsx")
    (tmp_path / "b.xlsx").write_bytes(b"")
    assert not is_same_file(file, tmp_path / "b.xlsx")


def test_the_template_is_never_a_target(tmp_path: Path) -> None:
    link = tmp_path / "link.xlsx"
    link.symlink_to(shipped_template())

    with pytest.raises(WorkbookError, match="and is never written over"):
        refuse_template(link)
    refuse_template(tmp_path / "other.xlsx")
