"""The registry of sheets: a room is a folder and a line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import workbook.sheets
from tests.support.hello.layout import GREETING, HELLO
from tests.support.hello.room import ROOM as HELLO_ROOM
from tests.support.made_up import made_up_dashboard, made_up_settings
from workbook.build.author import author
from workbook.check import lint
from workbook.package.archive import Archive
from workbook.sheets.registry import FOLDERS, PUBLIC_FOLDERS, ROOMS, TABLES, sheets
from workbook.sheets.room import Refreshing
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.analyst_tables import ANALYST_TABLES
from workbook.tables.defaults import default_rows
from workbook.writes import all_writes

WITH_HELLO = (*ROOMS, HELLO_ROOM)


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with one sheet more than the registry has, made and refreshed."""
    folder = tmp_path_factory.mktemp("hello")
    template, out = folder / "Template.xlsx", folder / "Refreshed.xlsx"
    rows = {table.name: default_rows(table.name) for table in ANALYST_TABLES}
    author(template, made_up_settings(), rows, rooms=WITH_HELLO)
    opened = HeadlessWorkbook.open(template)
    dashboard = made_up_dashboard()
    writes = all_writes(dashboard, opened, WITH_HELLO)
    opened.write(writes, out, as_at=dashboard.as_at.first_day)
    return out


def test_a_room_more_is_a_sheet_more_and_a_refresh_fills_it(refreshed: Path) -> None:
    opened = HeadlessWorkbook.open(refreshed)

    assert opened.sheet_names[-1] == HELLO.name
    assert opened.block_values(GREETING.name) == (("Hello,", "Barnet"),)


def test_the_contents_on_cover_list_the_room(refreshed: Path) -> None:
    cover = Archive.read(refreshed).text("xl/worksheets/sheet1.xml")

    assert "'Hello'!A1" in cover


def test_a_workbook_with_a_room_more_has_no_faults(refreshed: Path) -> None:
    assert lint.faults(refreshed) == ()


def test_every_folder_of_sheets_is_in_the_registry() -> None:
    folders = {path.parent.name for path in Path(workbook.sheets.__path__[0]).glob("*/room.py")}

    listed = (*FOLDERS, *PUBLIC_FOLDERS)
    assert (folders, len(listed)) == (set(listed), len(set(listed)))


def test_the_sheets_stand_in_the_order_of_the_tabs() -> None:
    names = [sheet.name for sheet in sheets(made_up_settings())]

    assert names[:3] == ["Cover", "Summary", "Exceptions"]
    assert names[-6:] == ["Data quality", "Data", "Ward data", "Checks", "Deck", "Help"]


def test_every_table_of_analysts_belongs_to_a_room() -> None:
    assert {table.name for table in ANALYST_TABLES} <= {table.name for table in TABLES}


def test_each_table_stands_on_a_sheet_of_its_room() -> None:
    settings = made_up_settings()
    homeless = [
        table.name
        for room in ROOMS
        for table in room.tables
        if table.sheet not in {sheet.name for sheet in room.sheets(settings)}
    ]

    assert homeless == []


def test_what_several_sheets_show_is_worked_out_once() -> None:
    asked: list[Refreshing] = []

    def work(refreshing: Refreshing) -> int:
        asked.append(refreshing)
        return len(asked)

    refreshing = Refreshing(dashboard=made_up_dashboard(), workbook=HeadlessWorkbook)  # type: ignore[arg-type]  # not asked for

    assert [refreshing.once(work), refreshing.once(work)] == [1, 1]


def test_a_refresh_starts_without_xlsxwriter() -> None:
    asked = "import sys, workbook.refresh; print('xlsxwriter' in sys.modules)"
    command = [sys.executable, "-c", asked]

    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert said.strip() == "False"
