"""A block over cells that an analyst gave another use: refused in one sentence, or written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.support.formula_workbook import FED, after, formula_workbook, sheet_xml, shown
from workbook.block import Block
from workbook.package.archive import Archive
from workbook.package.structure import structure
from xlsrc.domain.errors import TemplateError

if TYPE_CHECKING:
    from pathlib import Path

CHANGES: Final = Block("fed", ((9,), (8,), (7,)))
SPILLED: Final = (
    '<row r="1"><c r="A1" cm="1"><f t="array" ref="A1:A3">Rows!B2:B4</f><v>1</v></c></row>'
    '<row r="2"><c r="A2"><v>2</v></c></row><row r="3"><c r="A3"><v>3</v></c></row>'
)
SHARED: Final = (
    '<row r="1"><c r="A1"><f t="shared" ref="A1:B1" si="0">Rows!B2</f><v>1</v></c>'
    '<c r="B1"><f t="shared" si="0"/><v>2</v></c></row>'
)


def holding(tmp_path: Path, cells: str) -> Archive:
    """The workbook with these rows on Fed."""
    source = formula_workbook(tmp_path / "own.xlsx", {})
    part = structure(source).sheet(FED)
    assert part is not None
    xml = sheet_xml(source, FED)
    text = f"{xml.text[: xml.data_start]}{cells}{xml.text[xml.data_end :]}"
    return Archive.of(source.replaced({part.part: text}), source="own.xlsx")


@pytest.mark.parametrize(
    "cells",
    [SPILLED, SPILLED.replace(' cm="1"', ""), SHARED],
    ids=["a spilled array", "an array", "a shared formula"],
)
def test_a_formula_that_fills_other_cells_is_not_overwritten(tmp_path: Path, cells: str) -> None:
    with pytest.raises(TemplateError, match=r"^Fed!A1 is written by a refresh.*clear it there\.$"):
        after(holding(tmp_path, cells), [CHANGES])


def test_a_picture_in_a_cell_of_a_block_gives_way_to_its_figure(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1" t="e" vm="1"><v>#VALUE!</v></c></row>'

    found = after(holding(tmp_path, cells), [CHANGES])

    assert '<c r="A1"><v>9</v></c>' in sheet_xml(found, FED).text
    assert [shown(found, FED, at) for at in ("A1", "A2", "A3")] == [9, 8, 7]


def test_a_merged_block_still_gets_its_figures(tmp_path: Path) -> None:
    source = formula_workbook(tmp_path / "own.xlsx", {})
    part = structure(source).sheet(FED)
    assert part is not None
    merged = source.text(part.part).replace(
        "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
    )

    found = after(Archive.of(source.replaced({part.part: merged}), source="own.xlsx"), [CHANGES])

    assert [shown(found, FED, at) for at in ("A1", "A3")] == [9, 7]
    assert '<mergeCell ref="A1:B2"/>' in sheet_xml(found, FED).text
