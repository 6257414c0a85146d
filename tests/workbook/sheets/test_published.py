"""The sheet Published: rows are added by a save, carried by a build, and never rewritten."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.analyst import Analyst
from tests.support.four_quarters import editions
from tests.support.made_up import made_up_settings
from workbook.build.lost_entries import replaceable_state
from workbook.check.published_faults import published_faults
from workbook.house.canvas import Canvas
from workbook.layout.edition import Audience
from workbook.sheets.definitions.room import ROOM as DEFINITIONS
from workbook.sheets.published.room import ROOM
from workbook.sheets.registry import sheets
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.analyst_tables import ANALYST_TABLES
from workbook.tables.defaults import default_tables
from workbook.tables.edition_tables import tables_for
from workbook.tables.published_layout import EDITIONS_TABLE, PUBLISHED_TABLE, published_blocks
from workbook.tables.settings import settings as table_settings
from xlsrc.domain.errors import WorkbookError
from xlsrc.domain.published import PublishedEdition, digest_of
from xlsrc.extracts.offences import shipped_offences

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.block import TableData
    from xlsrc.domain.settings import Settings

YEAR = editions()
FIRST_DAY = YEAR[0].as_at.first_day
NAMES = (EDITIONS_TABLE.name, PUBLISHED_TABLE.name)


def authored(path: Path, tables: dict[str, TableData] | None = None) -> Path:
    """The sheet, and Definitions, as `safer build` makes them of a workbook with these tables."""
    settings = made_up_settings()
    seeds = {name: [list(row) for row in table.rows] for name, table in (tables or {}).items()}
    canvas = Canvas(path, settings, seeds)  # type: ignore[arg-type]  # cells as read
    canvas.contents = sheets(settings)
    for room in (DEFINITIONS, ROOM):
        room.author(canvas)
    canvas.close()
    return path


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return authored(tmp_path_factory.mktemp("published") / "template.xlsx")


def settings_in(path: Path) -> Settings:
    """The settings with what the sheet holds."""
    tables = HeadlessWorkbook.open(path).tables(NAMES)
    return table_settings(default_tables() | tables, shipped_offences().names)


def publish(source: Path, target: Path, edition: PublishedEdition) -> Path:
    HeadlessWorkbook.open(source).write(published_blocks(edition), target, as_at=FIRST_DAY)
    return target


@pytest.fixture(scope="module")
def quarters(template: Path) -> tuple[Path, ...]:
    """The workbook after each of its first two editions."""
    first = publish(template, template.with_name("first.xlsx"), YEAR[0])
    return first, publish(first, template.with_name("second.xlsx"), YEAR[1])


def rows(path: Path) -> dict[str, tuple[tuple[object, ...], ...]]:
    found = HeadlessWorkbook.open(path).tables(NAMES)
    return {
        name: tuple(row for row in table.rows if any(cell is not None for cell in row))
        for name, table in found.items()
    }


def test_an_edition_is_read_as_it_was_published(quarters: tuple[Path, ...]) -> None:
    read = settings_in(quarters[1]).published

    assert [one.name for one in read] == ["March 2025", "June 2025"]
    assert [replace(one, figures=()) for one in read] == [
        replace(one, figures=()) for one in YEAR[:2]
    ]
    assert [set(one.figures) for one in read] == [set(one.figures) for one in YEAR[:2]]
    assert [digest_of(one) for one in read] == [one.digest for one in YEAR[:2]]


def test_the_second_edition_leaves_the_rows_of_the_first(quarters: tuple[Path, ...]) -> None:
    first, second = map(rows, quarters)

    for name in NAMES:
        assert second[name][: len(first[name])] == first[name]
        assert len(second[name]) > len(first[name])


def test_the_same_edition_again_adds_nothing(quarters: tuple[Path, ...], tmp_path: Path) -> None:
    again = publish(quarters[1], tmp_path / "again.xlsx", YEAR[1])

    assert rows(again) == rows(quarters[1])


def test_a_build_carries_every_edition(quarters: tuple[Path, ...], tmp_path: Path) -> None:
    assert {EDITIONS_TABLE, PUBLISHED_TABLE} <= set(ANALYST_TABLES)  # what a build carries
    made = authored(tmp_path / "made.xlsx", HeadlessWorkbook.open(quarters[1]).tables(NAMES))

    assert rows(made) == rows(quarters[1])
    assert faults(made) == ()
    third = publish(made, tmp_path / "third.xlsx", YEAR[2])
    assert [digest_of(one) for one in settings_in(third).published] == [
        one.digest for one in YEAR[:3]
    ]


def test_a_whole_workbook_has_no_fault(quarters: tuple[Path, ...]) -> None:
    assert faults(quarters[1]) == ()


def test_where_members_values_are_blank_the_public_ones_are_read(
    quarters: tuple[Path, ...],
) -> None:
    tables = HeadlessWorkbook.open(quarters[0]).tables(NAMES)
    table = tables[PUBLISHED_TABLE.name]
    value, public = map(table.columns.index, ("Value", "Public value"))
    hidden = 3  # of this row the public saw nothing
    blanked = tuple(
        tuple(
            None if at == value or (at == public and number == hidden) else cell
            for at, cell in enumerate(row)
        )
        for number, row in enumerate(table.rows)
    )
    tables[table.name] = replace(table, rows=blanked)
    (read,) = table_settings(default_tables() | tables, shipped_offences().names).published

    assert len(read.figures) == YEAR[0].rows - 1
    assert {(one.figure, one.value) for one in read.figures} <= {
        (one.figure, one.public) for one in YEAR[0].figures
    }


@pytest.mark.parametrize("audience", list(Audience))
def test_an_edition_is_made_beside_what_its_readers_saw(
    quarters: tuple[Path, ...], audience: Audience
) -> None:
    tables = default_tables() | HeadlessWorkbook.open(quarters[1]).tables(NAMES)
    read = table_settings(tables_for(tables, audience), shipped_offences().names).published

    assert [(one.name, one.as_at, one.digest) for one in read] == [
        (one.name, one.as_at, "") for one in YEAR[:2]
    ]
    assert [len(one.figures) for one in read] == [one.rows for one in YEAR[:2]]


def test_a_workbook_without_the_sheet_has_published_nothing() -> None:
    older = {name: table for name, table in default_tables().items() if name not in NAMES}

    assert table_settings(older, shipped_offences().names).published == ()


def faults(path: Path) -> tuple[str, ...]:
    return published_faults(HeadlessWorkbook.open(path), settings_in(path))


@pytest.fixture
def mine(quarters: tuple[Path, ...], tmp_path: Path) -> Path:
    path = tmp_path / "mine.xlsx"
    path.write_bytes(quarters[1].read_bytes())
    return path


def test_a_value_changed_by_hand_is_noticed(mine: Path) -> None:
    with Analyst(mine) as analyst:
        analyst.type(PUBLISHED_TABLE.name, "June 2025", "Value", "9")

    (fault,) = faults(mine)
    assert "the edition June 2025 as it was published was wanted" in fault


def test_a_row_taken_out_by_hand_is_noticed(mine: Path) -> None:
    with Analyst(mine) as analyst:
        analyst.delete_row(PUBLISHED_TABLE.name, "March 2025")

    (fault,) = faults(mine)
    assert "the edition March 2025 as it was published was wanted" in fault
    assert f"found that 1 row of its {YEAR[0].rows} can no longer be read or are gone" in fault


def test_an_edition_taken_out_is_noticed_with_its_rows(mine: Path) -> None:
    with Analyst(mine) as analyst:
        analyst.delete_row(EDITIONS_TABLE.name, "March 2025")

    found = faults(mine)
    assert len(found) == 2
    assert "the edition June 2025 follows one whose row in Editions is gone" in found[0]
    assert "rows of March 2025: go back to a copy" in found[1]


def test_a_file_is_not_replaced_by_one_that_lacks_its_editions(quarters: tuple[Path, ...]) -> None:
    older = HeadlessWorkbook.open(quarters[0])

    with pytest.raises(WorkbookError, match="it holds entries that the new one would lack: Publi"):
        replaceable_state(quarters[1], older, "Give another name.")
    replaceable_state(quarters[0], HeadlessWorkbook.open(quarters[1]), "Give another name.")
