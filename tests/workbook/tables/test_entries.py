"""The analysts' words in the tables: what is read, and the cell of each fault."""

from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING

import pytest

from workbook.tables.defaults import default_tables
from workbook.tables.settings import settings
from xlsrc.domain.errors import TableError
from xlsrc.domain.month import Month
from xlsrc.domain.supply import Rating
from xlsrc.extracts.offences import shipped_offences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsrc.domain.settings import Settings


def read(table: str, row: Mapping[str, object]) -> Settings:
    """The settings with one more row in a table."""
    tables = default_tables()
    found = tables[table]
    new = tuple(row.get(column) for column in found.columns)
    tables[table] = dataclasses.replace(found, rows=(*found.rows, new))
    return settings(tables, shipped_offences().names)


def faults(table: str, row: Mapping[str, object]) -> tuple[str, ...]:
    with pytest.raises(TableError) as caught:
        read(table, row)
    return caught.value.faults


def test_a_view_is_read_with_its_months() -> None:
    view = read(
        "Commentary",
        {
            "Indicator id": "gone",
            "Analyst's view": "It fell.",
            "Confirmed for": datetime.datetime(2025, 6, 1),  # noqa: DTZ001 - as a cell holds it
            "Data to": "2025-03",
        },
    ).views[-1]

    assert (view.text, view.confirmed_for, view.data_to) == (
        "It fell.",
        Month.of(2025, 6),
        Month.of(2025, 3),
    )


def test_evidence_is_read_with_its_links_and_date() -> None:
    evidence = read(
        "Evidence",
        {
            "Linked to": "5; burglary",
            "Date": "2025-11-12",
            "Source": "Resident",
            "Kind": "Quote",
            "Words": "I sleep better.",
        },
    ).evidence[-1]

    assert (evidence.linked_to, evidence.date, evidence.is_quote) == (
        ("5", "burglary"),
        datetime.date(2025, 11, 12),
        True,
    )


def test_an_analysts_rating_is_read() -> None:
    row = {"Source": "MPS recorded crime", "Analyst's rating": "At risk"}

    assert read("Resilience", row).rating_views[-1].rating is Rating.AT_RISK


@pytest.mark.parametrize(
    ("table", "row", "fault"),
    [
        (
            "Commentary",
            {"Analyst's view": "Whose?"},
            "Commentary!A45: a view must have its indicator's id beside it; found an empty cell.",
        ),
        (
            "Commentary",
            {"Indicator id": "burglary"},
            "Commentary!A45: Indicator id must be different in every row; found 'burglary'.",
        ),
        (
            "Evidence",
            {"Linked to": "5", "Source": "A meeting", "Kind": "rumour", "Words": "Said."},
            "What we heard!D13: kind must be quote or summary; found 'rumour'.",
        ),
        (
            "Evidence",
            {"Source": "A meeting", "Kind": "quote", "Words": "Said."},
            "What we heard!A13: linked to must name an indicator or section; found an empty cell.",
        ),
        (
            "Returns",
            {"Agency": "Fire brigade"},
            "Sources!A12: Agency must be different in every row; found 'Fire brigade'.",
        ),
        (
            "Returns",
            {"Agency": "Police", "Indicators": "burglary"},
            "Sources!B12: 'burglary' is not counted from a partner return; found 'burglary'.",
        ),
        (
            "Returns",
            {"Agency": "Police", "Indicators": "reoffending"},
            "Sources!B12: 'reoffending' must stand with one agency only; found 'reoffending'.",
        ),
        (
            "Resilience",
            {"Source": "MPS recorded crime", "Analyst's rating": "shaky"},
            "Sources!D6: analyst's rating must be secure, at risk or ending; found 'shaky'.",
        ),
    ],
)
def test_a_fault_names_its_cell(table: str, row: dict[str, object], fault: str) -> None:
    assert faults(table, row) == (fault,)
