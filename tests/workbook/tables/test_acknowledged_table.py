"""The table Acknowledged: rows as acknowledgements, wrong ones as sentences that stop nothing."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from workbook.tables.defaults import default_tables
from workbook.tables.settings import settings
from xlsrc.domain.acknowledgement import Acknowledgement
from xlsrc.extracts.offences import shipped_offences

GOOD = ("3f9a1c20b7-1200", "Data officer", "Asked the force", "2026-12-31")


def read(*row: object) -> Acknowledgement:
    tables = default_tables()
    table = dataclasses.replace(tables["Acknowledged"], rows=(row,))
    (found,) = settings(tables | {"Acknowledged": table}, shipped_offences().names).acknowledged
    return found


def test_a_row_is_read() -> None:
    assert read(*GOOD) == Acknowledgement(
        reference="3f9a1c20b7-1200",
        finding="3f9a1c20b7",
        size=1200.0,
        who="Data officer",
        why="Asked the force",
        until=datetime.date(2026, 12, 31),
        cell="Settings!A6",
    )


@pytest.mark.parametrize(
    ("until", "last"),
    [
        (datetime.datetime(2026, 3, 5), datetime.date(2026, 3, 5)),  # noqa: DTZ001 - as read
        (datetime.date(2026, 3, 5), datetime.date(2026, 3, 5)),
        ("2028-02", datetime.date(2028, 2, 29)),
        ("always", None),
    ],
)
def test_the_last_day_is_a_date_a_months_last_or_none(
    until: object, last: datetime.date | None
) -> None:
    assert (read(*GOOD[:3], until).until, read(*GOOD[:3], until).fault) == (last, "")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("nonsense", *GOOD[1:]), "Settings!A6: a reference from Data quality"),
        ((GOOD[0], None, *GOOD[2:]), "Settings!B6: who acknowledges it was wanted; found an empty"),
        ((*GOOD[:2], "", GOOD[3]), "Settings!C6: why it is acknowledged was wanted"),
        ((*GOOD[:3], "soon"), "Settings!D6: a date, a month as YYYY-MM, or 'always' was wanted"),
        ((*GOOD[:3], None), "Settings!D6: a date"),
        ((*GOOD[:3], "2026-13"), "Settings!D6: a date"),
    ],
)
def test_a_wrong_row_is_one_sentence_and_no_fault_of_the_workbook(
    row: tuple[object, ...], said: str
) -> None:
    fault = read(*row).fault

    assert fault.startswith(said)
    assert fault.endswith("The row acknowledges nothing.")


def test_an_id_of_digits_that_excel_took_for_a_number_is_read_whole() -> None:
    assert read(12345678, *GOOD[1:]).finding == "0012345678"
