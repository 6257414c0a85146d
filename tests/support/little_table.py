"""A little table of four columns on a sheet of its own, and what a block changes in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbook.block import Row, TableBlock
from workbook.package.edit import LineEdit, Moved
from workbook.package.reference import Rectangle
from workbook.package.sheet import SheetXml
from workbook.package.structure import TablePart
from workbook.package.table import TableChange, TableRows

if TYPE_CHECKING:
    from workbook.package.edit import Content

COLUMNS = ("Key", "Said", "Fed", "Twice")


def table_part(area: str = "C4:F7", *, name: str = "T", **said: Any) -> TablePart:
    said.setdefault("columns", COLUMNS)
    return TablePart(name=name, sheet="S", part="t.xml", area=Rectangle.parse(area), **said)


HEAD = '<row r="4"><c r="C4" s="8" t="str"><v>Key</v></c></row>'
THREE = (
    '<row r="5" ht="20" s="3" customFormat="1"><c r="B5" s="9"><v>9</v></c>'
    '<c r="C5" s="1" t="str"><v>a</v></c><c r="D5" s="2"><v>1</v></c><c r="E5"><v>10</v></c>'
    '<c r="F5" s="4"><f>E5*2</f><v>20</v></c><c r="G5" s="9"><v>9</v></c></row>'
    '<row r="6"><c r="C6" t="str"><v> b </v></c><c r="E6"><v>20</v></c>'
    '<c r="F6" s="4"><f>E6*2</f><v>40</v></c></row>'
    '<row r="7"><c r="C7" t="str"><v>c</v></c><c r="D7" s="5"><v>3</v></c><c r="E7"><v>30</v></c>'
    '<c r="F7" s="4"><f>E7*2</f><v>60</v></c></row>'
)
LOOK = Moved(' s="2"', "")
"""Of the formats of Said, each of which one cell has, the first."""


def table_rows(rows: str = THREE, below: str = "", **said: Any) -> TableRows:
    text = f"<worksheet><sheetData>{HEAD}{rows}</sheetData>{below}</worksheet>"
    said.setdefault("date_1904", False)
    sheet = SheetXml(text, where="S", date_1904=said["date_1904"])
    table = said.pop("table", table_part())
    said.setdefault("others", [table])
    said.setdefault("shared_texts", ())
    return TableRows(table=table, sheet=sheet, formulas=sheet.formulas(), **said)


def whole(*rows: Row, columns: tuple[str, ...] = ("Key", "Fed")) -> TableBlock:
    return TableBlock("T", columns, rows, identity=("Key",))


def changed(change: TableChange) -> dict[str, Content]:
    """What each changed cell is to hold."""
    edits = {
        row: edit.row_edit() if isinstance(edit, LineEdit) else edit
        for row, edit in change.edits.items()
    }
    return {
        f"{'ABCDEFG'[column - 1]}{row}": content
        for row, edit in edits.items()
        for column, content in edit.cells.items()
    }


def keyed(*rows: Row, columns: tuple[str, ...] = ("Key", "Fed")) -> TableBlock:
    return TableBlock("T", columns, rows, keys=("Key",))
