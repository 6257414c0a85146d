"""The table reader, the save and `safer check`, on workbooks with a damaged part."""

from __future__ import annotations

import datetime
import io
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Final

from proofs.fuzz.picks import Picks
from proofs.fuzz.readers import put_alone
from workbook.block import Block, TableBlock
from workbook.check.checks import faults
from workbook.package.archive import Archive
from workbook.package.save import saved
from workbook.package.structure import structure
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import DashboardError
from xlsrc.resources import shipped_template

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter.workbook import Workbook

    from workbook.block import Write

AS_AT: Final = datetime.date(2025, 12, 1)
TABLE: Final = "Counts"
BLOCK: Final = "block"


def package(data: bytes) -> None:
    """A little workbook of which one part is this text: read, written and checked."""
    picks = Picks(data)
    parts = small_parts()
    name = picks.one(list(parts))
    packed = zipped({**parts, name: picks.rest()})
    _read(packed)
    _write(packed)
    check(put_alone("damaged.xlsx", packed))


def check(path: Path) -> None:
    """All that `safer check` says of a workbook, each with a sentence."""
    for fault in faults(path):
        if not fault.strip():
            message = "a fault without a word"
            raise AssertionError(message)


def template_parts() -> dict[str, bytes]:
    """The parts of the shipped workbook."""
    archive = Archive.read(shipped_template())
    return {name: archive.content(name) for name in archive.names}


def _read(packed: bytes) -> None:
    workbook = HeadlessWorkbook.of(packed, "damaged.xlsx")
    workbook.sheets_with("block", "_")
    for name in workbook.table_names:
        for read in (lambda n: workbook.tables([n]), workbook.columns_of, workbook.formula_cells):
            try:
                read(name)
            except DashboardError:
                continue


def _write(packed: bytes) -> None:
    archive = Archive.of(packed, source="damaged.xlsx")
    writes: list[Write] = [
        Block(BLOCK, ((1.5, "new"), (None, True))),
        TableBlock(TABLE, ("Key", "Count"), (("a", 5), ("c", 7.5)), keys=("Key",)),
        TableBlock("Whole", ("Key", "Count"), (("a", 5), ("c", 7.5), ("d", 1))),
    ]
    for write in writes:
        try:
            content = saved(archive, structure(archive), [write], as_at=AS_AT).content
        except DashboardError:
            continue
        structure(Archive.of(content, source="saved.xlsx"))


def zipped(parts: dict[str, bytes]) -> bytes:
    """A package of these parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


@cache
def small_parts() -> dict[str, bytes]:
    """The parts of a workbook with two tables, a block, a chart, formulas and a rule."""
    import xlsxwriter

    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    _filled(book)
    book.close()
    with zipfile.ZipFile(packed) as archive:
        return {name: archive.read(name) for name in sorted(archive.namelist())}


def _filled(book: Workbook) -> None:
    sheet, other = book.add_worksheet("Figures"), book.add_worksheet("My own")
    day = book.add_format({"num_format": "d mmm yyyy"})
    headings = [{"header": name} for name in ("Key", "Count", "Day")]
    rows = [["a", 1, 45992], ["b", 2, 45993]]
    sheet.add_table("A1:C3", {"name": TABLE, "columns": headings, "data": rows})
    sheet.write("C2", 45992, day)
    sheet.add_table(
        "E1:G4",
        {
            "name": "Whole",
            "columns": [*headings[:2], {"header": "Twice", "formula": "=[@Count]*2"}],
            "data": [["a", 1], ["b", 2]],
            "total_row": False,
        },
    )
    sheet.write_formula("A8", "=SUM(Counts[Count])", None, 3)
    sheet.write_array_formula("B8:B9", "{=B2:B3*2}", None, 2)
    sheet.write_rich_string("C8", "rich ", book.add_format({"bold": True}), "text")
    sheet.conditional_format("B2:B3", {"type": "cell", "criteria": ">", "value": 1, "format": day})
    sheet.data_validation("B2:B3", {"validate": "integer", "criteria": ">", "value": 0})
    sheet.write_comment("A2", "a note")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"categories": "=Figures!$A$2:$A$3", "values": "=Figures!$B$2:$B$3"})
    other.insert_chart("E2", chart)
    other.write("A1", "=A2")
    other.write_row("A3", [True, "x", 5.25, "_x0041_"])
    other.merge_range("A5:B5", "merged")
    book.define_name(BLOCK, "='My own'!$A$3:$B$4")


def seeds() -> dict[str, list[bytes]]:
    """Each part of the little workbook as it is."""
    return {"package": [bytes([at]) + text for at, text in enumerate(small_parts().values())]}
