"""A little workbook of values and formulas with the values that they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import xlsxwriter

from tests.support.rich_workbook import AS_AT
from workbook.package.archive import Archive
from workbook.package.reference import Rectangle
from workbook.package.save import saved
from workbook.package.sheet import SheetXml
from workbook.package.strings import shared_texts
from workbook.package.structure import structure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from workbook.block import Write
    from workbook.package.cell import Value

Shown = str | float | bool
Content = Shown | tuple[str, Shown]
"""A value, or a formula and the value that it shows."""

FED: Final = "Fed"
ROWS: Final = "Rows"
OWN: Final = "My own"
NAMES: Final = {
    "fed": "=Fed!$A$1:$A$3",
    "Rate": "=0.05",
    "Top": "=Fed!$A$1",
    "'My own'!Top": "=Fed!$A$2",
    "Quiet": "=Fed!$A$2",
    "Whole": "=SUM(Fed!$A:$A)",
    "Gone": "=#REF!",
    "Twice": "=_xlfn.LAMBDA(_xlpm.x,_xlpm.x*2)",
    "AddTop": "=_xlfn.LAMBDA(_xlpm.x,_xlpm.x+Fed!$A$1)",
    "Mine": "=_xlfn.LAMBDA(_xlpm.x,SC_RATE(_xlpm.x,Fed!$A$1))",
    "LeftOf": "=Fed!XFD1",
    "Round": "=Round+1",
}


def formula_workbook(
    path: Path,
    own: Mapping[str, Content],
    *,
    fed: Mapping[str, Content] | None = None,
    names: Mapping[str, str] = NAMES,
) -> Archive:
    """Sheets Fed (a block of three cells, 1 to 3), Rows (the table Data) and My own."""
    book = xlsxwriter.Workbook(path, {"in_memory": True})
    sheets = [book.add_worksheet(name) for name in (FED, ROWS, OWN)]
    columns = ("Key", "Count", "Remark")
    sheets[1].add_table(
        "A1:C3", {"name": "Data", "columns": [{"header": header} for header in columns]}
    )
    rows: dict[str, Content] = {"A2": "one", "B2": 1, "A3": "two", "B3": 2, "C2": "quiet"}
    first: dict[str, Content] = {"A1": 1, "A2": 2, "A3": 3}
    for sheet, cells in zip(sheets, ({**first, **(fed or {})}, rows, own), strict=True):
        for address, content in cells.items():
            if isinstance(content, tuple):
                sheet.write_formula(address, content[0], None, content[1])
            else:
                sheet.write(address, content)
    for name, meaning in names.items():
        book.define_name(name, meaning)
    book.close()
    return Archive.read(path)


def after(archive: Archive, writes: Sequence[Write]) -> Archive:
    """The workbook as the save leaves it."""
    content = saved(archive, structure(archive), writes, as_at=AS_AT).content
    return Archive.of(content, source=archive.source)


def sheet_xml(archive: Archive, sheet: str) -> SheetXml:
    part = structure(archive).sheet(sheet)
    assert part is not None
    return SheetXml(archive.text(part.part), where=sheet)


def shown(archive: Archive, sheet: str, address: str) -> Value:
    """What a cell shows before Excel has calculated."""
    texts = shared_texts(archive, structure(archive).shared_strings)
    ((value,),) = sheet_xml(archive, sheet).values(Rectangle.parse(address), texts)
    return value
