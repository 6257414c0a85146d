"""A formula keeps the value it shows unless what it depends on changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.support.formula_workbook import (
    FED,
    OWN,
    ROWS,
    after,
    formula_workbook,
    sheet_xml,
    shown,
)
from workbook.block import Block, TableBlock
from workbook.package.archive import Archive
from workbook.package.structure import structure

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.block import Write

FIRST_CHANGES: Final = Block("fed", ((9,), (2,), (3,)))
COUNT_CHANGES: Final = TableBlock("Data", ("Key", "Count"), (("one", 5), ("two", 2)))
ROW_MORE: Final = TableBlock("Data", ("Key", "Count"), (("one", 1), ("two", 2), ("three", 3)))
NOTHING_CHANGES: Final = Block("fed", ((1,), (2,), (3,)))

UNTOUCHED = [
    "1+1",
    "TRUE",
    '"Fed!A1"',
    'LEN("say ""Fed!A1""")',
    "Fed!A2*2",
    "SUM(Fed!$A$2:A3)",
    "SUM(Fed!B:B)",
    "SUM(Fed!2:3)",
    "SUM(Fed!$2:$3)",
    "LOG10(Fed!A2)",
    "SUM({1,2;3,4})%",
    "1.5E+3-.5",
    "#N/A",
    "Fed!#REF!",
    "Rate*2",
    "Quiet*2",
    "Top*2",
    "Gone",
    "Twice(2)",
    "_xlfn.LET(_xlpm.a,Fed!A2,_xlpm.a*2)",
    "_xlfn.SINGLE(Fed!A2)",
    "[1]Fed!A1",
    "'[1]Their Fed'!A1",
    "[1]!Rate",
    "[1]Fed!Top",
    "[Theirs.xlsx]Fed!A1",
    "[1]!Table[Count]",
    "ROWS(Data[Count])",
    "Data[[#Headers],[Count]]",
]
"""Formulas on My own whose value cannot change when Fed!A1 does."""

TOUCHED = [
    "Fed!A1",
    "'Fed'!$a$1+1",
    "[0]!Quiet+Fed!A1",
    "SUM(Fed!A1:A3)",
    "SUM(Fed!A:A)",
    "SUM(Fed!1:2)",
    "SUM('Fed:My own'!A1)",
    "SUM(Fed:Rows!A1)",
    "Fed!Top*2",
    "[0]!Whole",
    "Whole",
    "AddTop(1)",
    "SUM(Fed!A2,Fed!A1)",
    "_xlfn.LET(_xlpm.a,Fed!A1,_xlpm.a*2)",
    "_xlfn.ANCHORARRAY(Fed!A1)",
    "Fed!A2:INDEX(Fed!A3,1)",
    "Fed!C1*2",
]

UNKNOWN = [
    "NOW()",
    "today()",
    "SUM(_xlfn.RANDARRAY(2))",
    "OFFSET(Fed!A2,0,0)",
    'INDIRECT("Fed!A2")',
    'CELL("row",Fed!A2)',
    'INFO("osversion")',
    "Missing!A1",
    "NoSuchName+1",
    "NoSuchTable[Count]",
    "Fed!A2?",
    "[Count]",
    "SUM(Fed:'My own'!A1)",
]
"""Formulas that cannot be followed: any value of theirs may be out of date."""

OWN_FUNCTIONS = [
    "SC_RATE(Fed!A1,1)",
    "_xll.SC_RATE(Fed!A1,1)",
    "[1]!SC_RATE(Fed!A1,1)",
    "IFERROR(sc_rate(Fed!A1,1),NOW())",
    "Mine(3)",
]


def book(tmp_path: Path, **own: str) -> Archive:
    """A workbook with formulas of an analyst's by cell, each of which shows 77."""
    cells = {address: (formula, 77) for address, formula in own.items()}
    return formula_workbook(tmp_path / "own.xlsx", cells, fed={"C1": ("A1+1", 2)})


def value(tmp_path: Path, formula: str, *writes: Write) -> object:
    return shown(after(book(tmp_path, D5=formula), writes), OWN, "D5")


@pytest.mark.parametrize("formula", UNTOUCHED)
def test_a_value_that_no_written_cell_reaches_is_kept(tmp_path: Path, formula: str) -> None:
    assert value(tmp_path, formula, FIRST_CHANGES) == 77


@pytest.mark.parametrize("formula", TOUCHED)
def test_a_value_that_a_written_cell_reaches_goes(tmp_path: Path, formula: str) -> None:
    assert value(tmp_path, formula, FIRST_CHANGES) is None


@pytest.mark.parametrize("formula", TOUCHED)
def test_a_value_is_kept_where_what_is_written_stood_there_already(
    tmp_path: Path, formula: str
) -> None:
    kept = None if ":INDEX(" in formula else 77

    assert value(tmp_path, formula, NOTHING_CHANGES) == kept


@pytest.mark.parametrize("formula", UNKNOWN)
def test_a_value_that_cannot_be_followed_goes(tmp_path: Path, formula: str) -> None:
    assert value(tmp_path, formula, NOTHING_CHANGES) is None


@pytest.mark.parametrize("formula", OWN_FUNCTIONS)
def test_a_function_of_the_add_in_always_keeps_its_value(tmp_path: Path, formula: str) -> None:
    assert value(tmp_path, formula, FIRST_CHANGES) == 77


@pytest.mark.parametrize(
    ("formula", "kept"),
    [
        ("SUM(Data[Count])", False),
        ("SUM(Data[])", False),
        ("ROWS(Data)", False),
        ("SUM(Data[[Key]:[Count]])", False),
        ("COUNTA(Data[[#All],[Count]:[Remark]])", False),
        ("COUNTA(Data[Remark])", True),
        ("COUNTA(Data[[#Data],[Remark]])", True),
        ("Data[[#Headers],[Count]]", True),
        ("Data[NoSuchColumn]", False),
        ("SUM(Rows!B2)", False),
        ("SUM(Rows!B3)", True),
    ],
)
def test_a_column_of_a_table_counts_by_its_cells(
    tmp_path: Path,
    formula: str,
    kept: bool,  # noqa: FBT001 - a case
) -> None:
    assert value(tmp_path, formula, COUNT_CHANGES) == (77 if kept else None)


@pytest.mark.parametrize(
    ("formula", "kept"),
    [
        ("COUNTA(Data[Remark])", False),
        ("ROWS(Data[#All])", False),
        ("Data[[#Headers],[Remark]]", True),
        ("SUM(Rows!B2:B3)", True),
        ("COUNTA(Rows!A:A)", False),
    ],
)
def test_a_table_of_another_size_counts_whole(
    tmp_path: Path,
    formula: str,
    kept: bool,  # noqa: FBT001 - a case
) -> None:
    assert value(tmp_path, formula, ROW_MORE) == (77 if kept else None)


def test_a_row_of_a_table_counts_alone(tmp_path: Path) -> None:
    this_row = "Data[[#This Row],[Count]]*2"
    source = book(tmp_path)
    part = structure(source).sheet(ROWS)
    assert part is not None
    text = source.text(part.part)
    for row in (2, 3):
        new = f'<c r="E{row}"><f>{this_row}</f><v>77</v></c></row>'
        start = text.index(f'<row r="{row}"')
        end = text.index("</row>", start)
        text = text[:end] + new + text[end + len("</row>") :]
    beside = Archive.of(source.replaced({part.part: text}), source="own.xlsx")
    found = after(beside, [COUNT_CHANGES])

    assert [shown(found, ROWS, "E2"), shown(found, ROWS, "E3")] == [None, 77]


def test_a_chain_is_followed_to_its_end_in_any_direction(tmp_path: Path) -> None:
    down = {f"A{row}": f"A{row - 1}+1" for row in range(2, 30)}
    up = {f"B{row}": f"B{row + 1}+1" for row in range(1, 29)}
    to_and_fro = {"C1": "C9", "C9": "C2", "C2": "C8", "C8": "C3", "C3": "Fed!A1"}
    apart = {f"D{row}": f"D{row - 1}+1" for row in range(2, 30)}
    own = {**down, "A1": "Fed!A1", **up, "B29": "Fed!A1", **to_and_fro, **apart, "D1": "Fed!A2"}

    found = after(book(tmp_path, **own), [FIRST_CHANGES])

    assert {at: shown(found, OWN, at) for at in own} == {
        at: 77 if at in {*apart, "D1"} else None for at in own
    }


def test_a_circle_ends(tmp_path: Path) -> None:
    found = after(book(tmp_path, A1="B1", B1="A1", C1="Round"), [FIRST_CHANGES])

    assert [shown(found, OWN, at) for at in ("A1", "B1", "C1")] == [77, 77, 77]


def test_what_depends_on_a_function_of_the_add_in_alone_is_kept(tmp_path: Path) -> None:
    source = book(tmp_path, A1="SC_RATE(Fed!A1,1)", A2="A1*2", A3="A1+Fed!A1")

    found = after(source, [FIRST_CHANGES])

    assert [shown(found, OWN, at) for at in ("A1", "A2", "A3")] == [77, 77, None]


def test_a_name_that_moves_with_its_cell_is_followed_from_there(tmp_path: Path) -> None:
    source = book(tmp_path, B1="LeftOf", C1="LeftOf", B2="LeftOf")

    found = after(source, [FIRST_CHANGES])

    assert [shown(found, OWN, at) for at in ("B1", "C1", "B2")] == [None, 77, 77]


def test_what_depends_on_a_formula_without_a_value_shows_none(tmp_path: Path) -> None:
    source = book(tmp_path, A1="Fed!A2+1", A2="A1*2", A3="Fed!A3")
    part = structure(source).sheet(OWN)
    assert part is not None
    text = source.text(part.part).replace("<f>Fed!A2+1</f><v>77</v>", "<f>Fed!A2+1</f>")
    unworked = Archive.of(source.replaced({part.part: text}), source="own.xlsx")
    found = after(unworked, [NOTHING_CHANGES])

    assert [shown(found, OWN, at) for at in ("A2", "A3")] == [None, 77]


def test_a_text_written_again_in_another_form_changes_nothing(tmp_path: Path) -> None:
    source = formula_workbook(
        tmp_path / "own.xlsx", {"D1": ("LEN(Fed!A1)", 77)}, fed={"A1": "Łódź & more"}
    )
    assert '<c r="A1" t="s">' in sheet_xml(source, FED).text

    found = after(source, [Block("fed", (("Łódź & more",), (2,), (3,)))])

    assert '<c r="A1" t="inlineStr">' in sheet_xml(found, FED).text
    assert shown(found, OWN, "D1") == 77


def test_true_is_another_value_than_one(tmp_path: Path) -> None:
    block = Block("fed", ((True,), (2,), (3,)))

    assert value(tmp_path, "Fed!A1", block) is None
