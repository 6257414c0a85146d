"""Several references in one formula: each is told apart, and none takes over from another."""

from __future__ import annotations

import pytest

from workbook.package.formula_references import Cells, Columns, Name, References, references
from workbook.package.reference import LAST_COLUMN, LAST_ROW

FREE = (False, False, False, False)


def _cell(row: int, column: int, *sheets: str) -> Cells:
    return Cells(sheets, (row, column, row, column), FREE)


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ("", References()),
        ("1+2.5E-3*.5%", References()),
        ('"A1 ""B2"" "&{1;2}&#N/A&#DIV/0!', References()),
        (" ( A1 , -$B$2 ) ^ C3 & @D4 <> E5 = F6 >= 1", References(cells=[
            _cell(1, 1), Cells((), (2, 2, 2, 2), (True,) * 4), _cell(3, 3), _cell(4, 4),
            _cell(5, 5), _cell(6, 6),
        ])),
        ("S!A1+B2+'T u'!C3", References(cells=[
            _cell(1, 1, "S"), _cell(2, 2), _cell(3, 3, "T u"),
        ])),
        ("[1]S!A1+B2+[2]T!C3:D4+E5", References(cells=[_cell(2, 2), _cell(5, 5)])),
        ("[1]S!Far+Near+[1]!F(1)+G(2)+[1]!T[a]+U[b]", References(
            names=[Name("", "Near"), Name("", "G(")], columns=[Columns("U", (), ("b",))],
        )),
        ("S!One+Two+T!F(x)", References(
            names=[Name("S", "One"), Name("", "Two"), Name("T", "F("), Name("", "x")],
        )),
        ("S!T[a]+U", References(columns=[Columns("T", (), ("a",))], names=[Name("", "U")])),
        ("[a]+[@b]+T[#All]", References(columns=[
            Columns("", (), ("a",)), Columns("", ("#This Row",), ("b",)),
            Columns("T", ("#All",), ()),
        ])),
        ("T[[#Headers],[a]]+T[ [#Data], [b]:[c] ]", References(columns=[
            Columns("T", ("#Headers",), ("a",)), Columns("T", ("#Data",), ("b", ":", "c")),
        ])),
        ("T[@ [a b]]+T[@[c]:[d]]", References(columns=[
            Columns("T", ("#This Row",), ("a b",)), Columns("T", ("#This Row",), ("c", ":", "d")),
        ])),
        ("T['[a''#']]+A1", References(columns=[Columns("T", (), ("[a'#]",))], cells=[_cell(1, 1)])),
        ("T[a", References(columns=[Columns("T", (), ())])),
        ("TRUE+True+truely", References(names=[Name("", "truely")])),
        ("_xlpm.a+_XLPM.b(1)+_xlfn._xlws.SORT(c)", References(
            names=[Name("", "SORT("), Name("", "c")],
        )),
        ("SC_A(A1)+sc_b(1)+SC(2)", References(
            cells=[_cell(1, 1)], names=[Name("", "SC(")], own_function=True,
        )),
        ("A1+Now()+B2", References(cells=[_cell(1, 1), _cell(2, 2)], unknown=True)),
        ("_xlfn.RANDARRAY(A1)", References(cells=[_cell(1, 1)], unknown=True)),
        ("A1:INDEX(B2)", References(
            cells=[_cell(1, 1), _cell(2, 2)], names=[Name("", "INDEX(")], unknown=True,
        )),
        ("A1!+B2", References(cells=[_cell(2, 2)])),
        ("LOG10(A1)+LOG10+AB12cd", References(
            cells=[_cell(1, 1), Cells((), (10, 8509, 10, 8509), FREE)],
            names=[Name("", "LOG10("), Name("", "AB12cd")],
        )),
        (r"\a.b?c+_d", References(names=[Name("", r"\a.b?c"), Name("", "_d")])),
        ("XFD1048576+XFE1", References(
            cells=[_cell(LAST_ROW, LAST_COLUMN), _cell(1, LAST_COLUMN + 1)], unknown=True,
        )),
        ("A1048577", References(cells=[_cell(LAST_ROW + 1, 1)], unknown=True)),
        ("A1:A1048577+B2", References(
            cells=[Cells((), (1, 1, LAST_ROW + 1, 1), FREE), _cell(2, 2)], unknown=True,
        )),
    ],
)  # fmt: skip
def test_what_a_formula_refers_to(formula: str, found: References) -> None:
    assert references(formula) == found


@pytest.mark.parametrize(
    ("formula", "ends", "fixed"),
    [
        ("$A:B", (1, 1, LAST_ROW, 2), (True, True, True, False)),
        ("A:$XFD", (1, 1, LAST_ROW, LAST_COLUMN), (True, False, True, True)),
        ("3:$7", (3, 1, 7, LAST_COLUMN), (False, True, True, True)),
        ("$3:7", (3, 1, 7, LAST_COLUMN), (True, True, False, True)),
        ("a$1:$b2", (1, 1, 2, 2), (True, False, False, True)),
        ("$AA10:AB$20", (10, 27, 20, 28), (False, True, True, False)),
        ("C9:A1", (9, 3, 1, 1), FREE),
    ],
)
def test_the_ends_of_a_range_and_which_of_them_stay(
    formula: str, ends: tuple[int, int, int, int], fixed: tuple[bool, bool, bool, bool]
) -> None:
    assert references(f"1+{formula}") == References(cells=[Cells((), ends, fixed)])


@pytest.mark.parametrize(
    ("before", "sheets"),
    [
        ("S", ("S",)),
        ("'S t'", ("S t",)),
        ("'It''s'", ("It's",)),
        ("A:B", ("A", "B")),
        ("'A b:C'", ("A b", "C")),
        ("[0]S", ("S",)),
        ("'[0]S t'", ("S t",)),
        ("[0]", ()),
        ("Ü.1", ("Ü.1",)),
        ("'a!b'", ("a!b",)),
    ],
)
def test_the_sheets_of_a_range(before: str, sheets: tuple[str, ...]) -> None:
    assert references(f"{before}!B2+C3") == References(cells=[_cell(2, 2, *sheets), _cell(3, 3)])


@pytest.mark.parametrize(
    "before", ["[1]S", "'[1]S t'", "'C:\\a\\[b.xlsx]S'", "[b.xlsx]S", "[1]A:B", "[3]"]
)
def test_what_lies_in_another_file_is_left(before: str) -> None:
    found = references(f"{before}!B2+{before}!Name+{before}!T[a]+C3")
    assert found == References(cells=[_cell(3, 3)])
