"""A workbook of several sheets, tables and names as it is read, and what is written of it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from tests.support.little_package import links
from workbook.block import Block, FooterWords, TableData
from workbook.package.archive import Archive
from workbook.package.file_state import file_state
from workbook.package.structure import structure
from workbook.package.zip_entry import Entry
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import TableError, TemplateError, WorkbookError
from xlsrc.domain.workbook_errors import DamagedWorkbookError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from workbook.package.file_state import FileState

AS_AT = datetime.date(2026, 3, 31)


def _table(name: str, ref: str, *columns: str) -> str:
    each = "".join(f'<tableColumn name="{column}"/>' for column in columns)
    return f'<table displayName="{name}" ref="{ref}"><tableColumns>{each}</tableColumns></table>'


PARTS = {
    "[Content_Types].xml": (
        '<Types><Override PartName="/book.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.sheet.main+xml"/></Types>'
    ),
    "_rels/.rels": links(("a", "officeDocument", "book.xml")),
    "book.xml": (
        '<workbook xmlns:r="o/r"><sheets><sheet name="One" r:id="a"/><sheet name="Drawn" r:id="c"/>'
        '<sheet name="Two" r:id="b"/></sheets><definedNames>'
        '<definedName name="a.one">One!$B$2:$C$3</definedName>'
        '<definedName name="a.two">Two!$D$4</definedName>'
        '<definedName name="a.lost">#REF!</definedName>'
        '<definedName name="b.one">One!$F$9</definedName></definedNames></workbook>'
    ),
    "_rels/book.xml.rels": links(
        ("a", "worksheet", "one.xml"),
        ("b", "worksheet", "two.xml"),
        ("c", "chartsheet", "drawn.xml"),
        ("t", "sharedStrings", "texts.xml"),
        ("y", "styles", "styles.xml"),
    ),
    "_rels/one.xml.rels": links(("t", "table", "t.xml"), ("u", "table", "u.xml")),
    "_rels/two.xml.rels": links(("v", "table", "v.xml")),
    "one.xml": (
        '<worksheet><sheetData><row r="2"><c r="B2" t="s"><v>1</v></c><c r="C2" s="1"><v>2</v></c>'
        '</row><row r="3"><c r="B3" s="1" t="str"><f>A1</f><v>2</v></c><c r="C3"><f>1</f></c>'
        '<c r="D3"><f>2</f><v>2</v></c></row><row r="5"><c r="A5" s="1"><v>9</v></c></row>'
        "</sheetData></worksheet>"
    ),
    "two.xml": (
        '<worksheet><sheetData><row r="4"><c r="D4" t="b"><v>1</v></c></row></sheetData>'
        "</worksheet>"
    ),
    "drawn.xml": "<chartsheet/>",
    "texts.xml": "<sst><si><t>zero</t></si><si><t>one</t></si></sst>",
    "styles.xml": '<styleSheet><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>',
    "t.xml": _table("T", "B1:D3", "x", "y", "z"),
    "u.xml": _table("U", "F1:F3", "x"),
    "v.xml": _table("V", "D3:E4", "p", "q"),
}  # fmt: skip
NOTHING: Mapping[str, str] = {}


def _book(parts: Mapping[str, str] = NOTHING) -> HeadlessWorkbook:
    texts = {**PARTS, **parts}
    archive = Archive("a.xlsx", {name: Entry.of(name, t.encode()) for name, t in texts.items()})
    return HeadlessWorkbook(archive, structure(archive))


def _day(day: int) -> datetime.datetime:
    return datetime.datetime(1900, 1, day)  # noqa: DTZ001 - dates of cells have no zone


def test_what_is_asked_of_a_workbook() -> None:
    book = _book()
    assert book.suffix == ".xlsx"
    assert book.sheet_names == ("One", "Drawn", "Two")
    assert book.table_names == ("T", "U", "V")
    assert book.columns_of("v") == ("p", "q")
    assert book.formula_cells("T") == {(1, "x"), (1, "y"), (1, "z")}
    assert book.formula_cells("U") == frozenset()
    assert book.sheets_with("a.") == {"One", "Two"}
    assert book.sheets_with("b.", "a.t") == {"One", "Two"}
    assert book.sheets_with("b.") == {"One"}
    assert book.sheets_with("a.l", "c") == frozenset()
    assert book.block_place("a.one") == ("One", 2, 2)
    assert book.block_place("a.two") == ("Two", 4, 4)


def test_values_are_dates_where_their_format_shows_one() -> None:
    book = _book()
    assert book.block_values("a.one") == (("one", _day(2)), ("2", None))
    assert book.block_values("a.two") == ((True,),)
    bare = _book({"_rels/book.xml.rels": links(("a", "worksheet", "one.xml"))})
    with pytest.raises(WorkbookError, match=r"^Sheet One was .* impossible value .1."):
        bare.block_values("a.one")


def test_the_first_formula_without_a_value_is_named() -> None:
    book = _book()
    assert book.not_calculated("a.one") == "One!C3"
    assert book.not_calculated("a.two") == ""
    assert book.not_calculated("b.one") == ""


def test_tables_are_read_with_their_places() -> None:
    assert _book().tables(["v", "T"]) == {
        "v": TableData(
            name="V", sheet="Two", columns=("p", "q"), first_row=4, first_column=4,
            rows=((True, None),),
        ),
        "T": TableData(
            name="T", sheet="One", columns=("x", "y", "z"), first_row=2, first_column=2,
            rows=(("one", _day(2), None), ("2", None, 2.0)),
        ),
    }  # fmt: skip


def _below(row: int, *cells: str) -> str:
    return PARTS["one.xml"].replace(
        '<row r="5">', f'<row r="{row}">{"".join(cells)}</row><row r="5">'
    )


def test_what_stands_just_below_a_table_is_told_of_every_table() -> None:
    sheet = _below(
        4, '<c r="A4"><v>1</v></c><c r="C4" s="1"><v>3</v></c><c r="D4"><v>4</v></c>',
        '<c r="F4" t="str"><v>x</v></c><c r="G4"><v>1</v></c>',
    )  # fmt: skip
    book = _book({"one.xml": sheet})
    with pytest.raises(TableError) as refused:
        book.tables(["T", "V", "U"])
    assert refused.value.faults == (
        (
            f"One!C4: stands just below the table T but is not in it (found {_day(3)!r}); drag the "
            "table's corner over that row, or clear it"
        ),
        (
            "One!F4: stands just below the table U but is not in it (found 'x'); drag the table's "
            "corner over that row, or clear it"
        ),
    )
    beside = _below(4, '<c r="A4"><v>1</v></c><c r="E4"><v>3</v></c>')
    assert len(_book({"one.xml": beside}).tables(["T", "U"])) == 2


def test_another_table_just_below_is_no_fault() -> None:
    sheet = _below(4, '<c r="C4"><v>1</v></c>')
    for ref, is_fault in (("D4:E5", False), ("C4", False), ("E4:E5", True), ("C5:C6", True)):
        book = _book({"one.xml": sheet, "u.xml": _table("U", ref, "x")})
        if is_fault:
            with pytest.raises(TableError):
                book.tables(["T"])
        else:
            assert len(book.tables(["T"])["T"].rows) == 2
    elsewhere = _book({"one.xml": sheet, "v.xml": _table("V", "B4:D5", "x", "y", "z")})
    with pytest.raises(TableError):
        elsewhere.tables(["T"])


@pytest.mark.parametrize(("columns", "names"), [(("x", "y"), "2"), ("wxyz", "4"), ((), "0")])
def test_a_table_that_names_more_or_fewer_columns_than_it_has_is_damaged(
    columns: Sequence[str], names: str
) -> None:
    book = _book({"t.xml": _table("T", "B1:D3", *columns)})
    wanted = f"the table T names {names} columns of the 3 that its range has; restore"

    with pytest.raises(DamagedWorkbookError, match=wanted):
        book.tables(["T"])


def test_a_total_row_is_no_row_of_a_table() -> None:
    table = _table("T", "B1:D3", "x", "y", "z").replace(' ref="', ' totalsRowCount="1" ref="')
    sheet = _below(4, '<c r="D4"><v>4</v></c>')
    book = _book({"t.xml": table})
    assert book.tables(["T"])["T"].rows == (("one", _day(2), None),)
    with pytest.raises(TableError, match=r"^One!D4: stands just below"):
        _book({"t.xml": table, "one.xml": sheet}).tables(["T"])


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("t.xml", "name", "xame"),
        ("one.xml", "<v>2<", "<v>3<"),
        ("texts.xml", "zero", "none"),
    ],
)
def test_a_table_stands_in_other_bytes_where_any_of_its_parts_does(
    part: str, old: str, new: str
) -> None:
    other = _book({part: PARTS[part].replace(old, new)})
    assert not _book().holds_as(other, "T")
    assert not other.holds_as(_book(), "t")
    assert _book().holds_as(_book({"two.xml": "<worksheet><sheetData/></worksheet>"}), "T")
    without = _book({"_rels/book.xml.rels": PARTS["_rels/book.xml.rels"].replace("shared", "x")})
    assert not _book().holds_as(without, "T")
    assert without.holds_as(without, "T")


def test_a_range_on_no_worksheet_is_said() -> None:
    book = _book()
    with pytest.raises(TemplateError) as refused:
        book._sheet("Drawn")  # noqa: SLF001 - by no name of the workbook, which refuses it before
    assert str(refused.value) == "a.xlsx has no worksheet 'Drawn'; run `safer build`."


def test_a_workbook_is_written_where_it_may_be_and_says_what_it_did(tmp_path: Path) -> None:
    target = tmp_path / "b.xlsx"
    block = Block("a.two", ((False,),))
    assert _book().write([block], target, as_at=AS_AT) == ()
    written = HeadlessWorkbook.open(target)
    assert written.block_values("a.two") == ((False,),)
    assert written.state == file_state(target)
    assert _book().written([block, FooterWords(words="x")], as_at=AS_AT).content == (
        target.read_bytes()
    )
    with pytest.raises(WorkbookError, match=r"written as \.xlsx; found the name"):
        _book().write([block], tmp_path / "b.xlsm", as_at=AS_AT)
    (tmp_path / "~$b.xlsx").touch()
    with pytest.raises(WorkbookError, match=r"^b\.xlsx is open in Excel"):
        _book().write([Block("a.lost", ())], target, as_at=AS_AT)


def test_the_file_that_may_be_replaced_is_told_from_the_new_workbook(tmp_path: Path) -> None:
    target = tmp_path / "b.xlsx"
    target.write_bytes(b"old")
    before = file_state(target)
    target.write_bytes(b"typed")
    blocks = [Block("a.two", ((False,),))]
    with pytest.raises(WorkbookError, match="was changed by somebody else"):
        _book().write(blocks, target, as_at=AS_AT, replacing=before)
    seen = []

    def told(new: HeadlessWorkbook) -> FileState:
        seen.append(new.block_values("a.two"))
        return before

    with pytest.raises(WorkbookError, match="was changed by somebody else"):
        _book().write(blocks, target, as_at=AS_AT, replacing=told)
    assert seen == [((False,),)]
    assert target.read_bytes() == b"typed"
    _book().write(blocks, target, as_at=AS_AT, replacing=file_state(target))
    assert HeadlessWorkbook.open(target).block_values("a.two") == ((False,),)
