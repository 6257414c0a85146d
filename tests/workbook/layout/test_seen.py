"""Which editions show a column: every column of every table says so."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

import pytest

import workbook
from workbook.layout.edition import Audience
from workbook.layout.table import Seen, Table, refresh
from workbook.sheets.about_edition.layout import ward_years_table
from workbook.sheets.registry import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator


def _declared() -> Iterator[Table]:
    """Every table that a layout declares, also one that no sheet has yet."""
    for found in pkgutil.walk_packages(workbook.__path__, "workbook."):
        if found.name.endswith(("layout", "kept_answers")):
            module = importlib.import_module(found.name)
            yield from (value for value in vars(module).values() if isinstance(value, Table))


EVERY = {table.name: table for table in (*_declared(), *TABLES, ward_years_table([2024]))}


@pytest.mark.parametrize("name", sorted(EVERY))
def test_every_column_has_its_class(name: str) -> None:
    assert [column.header for column in EVERY[name].columns if column.seen is None] == []


def test_the_tables_of_all_sheets_are_among_them() -> None:
    assert {table.name for table in TABLES} <= EVERY.keys()


@pytest.mark.parametrize(
    ("audience", "headers"),
    [(Audience.PUBLIC, ("A",)), (Audience.RESTRICTED, ("A", "B"))],
)
def test_an_edition_has_the_columns_of_its_readers(
    audience: Audience, headers: tuple[str, ...]
) -> None:
    table = Table(
        name="T",
        sheet="S",
        columns=(
            refresh("A", 1, seen=Seen.PUBLIC),
            refresh("B", 1, seen=Seen.RESTRICTED),
            refresh("C", 1, seen=Seen.NEVER),
            refresh("D", 1),
        ),
        identity=("A", "C"),
    )

    shown = table.shown_to(audience)

    assert shown.headers == headers
    assert shown.identity == ("A",)
