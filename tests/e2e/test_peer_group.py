"""Another peer group in Settings changes every comparison, and nothing else in the workbook."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import openpyxl
import pytest

from workbook.block import TableBlock
from workbook.refresh import Refreshed, refresh
from workbook.sheets.all_indicators.layout import ALL_INDICATORS_TABLE
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook

# openpyxl says of each workbook with sparklines or text boxes what it would lose if it saved it.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*is not supported:UserWarning"),
]

AGAINST_PEERS = {"Peer group", "Peer rate", "Rank", "Of", "Against peers"}
SECTIONS = (
    "Overall",
    "MOPAC 7",
    "1 ASB",
    "2 DA and VAWG",
    "3 Serious violence",
    "4 Offending",
    "5 High-volume",
    "6 Hate crime",
    "7 Victims",
)


def with_group(group: str, source: Path, folder: Path) -> Path:
    """The workbook with another peer group in its Settings, refreshed."""
    chosen = folder / "chosen.xlsx"
    setting = TableBlock(
        table="Settings",
        columns=("Setting", "Value"),
        rows=(("Peer group", group),),
        keys=("Setting",),
    )
    opened = HeadlessWorkbook.open(source)
    opened.write([setting], chosen, as_at=datetime.date(2025, 12, 1))
    return refresh(chosen, data_folder(), out=folder / f"{group}.xlsx").path


@pytest.fixture(scope="module")
def among_london(sample_book: Workbook) -> Workbook:
    return sample_book


@pytest.fixture(scope="module")
def among_outer_london(sample: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = with_group("outer", sample.path, tmp_path_factory.mktemp("outer"))
    return openpyxl.load_workbook(path, data_only=True)


@pytest.fixture(scope="module")
def changed(among_london: Workbook, among_outer_london: Workbook) -> list[tuple[str, Cell]]:
    """Every cell that is not the same in both, as it is among outer London."""
    before, after = cells_of(among_london), cells_of(among_outer_london)
    return [
        (sheet, among_outer_london[sheet][at])
        for sheet, at in sorted(before.keys() | after.keys())
        if before.get((sheet, at)) != after.get((sheet, at))
    ]


def cells_of(book: Workbook) -> dict[tuple[str, str], object]:
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def test_no_sheet_but_those_with_comparisons_changes(changed: list[tuple[str, Cell]]) -> None:
    others = {"Cover", "Definitions", "Sources", "Data", "Ward data", "Checks", "Duties", "Help"}

    assert {sheet for sheet, _ in changed} & others == set()


def test_on_exceptions_only_what_the_peers_did_changes(changed: list[tuple[str, Cell]]) -> None:
    cells = [str(cell.value) for sheet, cell in changed if sheet == "Exceptions"]

    assert cells
    assert [
        one for one in cells if not re.search(r"^What peers did$|% on a year before$", one)
    ] == []


def test_in_settings_only_the_setting_changes(changed: list[tuple[str, Cell]]) -> None:
    assert [cell.value for sheet, cell in changed if sheet == "Settings"] == ["outer"]


def test_in_all_indicators_only_comparisons_change(changed: list[tuple[str, Cell]]) -> None:
    headers = ALL_INDICATORS_TABLE.headers
    columns = {headers[cell.column - 1] for sheet, cell in changed if sheet == "All indicators"}

    assert {"Rank", "Of", "Peer group", "Peer rate"} <= columns <= AGAINST_PEERS


def test_on_summary_only_against_peers_their_movement_impact_and_the_foot_change(
    changed: list[tuple[str, Cell]],
) -> None:
    words = re.compile(r"rank of 20|Outer London|Impact:|(lower|similar|higher), \d+(st|nd|rd|th)$")
    cells = [str(cell.value) for sheet, cell in changed if sheet == "Summary"]

    assert [text for text in cells if words.search(text) is None] == []


@pytest.mark.parametrize("section", SECTIONS)
def test_on_section_sheets_only_against_peers_and_impact_change(
    changed: list[tuple[str, Cell]], section: str
) -> None:
    words = re.compile(r"(lower|similar|higher), \d+ of 20$|as its peers did", re.IGNORECASE)
    cells = [str(cell.value) for sheet, cell in changed if sheet == section]

    assert [text for text in cells if words.search(text) is None] == []


def test_on_indicator_only_the_comparison_changes(
    changed: list[tuple[str, Cell]], among_london: Workbook
) -> None:
    comparison = set()
    for name, defined in among_london.defined_names.items():
        if name.startswith(("indicator.peer", "indicator.funnel", "indicator.key_")):
            ((_, area),) = defined.destinations
            for row in among_london["Indicator"][area.replace("$", "")] if ":" in area else ():
                comparison |= {cell.coordinate for cell in row}
            comparison |= {area.replace("$", "")}
    found = {cell.coordinate for sheet, cell in changed if sheet == "Indicator"}

    assert found
    assert found <= comparison


def test_every_comparison_speaks_of_the_same_20_areas(among_outer_london: Workbook) -> None:
    sheet = among_outer_london["All indicators"]
    of = ALL_INDICATORS_TABLE.headers.index("Of") + 1
    found = {sheet.cell(row, of).value for row in range(5, sheet.max_row + 1)}
    areas = {row[1].value for row in among_outer_london["Peers"].iter_rows(min_row=6)}

    assert (found - {"–", "no data", None}, len(areas - {None})) == ({20}, 20)


def test_a_group_without_tables_is_not_available_and_says_so(
    sample: Refreshed, tmp_path: Path
) -> None:
    path = with_group("national", sample.path, tmp_path)
    # Of one sheet, all others are left unread.
    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    foot = [cell.value for row in book["Summary"].iter_rows() for cell in row if cell.value]
    book.close()

    assert any(
        "Peers: National. Not available: needs the Home Office's open data tables." in str(text)
        for text in foot
    )
