"""An expression of Indicator: its text is a formula, its value what Excel would show."""

import pytest

from tests.support.made_up import made_up_dashboard
from workbook.layout.named_block import rows
from workbook.sheets.indicator.chosen import Chosen
from workbook.sheets.indicator.expression import (
    NA,
    Expression,
    count,
    equal,
    excel,
    fixed,
    if_,
    if_error,
    is_number,
    item,
    joined,
    or_dash,
    or_gap,
    over,
)
from workbook.sheets.indicator.lookups import field, month, short_month

CELLS = rows("some.cells", ("figure",), 4)


@pytest.fixture(scope="module")
def chosen() -> Chosen:
    """Total notifiable offences, the first of the table, and a column of four cells."""
    return Chosen(made_up_dashboard(), 1, {CELLS: (7.0, "", "#N/A", 5.0)}, lambda *_: ())


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (joined('say "when"', 3), '"say ""when"""&3'),
        (if_(over(item(CELLS, 1), 6), "more", NA), 'IF(INDEX(some.cells,1)>6,"more",NA())'),
        (or_dash(fixed(item(CELLS, 1), 2)), 'IFERROR(FIXED(INDEX(some.cells,1),2),"–")'),
        (is_number(item(CELLS, item(CELLS, 4))), "ISNUMBER(INDEX(some.cells,INDEX(some.cells,4)))"),
        (equal(count(CELLS), 0), "COUNT(some.cells)=0"),
    ],
)
def test_the_text_is_the_formula_that_excel_reads(made: Expression, text: str) -> None:
    assert made.text == text


@pytest.mark.parametrize(
    ("made", "shown"),
    [
        # What Excel and LibreOffice show for the same cells: a number, a text, an error, a number.
        (joined("a ", 3, " b ", 2.5), "a 3 b 2.5"),
        (fixed(1234.5, 0), "1,235"),
        (fixed(-0.04, 1), "0.0"),
        (count(CELLS), 2),
        (item(CELLS, 4), 5.0),
        (item(CELLS, 3), "#N/A"),
        (or_gap(fixed("some text", 1)), "#N/A"),
        (or_dash(item(CELLS, 3)), "–"),
        (is_number(item(CELLS, 1)), True),
        (is_number(item(CELLS, 2)), False),
        (is_number(item(CELLS, 3)), False),
        (over(7, 7), False),
        (equal(item(CELLS, 2), ""), True),
    ],
)
def test_the_value_is_what_excel_shows(chosen: Chosen, made: Expression, shown: object) -> None:
    assert made.shown(chosen) == shown


def test_of_two_only_the_one_that_is_shown_is_worked_out(chosen: Chosen) -> None:
    assert if_(equal(1, 1), "this", NA).shown(chosen) == "this"


def test_a_share_of_nothing_is_an_error_as_in_excel(chosen: Chosen) -> None:
    share = excel("{}/{}", lambda part, whole: part / whole, 1, 0)

    assert if_error(share, "none").shown(chosen) == "none"


def test_the_text_and_the_value_of_a_month_are_made_together(chosen: Chosen) -> None:
    name = short_month(month(12))
    year_before = Chosen(made_up_dashboard(), 1, {}, lambda *_: (field("Data to").shown(chosen),))

    assert name.shown(year_before) == "Dec 24"
    assert name.text.endswith('&" "&RIGHT(YEAR(EDATE(indicator.as_at,-12)),2)')
