"""Values of formulas that stand in several cells: shared formulas, arrays, data tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.support.formula_workbook import OWN, after, formula_workbook, sheet_xml, shown
from workbook.block import Block
from workbook.package.archive import Archive
from workbook.package.structure import structure

if TYPE_CHECKING:
    from pathlib import Path

FIRST_CHANGES: Final = Block("fed", ((9,), (2,), (3,)))


def holding(tmp_path: Path, cells: str) -> Archive:
    """The workbook with these rows on My own."""
    source = formula_workbook(tmp_path / "own.xlsx", {})
    part = structure(source).sheet(OWN)
    assert part is not None
    xml = sheet_xml(source, OWN)
    text = xml.text.replace("<sheetData/>", f"<sheetData>{cells}</sheetData>")
    return Archive.of(source.replaced({part.part: text}), source="own.xlsx")


def test_each_cell_of_a_shared_formula_is_followed_from_its_own_place(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="B1"><f t="shared" ref="B1:B3" si="0">Fed!A1+Fed!$B$1</f><v>77</v></c>'
        '</row><row r="2"><c r="B2"><f t="shared" si="0"/><v>77</v></c></row>'
        '<row r="3"><c r="B3"><f t="shared" si="0"/><v>77</v></c></row>'
    )
    source = holding(tmp_path, cells)

    found = after(source, [Block("fed", ((1,), (9,), (3,)))])

    assert [shown(found, OWN, at) for at in ("B1", "B2", "B3")] == [77, None, 77]
    assert '<c r="B2"><f t="shared" si="0"/></c>' in sheet_xml(found, OWN).text


def array(formula: str, *, spills: bool) -> str:
    metadata = ' cm="1"' if spills else ""
    return (
        f'<row r="1"><c r="A1"{metadata}><f t="array" ref="A1:A2">{formula}</f><v>77</v></c>'
        '<c r="C1"><f>A2*2</f><v>77</v></c><c r="D1"><f>A4*2</f><v>77</v></c></row>'
        '<row r="2"><c r="A2"><v>77</v></c></row>'
    )


@pytest.mark.parametrize(
    ("formula", "spills", "kept"),
    [
        ("Fed!A2:A3*2", True, [77, 77, 77, 77]),
        ("Fed!A1:A2*2", False, [None, None, None, 77]),
        ("Fed!A1:A2*2", True, [None, None, None, None]),
    ],
    ids=["untouched", "of a fixed range", "that may spill further"],
)
def test_an_array_loses_or_keeps_all_its_values(
    tmp_path: Path,
    formula: str,
    spills: bool,  # noqa: FBT001 - a case
    kept: list[object],
) -> None:
    source = holding(tmp_path, array(formula, spills=spills))

    found = after(source, [FIRST_CHANGES])

    assert [shown(found, OWN, at) for at in ("A1", "A2", "C1", "D1")] == kept


def test_a_data_table_shows_no_value_of_before(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1"><f t="dataTable" ref="A1:A2" dt2D="0" dtr="0" r1="B9"/><v>77</v>'
        '</c></row><row r="2"><c r="A2"><v>77</v></c></row>'
    )
    source = holding(tmp_path, cells)

    found = after(source, [FIRST_CHANGES])

    assert [shown(found, OWN, at) for at in ("A1", "A2")] == [None, None]
