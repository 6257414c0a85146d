"""What tells a table that was lost from one that never was, sentence by sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.little_book import Leaf, little_book, row, table
from workbook.build.lost_tables import OURS, refuse_lost_tables
from xlsrc.domain.errors import LostEntriesError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAMES = {OURS: "Settings!$Z$1"}
ACKNOWLEDGED = ("Finding", "Who", "Why", "Until")


def note(title: str, cells: str) -> str:
    return (
        f'<dataValidations><dataValidation promptTitle="{title}" sqref="{cells}"/>'
        "</dataValidations>"
    )


def faults(
    folder: Path, leaves: Mapping[str, Leaf], names: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """What a build says of a workbook of these sheets; nothing where it goes on."""
    path = folder / "theirs.xlsx"
    path.write_bytes(little_book(leaves, NAMES if names is None else names).replaced({}))
    try:
        refuse_lost_tables(path)
    except LostEntriesError as error:
        return error.faults
    return ()


def test_headings_on_a_chart_sheet_are_not_looked_for_nor_its_links(tmp_path: Path) -> None:
    said = Leaf(row(4, *ACKNOWLEDGED), after=TO_HEARD, kind="chartsheet")

    assert faults(tmp_path, {"Chart": said, "Settings": Leaf()}) == ()


def test_headings_without_a_table_are_named_with_their_cells(tmp_path: Path) -> None:
    chart, settings = Leaf(kind="chartsheet"), Leaf(row(4, *ACKNOWLEDGED, first="C"))

    assert faults(tmp_path, {"Chart": chart, "Settings": settings}, {}) == (
        (
            "Settings!C4:F4: these are the headings of the table Acknowledged, but no table is "
            "here, so its entries would be lost; select its cells, Insert, Table, call it "
            "Acknowledged (Table Design, Table Name), and build again."
        ),
    )


@pytest.mark.parametrize(
    ("headings", "is_known"),
    [
        (("Finding", "Who", "Why", "Until"), True),
        ((" finding ", "WHO", "Why"), True),
        (("Finding", "Who"), False),  # half of them
        (("Until", "Why", "Who", "Finding"), False),
        (("Finding", "Who", "Who", "Why"), False),
    ],
)
def test_most_headings_in_their_order_are_those_of_the_table(
    tmp_path: Path, headings: tuple[str, ...], *, is_known: bool
) -> None:
    assert bool(faults(tmp_path, {"Settings": Leaf(row(4, *headings))}, {})) is is_known


def test_a_table_by_another_name_is_told_from_one_of_the_program(tmp_path: Path) -> None:
    heading = row(4, *ACKNOWLEDGED)
    ours = Leaf(heading, tables=(table("Evidence", "A4:D5", *ACKNOWLEDGED),))
    renamed = Leaf(heading, tables=(table("Table3", "A4:D5", *ACKNOWLEDGED),))

    assert faults(tmp_path, {"Settings": ours}, {}) == ()
    (fault,) = faults(tmp_path, {"Settings": renamed}, {})
    assert fault == (
        "Settings!A4:D4: the table Acknowledged is now called Table3; call it Acknowledged again "
        "(Table Design, Table Name), and build again."
    )


@pytest.mark.parametrize(
    ("names", "cells", "is_known"),
    [
        (NAMES, "D5:D9", True),
        ({}, "D5:D9", False),  # no workbook of ours
        (NAMES, "A5:A9", False),  # at the cells of a table that is there
    ],
)
def test_a_note_at_cells_without_a_table_is_a_trace_in_a_workbook_of_ours(
    tmp_path: Path, names: Mapping[str, str], cells: str, *, is_known: bool
) -> None:
    settings = Leaf(after=note("Until", cells), tables=(table("Mine", "A4:B9", "x", "y"),))

    found = faults(tmp_path, {"Settings": settings}, names)

    assert [fault.partition(";")[0] for fault in found] == [
        "Settings: the table Acknowledged is gone, though its place is still there"
    ] * is_known


def test_a_note_that_two_tables_of_a_sheet_share_tells_nothing(tmp_path: Path) -> None:
    assert faults(tmp_path, {"Settings": Leaf(after=note("Note", "D5:D9"))}) == ()


TO_HEARD = (
    '<hyperlinks><hyperlink ref="B7" location="\'What we heard\'!A1"/>'
    '<hyperlink ref="B8" location="Elsewhere!A1"/></hyperlinks>'
)
ELSEWHERE = '<hyperlinks><hyperlink ref="B8" location="Elsewhere!A1"/></hyperlinks>'


def test_a_sheet_that_is_gone_is_known_by_the_link_to_it_alone(tmp_path: Path) -> None:
    chart = Leaf(after=TO_HEARD, kind="chartsheet")
    to_it, past_it = Leaf(after=TO_HEARD), Leaf(after=ELSEWHERE)

    assert faults(tmp_path, {"Chart": chart, "Cover": past_it}) == ()
    assert faults(tmp_path, {"Chart": chart, "Other": past_it, "Cover": to_it}) == (
        (
            "The sheet 'What we heard' with the table Evidence is gone, though Cover!B7 leads "
            "there; put it back from an earlier copy of the workbook, or, to begin it anew, clear "
            "that cell and its link."
        ),
    )


def acknowledged(*columns: str, rules: str = "") -> dict[str, Leaf]:
    ref = f"A4:{chr(ord('A') + len(columns) - 1)}9"
    return {"Settings": Leaf(after=rules, tables=(table("Acknowledged", ref, *columns),))}


@pytest.mark.parametrize(
    ("columns", "rules", "said"),
    [
        # Between the same two columns, or the first before the second.
        (("Finding", "By", "Why", "Until"), "", ("B4", "Who", "By")),
        (("What", "Who", "Why", "Until"), "", ("A4", "Finding", "What")),
        # The last: only where the column's note still stands at its cells.
        (("Finding", "Who", "Why", "To"), "", None),
        (("Finding", "Who", "Why", "To"), note("Until", "D5:D9"), ("D4", "Until", "To")),
        (("Finding", "Who", "Why", "To"), note("Until", "A5:A9"), None),
        (("Finding", "Who", "Why", "To"), note("Who", "D5:D9"), None),
        (("Finding", "Who", "Why", "To"), note("Until", "D20:D30"), None),
        (("Finding", "Who", "Why", "So", "To"), note("Until", "E5:E9"), ("E4", "Until", "To")),
        # One of their own, and none that is missing.
        (("Finding", "Who", "Why", "Until", "Seen"), "", None),
        # A column that is missing, and none that was added.
        (("Finding", "Why", "Until"), "", None),
    ],
)
def test_a_column_by_another_name_is_known_by_its_place_or_its_note(
    tmp_path: Path, columns: tuple[str, ...], rules: str, said: tuple[str, str, str] | None
) -> None:
    found = faults(tmp_path, acknowledged(*columns, rules=rules))

    assert list(found) == [
        f"Settings!{at}: this column of the table Acknowledged must be called '{header}'; found "
        f"'{now}'. Give it its name back, and build again."
        for at, header, now in ([said] if said else [])
    ]


KNOWN_CHANGES = (
    "Known changes",
    "Changes in recording, and months that say nothing of crime, as the board approved them.",
)


def test_all_the_lines_above_a_table_are_a_trace_of_it(tmp_path: Path) -> None:
    one, both = (Leaf(row(7, *KNOWN_CHANGES[:count])) for count in (1, 2))

    assert faults(tmp_path, {"Settings": one}) == ()
    (fault,) = faults(tmp_path, {"Settings": both})
    assert fault.startswith("Settings: the table KnownChanges is gone, though its place is still")


def test_a_heading_of_an_older_workbook_is_no_renamed_one(tmp_path: Path) -> None:
    columns = ("Id", "Indicator", "Sections", "Headline", "Polarity", "Source", "Offences")
    older = (*columns, "Per 100 of", "Count only", "Sensitive", "Normal lag, months", "Mine")

    for names in (older, older[:-1]):
        leaf = Leaf(
            tables=(table("Definitions", f"A4:{'L' if 'Mine' in names else 'K'}9", *names),)
        )
        assert faults(tmp_path, {"Definitions": leaf}) == ()
