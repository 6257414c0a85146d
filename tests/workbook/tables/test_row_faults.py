"""Rows of sections, known changes and editions that cannot be read: each fault with its cell."""

from __future__ import annotations

import datetime

import pytest

from tests.workbook.tables.test_entries import faults, read
from workbook.tables import defaults
from workbook.tables.defaults import default_rows
from xlsrc.defaults import default_records
from xlsrc.domain.month import Month

CHANGE = {
    "Id": "fewer_forms",
    "What changed": "Fewer forms are filled in",
    "Effect": "leave these months out",
    "First month": "2024-01",
    "Last month": "2024-03",
    "Applies to": "burglary",
    "Approved by": "Ann",
}
EDITION = {
    "Edition": "June 2025",
    "Area": "Barnet",
    "As-at month": "2025-06",
    "Published on": datetime.datetime(2025, 8, 1, 12),  # noqa: DTZ001 - as a cell holds it
}


def test_a_whole_known_change_is_read() -> None:
    change = read("KnownChanges", CHANGE).known_changes[-1]

    assert (change.id, change.first, change.last) == (
        "fewer_forms",
        Month.of(2024, 1),
        Month.of(2024, 3),
    )


@pytest.mark.parametrize(
    ("other", "fault"),
    [
        ({"Id": None}, "Settings!A{row}: Id must not be empty; found an empty cell."),
        ({"First month": None}, "Settings!D{row}: first month must be a date or YYYY-MM; found an"),
        ({"Last month": None}, "Settings!E{row}: months left out need a last month; found an emp"),
        ({"Last month": "2023-12"}, "Settings!E{row}: last month must not be before January 2024;"),
        ({"Applies to": None}, "Settings!F{row}: applies to must list indicator ids or sources;"),
        ({"Applies to": "burglry"}, "Settings!F{row}: applies to must list indicator ids or sour"),
        ({"Approved by": None}, "Settings!G{row}: Approved by must not be empty; found an empty"),
    ],
)
def test_a_known_change_that_lacks_something_names_its_cell(
    other: dict[str, object], fault: str
) -> None:
    (found,) = faults("KnownChanges", CHANGE | other)

    assert found.startswith(fault.format(row=9))


def test_a_known_change_without_effect_and_first_month_has_two_faults() -> None:
    found = faults("KnownChanges", CHANGE | {"Effect": "none", "First month": None})

    assert [one.partition(": ")[2].partition(" must")[0] for one in found] == [
        "effect",
        "first month",
    ]


def test_a_section_of_another_kind_is_a_fault() -> None:
    (found,) = faults("Sections", {"Id": "own", "Section": "Own", "Sheet": "Own", "Kind": "other"})

    assert found.endswith(": kind must be overview or priority; found 'other'.")


def test_a_date_where_a_text_is_wanted_is_read_as_its_day() -> None:
    day = datetime.datetime(2025, 6, 1)  # noqa: DTZ001 - as a cell holds it

    assert read("KnownChanges", CHANGE | {"Approved by": day}).known_changes[-1].approved_by == (
        "2025-06-01"
    )


def test_an_edition_is_read_with_its_day() -> None:
    (edition,) = read("Editions", EDITION).published

    assert (edition.name, edition.as_at, edition.on) == (
        "June 2025",
        Month.of(2025, 6),
        datetime.date(2025, 8, 1),
    )


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("As-at month", None, "the last month of the edition was wanted, as a date or YYYY-MM;"),
        ("As-at month", "June", "as-at month must be a date or YYYY-MM; found 'June'."),
        ("Published on", "August", "the day of the edition was wanted, as a date; found 'August'."),
        ("Edition", None, "Edition must not be empty; found an empty cell."),
    ],
)
def test_an_edition_without_a_month_or_a_day_is_a_fault(
    column: str, value: object, fault: str
) -> None:
    (found,) = faults("Editions", EDITION | {column: value})

    assert found.partition(": ")[2].startswith(fault)


def test_a_shipped_file_with_other_columns_than_its_table_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    header, records = default_records("Sections", "")
    monkeypatch.setattr(defaults, "default_records", lambda *_: (("Ident", *header[1:]), records))

    with pytest.raises(ValueError, match=r"Sections.csv must have the columns .*found \('Ident'"):
        default_rows("Sections")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"Id": "own", "Sheet": "x" * 32}, "Sheet must be at most 31 letters without []:*?/"),
        *(
            ({"Id": "own", "Sheet": name}, "Sheet must be at most 31 letters without []:*?/")
            for name in (
                "Data?",
                "'Own",
                "Own'",
                "O\nwn",
                "HISTORY",
                "half \ud83d",
                "\udcc7",
                "x" * 30 + "\U0001f600",
                "a\\b",
            )
        ),
        ({"Id": "Our own", "Sheet": "Own"}, "Id must be made of small letters, digits"),
        ({"Id": "mopac7", "Sheet": "Own"}, "Id must be different in every row; found 'mopac7'."),
    ],
)
def test_a_section_needs_an_id_and_a_sheet_of_its_own(row: dict[str, object], fault: str) -> None:
    (found,) = faults("Sections", row | {"Section": "Own", "Kind": "overview"})

    assert fault in found


@pytest.mark.parametrize(
    "name", ["O'Neill", "x" * 31, "\U0001f600" * 15, "Über <&> 5", "History 2"]
)
def test_names_that_excel_has_for_a_sheet(name: str) -> None:
    row = {"Id": "Our own", "Section": "Own", "Kind": "overview", "Sheet": name}
    (found,) = faults("Sections", row)

    assert "Id must be made of small letters" in found
