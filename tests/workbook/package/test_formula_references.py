"""What a formula's text refers to, part by part."""

from __future__ import annotations

import pytest

from workbook.package.formula_references import Cells, Columns, Name, references
from workbook.package.reference import LAST_COLUMN, LAST_ROW, Rectangle

FREE = (False, False, False, False)


@pytest.mark.parametrize(
    ("formula", "sheets", "ends", "fixed"),
    [
        ("B3", (), (3, 2, 3, 2), FREE),
        ("$B3", (), (3, 2, 3, 2), (False, True, False, True)),
        ("B$3", (), (3, 2, 3, 2), (True, False, True, False)),
        ("B3:$C$9", (), (3, 2, 9, 3), (False, False, True, True)),
        ("S!b3:c9", ("S",), (3, 2, 9, 3), FREE),
        ("'My sheet'!A1", ("My sheet",), (1, 1, 1, 1), FREE),
        ("'It''s'!A1", ("It's",), (1, 1, 1, 1), FREE),
        ("'A b:C d'!A1", ("A b", "C d"), (1, 1, 1, 1), FREE),
        ("A:B!A1", ("A", "B"), (1, 1, 1, 1), FREE),
        ("[0]S!A1", ("S",), (1, 1, 1, 1), FREE),
        ("C:$D", (), (1, 3, LAST_ROW, 4), (True, False, True, True)),
        ("2:$5", (), (2, 1, 5, LAST_COLUMN), (False, True, True, True)),
        ("$2:5", (), (2, 1, 5, LAST_COLUMN), (True, True, False, True)),
        ("XFD1048576", (), (LAST_ROW, LAST_COLUMN, LAST_ROW, LAST_COLUMN), FREE),
    ],
)
def test_cells_as_written(
    formula: str,
    sheets: tuple[str, ...],
    ends: tuple[int, int, int, int],
    fixed: tuple[bool, bool, bool, bool],
) -> None:
    found = references(formula)
    assert found.cells == [Cells(sheets, ends, fixed)]
    assert (found.names, found.columns) == ([], [])
    assert (found.unknown, found.own_function) == (False, False)


@pytest.mark.parametrize(
    ("formula", "unknown"),
    [
        ("A1048577", True),
        ("XFE1", True),
        ("NOW()", True),
        ("_xlfn.RANDARRAY(1)", True),
        ("offset(A1,1,1)", True),
        ("SUM(1)", False),
        ("(A1):(B2)", True),
        ("#REF!", False),
        ('"NOW()"&1.5E+3', False),
    ],
)
def test_what_cannot_be_known(formula: str, unknown: bool) -> None:  # noqa: FBT001 - a parameter of pytest
    assert references(formula).unknown is unknown


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        ("Total+S!Local", [Name("", "Total"), Name("S", "Local")]),
        ("SUM(Total)", [Name("", "SUM("), Name("", "Total")]),
        ("_xlfn.XLOOKUP(x)", [Name("", "XLOOKUP("), Name("", "x")]),
        ("TRUE+false", []),
        ("_xlpm.a+_xlpm.f(1)", []),
        ("[1]S!Total+[1]!Other+Here", [Name("", "Here")]),
        ("S!A1+Here", [Name("", "Here")]),
        ("NOW()", []),
        ("SC_RATE()", []),
    ],
)
def test_names_as_written(formula: str, names: list[Name]) -> None:
    assert references(formula).names == names


def test_cells_of_another_file_are_none_of_this() -> None:
    found = references("[1]S!A1+'[x.xlsx]S'!B2:C3")
    assert found.cells == []
    assert references("[1]S!A1+B2").cells == [Cells((), (2, 2, 2, 2), FREE)]


@pytest.mark.parametrize(
    ("formula", "own"),
    [("SC_RATE(1)", True), ("_xll.sc_rate(1)", True), ("RATE(1)", False), ("SC_RATE", False)],
)
def test_the_own_functions(formula: str, own: bool) -> None:  # noqa: FBT001 - a parameter of pytest
    assert references(formula).own_function is own


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("T[Year]", Columns("T", (), ("Year",))),
        ("T[]", Columns("T", (), ())),
        ("T[#All]", Columns("T", ("#All",), ())),
        ("T[@Year]", Columns("T", ("#This Row",), ("Year",))),
        ("T[@[Two words]]", Columns("T", ("#This Row",), ("Two words",))),
        ("T[@]", Columns("T", ("#This Row",), ())),
        ("[Year]", Columns("", (), ("Year",))),
        (
            "T[[#Headers],[#Data],[A]:[B]]",
            Columns("T", ("#Headers", "#Data"), ("A", ":", "B")),
        ),
        ("T[ [A] ]", Columns("T", (), ("A",))),
        ("T[a'[b']'#c''d]", Columns("T", (), ("a[b]#c'd",))),
        ("T[[a'[b']]]", Columns("T", (), ("a[b]",))),
    ],
)
def test_columns_as_written(formula: str, wanted: Columns) -> None:
    found = references(formula + "+A1")
    assert found.columns == [wanted]
    assert found.cells == [Cells((), (1, 1, 1, 1), FREE)]
    assert (found.names, found.unknown) == ([], False)


def test_columns_of_another_file_are_none_of_this() -> None:
    assert references("[1]!T[Year]+T[Month]").columns == [Columns("T", (), ("Month",))]


@pytest.mark.parametrize(
    ("formula", "rows", "columns", "wanted"),
    [
        ("B3", 1, 2, Rectangle(4, 4, 4, 4)),
        ("$B$3", 1, 2, Rectangle(3, 2, 3, 2)),
        ("B$3:$C4", 2, 3, Rectangle(3, 3, 6, 5)),
        ("A1", -1, -1, Rectangle(LAST_ROW, LAST_COLUMN, LAST_ROW, LAST_COLUMN)),
        ("XFD1048576", 1, 1, Rectangle(1, 1, 1, 1)),
        ("B5:C$2", 0, 0, Rectangle(2, 2, 5, 3)),
        ("A:A", 7, 1, Rectangle(1, 2, LAST_ROW, 2)),
    ],
)
def test_cells_seen_from_elsewhere(
    formula: str, rows: int, columns: int, wanted: Rectangle
) -> None:
    assert references(formula).cells[0].seen_from(rows, columns) == wanted
