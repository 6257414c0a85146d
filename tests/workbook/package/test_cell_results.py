"""Values at the limits of a cell, results of formulas, and formulas in every spelling."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from workbook.block import Formula
from workbook.package.cell import (
    ERRORS,
    as_read,
    cell_tails,
    formula_result,
    formula_tail,
    number_text,
    same_formula,
    translated,
    unescaped_xml,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.block import Cell

DAY = datetime.date(2020, 1, 1)
LONGEST = 32_767


@pytest.mark.parametrize("p", ["", "x:"])
@pytest.mark.parametrize(
    ("value", "kind", "inner"),
    [
        (None, "", None),
        (True, ' t="b"', "1"),
        (False, ' t="b"', "0"),
        ("", ' t="str"', ""),
        ("a<b", ' t="str"', "a&lt;b"),
        ("_x0041_", ' t="str"', "_x005F_x0041_"),
        ("#N/B", ' t="str"', "#N/B"),
        *((error, ' t="e"', error) for error in sorted(ERRORS)),
        (3, "", "3"),
        (2.5, "", "2.5"),
        (DAY, "", "43831"),
        (Fraction(1, 4), "", "0.25"),
    ],
)
def test_the_result_of_a_formula(value: Cell, kind: str, inner: str | None, p: str) -> None:
    formula = Formula("==A1&1", value)  # type: ignore[arg-type]  # as numpy's numbers are
    result = "" if inner is None else f"<{p}v>{inner}</{p}v>"
    assert formula_result(formula, p, date_1904=False) == (kind, result)
    assert formula_tail(formula, p, date_1904=False) == (
        f"{kind}><{p}f>=A1&amp;1</{p}f>{result}</{p}c>"
    )


def test_dates_of_either_calendar_and_of_either_type() -> None:
    for is_1904, number in ((False, "43831"), (True, "42369")):
        _, result = formula_result(Formula("1", DAY), "", date_1904=is_1904)
        assert result == f"<v>{number}</v>"
        assert as_read(DAY, date_1904=is_1904) == float(number)
        moment = datetime.datetime(2020, 1, 1, 12)  # noqa: DTZ001 - dates of cells have no zone
        tail = cell_tails("x:", date_1904=is_1904)
        assert tail(moment) == f"><x:v>{number}.5</x:v></x:c>"
        written = cell_tails("x:", date_1904=is_1904, iso_dates=True)
        assert written(moment) == ' t="d"><x:v>2020-01-01T12:00:00</x:v></x:c>'
        assert written(2) == "><x:v>2</x:v></x:c>"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("x" * (LONGEST + 1), 32_768),
        ("🚓" * 16_383 + "xx", 32_768),
        ("&" * (LONGEST + 1), 32_768),
        ("x" * 40_000, 40_000),
    ],
)
def test_a_text_too_long_is_said_wherever_it_stands(text: str, length: int) -> None:
    fits = text[: -(length - LONGEST)]
    tail = cell_tails("", date_1904=False)
    formula: Callable[[str], object] = lambda one: formula_result(  # noqa: E731
        Formula("1", one), "", date_1904=False
    )
    for write in (tail, formula):
        assert write(fits)
        with pytest.raises(ValueError) as refused:  # noqa: PT011 - its whole text is compared
            write(text)
        assert str(refused.value) == (f"a cell holds at most 32,767 characters; found {length:,}")


@pytest.mark.parametrize(
    ("text", "space"),
    [("a", False), ("a b", False), (" a", True), ("a ", True), ("a\nb", True), ("\ta", True)],
)
def test_blanks_around_a_text_and_ends_of_lines_are_kept(text: str, *, space: bool) -> None:
    said = ' xml:space="preserve"' if space else ""
    assert cell_tails("", date_1904=False)(text) == (
        f' t="inlineStr"><is><t{said}>{text}</t></is></c>'
    )


@pytest.mark.parametrize("value", [object(), b"a", [1], 1j])
def test_what_no_cell_holds_is_said_wherever_it_stands(value: object) -> None:
    wanted = f"a cell holds text, a number, a date or a truth value; found {value!r}"
    for write in (
        cell_tails("", date_1904=False),
        lambda one: as_read(one, date_1904=False),
        lambda one: formula_result(Formula("1", one), "", date_1904=False),
    ):
        with pytest.raises(ValueError) as refused:  # noqa: PT011 - its whole text is compared
            write(value)  # type: ignore[arg-type]  # such is refused
        assert str(refused.value) == wanted


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_said(number: float) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - its whole text is compared
        number_text(number)
    assert str(refused.value) == f"a cell holds a number or is empty (None); found {number}"


@pytest.mark.parametrize("sign", "-+*/^&=<>,;(){}")
def test_blanks_around_an_operator_make_no_other_formula(sign: str) -> None:
    assert same_formula(f"a {sign}  b", f"a{sign}b")
    assert same_formula(f" = a\n{sign} b ", f"a{sign}b")
    assert not same_formula(f'"a {sign} b"', f'"a{sign}b"')
    assert not same_formula(f"'a {sign} b'!c", f"'a{sign}b'!c")
    assert not same_formula(f"T[a {sign} b]", f"T[a{sign}b]")


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("_xlfn.A(_xlpm.b)+_xlws.C", "A(b)+C", True),
        ("_xludf.A(1)", "A(1)", False),
        ("IF(TRUE(),false(),1)", "IF(TRUE,false,1)", True),
        ('TRUE()&"TRUE()"', 'TRUE&"TRUE()"', True),
        ('"a"&TRUE()&"b"', '"a"&TRUE&"b"', True),
        ('"TRUE()"', '"TRUE"', False),
        ("NOTTRUE()", "NOTTRUE", False),
        ("A1", "a1", False),
        ("", "=", True),
    ],
)
def test_two_formulas(left: str, right: str, *, same: bool) -> None:
    assert same_formula(left, right) is same
    assert same_formula(right, left) is same


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A1", "C4"),
        ("$A1+A$1+$A$1", "$A4+C$1+$A$1"),
        ("SUM(A:B)+SUM($A:B)", "SUM(C:D)+SUM($A:D)"),
        ("SUM(1:2)+SUM($1:2)", "SUM(4:5)+SUM($1:5)"),
        ("S!A1+'T u'!B2:C3", "S!C4+'T u'!D5:E6"),
        ("T[a]+1", "T[a]+1"),
        ('"A1"&"x"', '"A1"&"x"'),
        ("=A1", "C4"),
    ],
)
def test_a_formula_filled_elsewhere(formula: str, moved: str) -> None:
    assert translated(formula.removeprefix("="), "B2", 5, 4) == moved


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("&#x10ffff;&#x10FFFF;&#1114111;", "\U0010ffff" * 3),
        ("&#x110000;&#1114112;&#xFFFFFFF;", "&#x110000;&#1114112;&#xFFFFFFF;"),
        ("&#xD7FF;&#xE000;&#xDFFF;&#55296;", "\ud7ff\ue000&#xDFFF;&#55296;"),
        ("&#0;&#x0;&#1;", "&#0;&#x0;\x01"),
        ("&#13;\r\n&#13;\r", "\r\n\r\n"),
        ("&lt;&LT;&amp;lt;&quot;&apos;&gt;", "<&LT;&lt;\"'>"),
    ],
)
def test_references_of_xml(text: str, read: str) -> None:
    assert unescaped_xml(text) == read
