"""Tables that a workbook lacks, and columns of them, are named; the rest is checked as usual."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from workbook.check.against.book import Book
from workbook.check.checks import surface_faults
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.resources import shipped_template

if TYPE_CHECKING:
    from collections.abc import Collection

    from workbook.block import TableData


class Lacking(HeadlessWorkbook):
    """A workbook without some tables, and with a column of another name."""

    tables_lacking: tuple[str, ...] = ()
    renamed: tuple[str, str] = ("", "")

    @property
    def table_names(self) -> tuple[str, ...]:
        """Those that are left."""
        return tuple(name for name in super().table_names if name not in self.tables_lacking)

    def tables(self, names: Collection[str]) -> dict[str, TableData]:
        """As they are but for the column's name."""
        table, column = self.renamed
        return {
            name: replace(
                data,
                columns=tuple(
                    "Ours" if (name, one) == (table, column) else one for one in data.columns
                ),
            )
            for name, data in super().tables(names).items()
        }


@pytest.fixture(scope="module")
def template() -> Lacking:
    return Lacking.open(shipped_template())


@pytest.mark.parametrize("table", ["Findings", "Checks", "Published"])
def test_a_table_that_is_gone_is_the_one_fault(
    template: Lacking, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(template, "tables_lacking", (table,))

    assert surface_faults(template) == (f"The table '{table}' is missing: run `safer build`.",)


@pytest.mark.parametrize(
    ("table", "column", "sheet"),
    [("Findings", "Reference", "Data quality"), ("Checks", "Agrees", "Checks")],
)
def test_a_column_that_is_gone_is_the_one_fault(
    template: Lacking, table: str, column: str, sheet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(template, "renamed", (table, column))

    assert surface_faults(template) == (
        (
            f"{sheet}: the table {table} must have a column '{column}'; give it its name back, or "
            "run `safer build`."
        ),
    )


def test_a_workbook_compared_has_no_rows_of_a_table_that_it_lacks() -> None:
    book = Book.open(shipped_template())

    assert (book.rows("Gone"), book.rows("Settings")[0]["Setting"]) == (
        [],
        "Partnership board",
    )
