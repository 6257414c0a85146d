"""A workbook whose days count from 1904, through a whole save and back."""

from __future__ import annotations

import datetime

from tests.support.little_package import cache, chart, links
from workbook.block import Block, Formula, TableBlock
from workbook.layout.carried import TableExtras
from workbook.layout.table import Column, Table
from workbook.package.archive import Archive
from workbook.package.save import saved
from workbook.package.structure import structure
from workbook.package.zip_entry import Entry
from workbook.surfaces.headless import HeadlessWorkbook

JULY = datetime.date(2025, 7, 1)
NUMBER = 44_377
"""Of July the first, counted from 1904."""

SHEET = (
    '<worksheet><sheetData><row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1"><f>1+1</f><v>2</v></c>'
    '<c r="C1" t="d"><v>1904-01-05</v></c><c r="D1"><f>A1</f><v>1</v></c></row>'
    '<row r="3"><c r="A3" t="str"><v>Day</v></c></row>'
    '<row r="4" hidden="1"><c r="A4" s="1"><v>44377</v></c><c r="B4" t="str"><v>own</v></c></row>'
    '<row r="5"><c r="A5" s="1"><v>44408</v></c></row></sheetData></worksheet>'
)
PARTS = {
    "[Content_Types].xml": (
        '<Types><Override PartName="/c.xml" ContentType="a/drawingml.chart+xml"/></Types>'
    ),
    "_rels/.rels": links(("a", "officeDocument", "book.xml")),
    "book.xml": (
        '<workbook xmlns:r="o/r"><workbookPr date1904="1"/><sheets><sheet name="S" r:id="s"/>'
        '</sheets><definedNames><definedName name="all">S!$A$1:$B$1</definedName></definedNames>'
        '<calcPr fullCalcOnLoad="1"/></workbook>'
    ),
    "_rels/book.xml.rels": links(("s", "worksheet", "s.xml"), ("t", "styles", "styles.xml")),
    "_rels/s.xml.rels": links(("t", "table", "t.xml")),
    "s.xml": SHEET,
    "t.xml": (
        '<table displayName="T" ref="A3:C5"><tableColumns><tableColumn name="Day"/>'
        '<tableColumn name="Own"/><tableColumn name="Fed"/></tableColumns></table>'
    ),
    "styles.xml": '<styleSheet><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>',
    "c.xml": chart(cache("S!$A$1", "1"), cache("S!$A$1:$C$1", "1", "2", "4")),
}


def _saved(*writes: Block | TableBlock) -> Archive:
    before = Archive("a.xlsx", {name: Entry.of(name, t.encode()) for name, t in PARTS.items()})
    content = saved(before, structure(before), writes, as_at=JULY).content
    return Archive.of(content, source="a.xlsx")


def test_dates_are_written_read_and_drawn_by_the_workbooks_own_count() -> None:
    after = _saved(Block("all", ((JULY, Formula("1+1", JULY)),)))
    assert f'<c r="A1" s="1"><v>{NUMBER}</v></c><c r="B1"><f>1+1</f><v>{NUMBER}</v></c>' in (
        after.text("s.xml")
    )
    assert '<c r="D1"><f>A1</f></c>' in after.text("s.xml")
    day = str(NUMBER)
    assert after.text("c.xml") == chart(cache("S!$A$1", day), cache("S!$A$1:$C$1", day, day, "4"))
    opened = HeadlessWorkbook(after, structure(after))
    july = datetime.datetime(2025, 7, 1)  # noqa: DTZ001 - dates of cells have no zone
    assert opened.block_values("all") == ((july, float(NUMBER)),)
    august = datetime.datetime(2025, 8, 1)  # noqa: DTZ001 - dates of cells have no zone
    data = opened.tables(["T"])["T"]
    assert data.rows == ((july, "own", None), (august, None, None))
    assert (data.first_row, data.first_column) == (4, 1)


def test_rows_of_a_table_are_known_by_their_day() -> None:
    rows = ((datetime.date(2025, 8, 1), 8.0), (JULY, 7.0))
    after = _saved(TableBlock("T", ("Day", "Fed"), rows, identity=("Day",)))
    text = after.text("s.xml")
    start = text.index('<row r="4"')
    assert text[start:].startswith(
        '<row r="4"><c r="A4" s="1"><v>44408</v></c><c r="B4"/><c r="C4"><v>8</v></c></row>'
        '<row r="5"><c r="A5" s="1"><v>44377</v></c><c r="B5" t="str"><v>own</v></c>'
        '<c r="C5"><v>7</v></c></row>'
    )
    keyed = _saved(TableBlock("T", ("Day", "Fed"), rows, keys=("Day",)))
    opened = HeadlessWorkbook(keyed, structure(keyed))
    assert [row[2] for row in opened.tables(["T"])["T"].rows] == [7.0, 8.0]


def test_what_a_table_has_beside_values_is_asked_for_table_by_table() -> None:
    after = _saved()
    opened = HeadlessWorkbook(after, structure(after))
    columns = tuple(Column(header=name, width=9) for name in ("Day", "Own", "Fed"))
    table = Table(name="T", sheet="S", columns=columns)
    assert opened.table_extras([table]) == {"T": TableExtras()}
