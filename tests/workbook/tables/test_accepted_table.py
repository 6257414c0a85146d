"""The table AcceptedDifferences: rows as they are, wrong ones as sentences that stop nothing."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from workbook.tables.defaults import default_tables
from workbook.tables.settings import settings
from xlsrc.domain.accepted import AcceptedDifference
from xlsrc.extracts.offences import shipped_offences

GOOD = ("column-3f9a1c20", "Nobody read it", "Analyst", datetime.date(2026, 4, 10))


def read(*row: object) -> AcceptedDifference:
    tables = default_tables()
    table = dataclasses.replace(tables["AcceptedDifferences"], rows=(row,))
    found = settings(tables | {table.name: table}, shipped_offences().names).accepted
    return found[0]


def test_a_row_is_read() -> None:
    assert read(*GOOD) == AcceptedDifference(
        key="column-3f9a1c20",
        reason="Nobody read it",
        who="Analyst",
        since=datetime.date(2026, 4, 10),
        cell="Settings!A6",
    )


def test_an_edition_does_not_say_who() -> None:
    assert read(*GOOD[:2], None, GOOD[3]).fault == ""


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (
            ("Column A", *GOOD[1:]),
            (
                "Settings!A6: a reference that safer check --against prints was wanted, as "
                "column-3f9a1c20; found 'Column A'. The row accepts nothing."
            ),
        ),
        (
            (GOOD[0], None, *GOOD[2:]),
            (
                "Settings!B6: why it is accepted was wanted, in words for the Cover; "
                "found an empty "
                "cell. The row accepts nothing."
            ),
        ),
        (
            (*GOOD[:3], "spring"),
            (
                "Settings!D6: a date, or an empty cell, was wanted; found 'spring'. The "
                "row accepts "
                "nothing."
            ),
        ),
    ],
    ids=["reference", "reason", "day"],
)
def test_a_wrong_row_says_what_was_wanted(row: tuple[object, ...], fault: str) -> None:
    assert read(*row).fault == fault


def test_a_workbook_older_than_the_table_accepts_nothing() -> None:
    tables = default_tables()
    del tables["AcceptedDifferences"]

    assert settings(tables, shipped_offences().names).accepted == ()
