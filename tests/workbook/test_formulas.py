"""Formula texts, and what Excel's own functions make of numbers."""

import pytest

from workbook.formulas import column, fixed, quoted, this_row
from workbook.sheets.all_indicators.layout import ALL_INDICATORS_TABLE
from workbook.sheets.checks.layout import CHECKS_TABLE


def test_a_column_is_a_structured_reference() -> None:
    assert column(ALL_INDICATORS_TABLE, "Last 12 months") == "AllIndicators[Last 12 months]"


def test_a_heading_with_a_comma_stands_in_brackets_of_its_own() -> None:
    assert column(ALL_INDICATORS_TABLE, "Per 1,000") == "AllIndicators[[Per 1,000]]"


def test_a_heading_that_the_table_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="wanted 'Rate'"):
        column(ALL_INDICATORS_TABLE, "Rate")


def test_a_cell_of_the_same_row_is_named_in_full() -> None:
    assert this_row(CHECKS_TABLE, "Written") == "Checks[[#This Row],[Written]]"


def test_quotes_in_a_text_are_doubled() -> None:
    assert quoted('a "b"') == '"a ""b"""'


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (28538, 0, "28,538"),
        (0.05, 1, "0.1"),
        (2.5, 0, "3"),
        (1.005, 2, "1.01"),
        (-0.2, 0, "0"),
        (24.1767, 1, "24.2"),
    ],
)
def test_fixed_rounds_halves_away_from_zero_as_excel_does(
    value: float, decimals: int, shown: str
) -> None:
    assert fixed(value, decimals) == shown
