"""A table that is refresh's alone is written whole, its cells by heading."""

from __future__ import annotations

import pytest

from workbook.block import TableBlock
from workbook.layout.table import Table, refresh

TABLE = Table(name="Areas", sheet="Areas", columns=(refresh("Area", 10), refresh("Count", 8)))


def test_rows_are_given_by_heading_or_in_the_columns_order() -> None:
    assert TABLE.whole([{"Count": 2, "Area": "Barnet"}, ("Sutton", 1)]) == TableBlock(
        "Areas", ("Area", "Count"), (("Barnet", 2), ("Sutton", 1))
    )


@pytest.mark.parametrize("row", [{"Area": "Barnet"}, {"Area": "Barnet", "Count": 2, "Rate": 3}])
def test_a_row_of_other_columns_is_refused(row: dict[str, str | int]) -> None:
    with pytest.raises(ValueError, match="the table Areas has the columns"):
        TABLE.whole([row])


def test_a_row_that_is_too_short_is_refused() -> None:
    with pytest.raises(ValueError, match="has 2 columns; found 1"):
        TABLE.whole([("Barnet",)])
