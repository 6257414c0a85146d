"""A refresh of a workbook that analysts restyled: new figures, and not a byte of theirs lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.support import lossless
from tests.support.lossless import CELL, CHART, DRAWING, SHEET, TABLE, Save, figures
from tests.support.ooxml import OLDEST_AND_NEWEST, needs_validator, schema_errors
from tests.support.restyle import OWN_SHEET, RENAMED, restyled
from workbook.check.lint import faults
from workbook.package.archive import Archive
from workbook.package.structure import structure
from workbook.refresh import refresh
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.writes import all_writes
from xlsrc.domain.month import Month
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path


class Refreshing(NamedTuple):
    """A restyled workbook, the file of its refresh, and both as a save."""

    source: Path
    target: Path
    save: Save

    def parts(self, kind: re.Pattern[str]) -> list[str]:
        return [name for name in self.save.changed if kind.fullmatch(name)]


@pytest.fixture(scope="module")
def last_month(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("restyled") / "November.xlsx"
    return refresh(template, data_folder(), as_at=Month.of(2025, 11), out=target).path


@pytest.fixture(scope="module")
def refreshing(last_month: Path) -> Refreshing:
    source = restyled(last_month, last_month.with_name("November, restyled.xlsx"))
    target = source.with_name("December.xlsx")
    result = refresh(source, data_folder(), out=target)
    writes = all_writes(result.dashboard, HeadlessWorkbook.open(source))
    before, after = Archive.read(source), Archive.read(target)
    return Refreshing(source, target, Save.of(before, after, writes))


def test_every_part_outside_the_list_is_byte_identical(refreshing: Refreshing) -> None:
    assert lossless.other_parts(refreshing.save) == []


def test_of_a_drawing_only_the_look_of_the_map_s_shapes_changes(refreshing: Refreshing) -> None:
    assert refreshing.parts(DRAWING)
    assert lossless.differing_drawings(refreshing.save) == []


def test_the_workbook_part_only_gains_the_order_to_recalculate(refreshing: Refreshing) -> None:
    before, after = (
        archive.text("xl/workbook.xml")
        for archive in (refreshing.save.before, refreshing.save.after)
    )

    assert after.replace(' fullCalcOnLoad="1"', "") == before


def test_only_the_calculation_chain_leaves_the_package(refreshing: Refreshing) -> None:
    before, after = (
        archive.text("[Content_Types].xml") + archive.text("xl/_rels/workbook.xml.rels")
        for archive in (refreshing.save.before, refreshing.save.after)
    )

    without = re.sub(r"<(?:Override|Relationship) [^>]*calcChain[^>]*/>", "", before)
    assert (after, set(refreshing.save.before.names) - set(refreshing.save.after.names)) == (
        without,
        {"xl/calcChain.xml"},
    )


def test_the_document_s_properties_change_in_their_date_only(refreshing: Refreshing) -> None:
    before, after = (
        archive.text("docProps/core.xml")
        for archive in (refreshing.save.before, refreshing.save.after)
    )

    assert after == before.replace("2025-11-01T", "2025-12-01T")


def test_outside_its_cells_a_sheet_is_byte_identical(refreshing: Refreshing) -> None:
    assert refreshing.parts(SHEET)
    assert lossless.differing_outside_cells(refreshing.save) == []


def test_cells_that_are_not_a_refresh_s_are_byte_identical(refreshing: Refreshing) -> None:
    assert lossless.differing_cells(refreshing.save) == []


def test_rows_keep_their_heights_and_formats(refreshing: Refreshing) -> None:
    assert lossless.differing_rows(refreshing.save) == []


def test_charts_change_in_their_cached_values_and_steps_only(refreshing: Refreshing) -> None:
    assert refreshing.parts(CHART)
    assert lossless.differing_charts(refreshing.save) == []


def test_tables_change_in_their_range_only(refreshing: Refreshing) -> None:
    assert refreshing.parts(TABLE)
    assert lossless.differing_tables(refreshing.save) == []


def test_an_analysts_formula_keeps_no_value_that_is_out_of_date(refreshing: Refreshing) -> None:
    (sheet,) = (s for s in structure(refreshing.save.after).sheets if s.name == OWN_SHEET)

    cells = CELL.finditer(refreshing.save.after.text(sheet.part))
    assert [match[0] for match in cells if "<f>" in match[0]] == [
        '<c r="A2"><f>SUM(AllIndicators[Last 12 months])</f></c>',
        # The title is the same in every month, so what is taken from it is kept.
        '<c r="A3"><f>\'5 High-volume\'!A1&amp;" again"</f><v>3</v></c>',
    ]


def test_the_figures_are_those_of_a_workbook_that_nobody_touched(
    refreshing: Refreshing, last_month: Path, tmp_path: Path
) -> None:
    untouched = refresh(last_month, data_folder(), out=tmp_path / "untouched.xlsx")

    assert figures(refreshing.save.after) == figures(Archive.read(untouched.path))


def test_a_renamed_sheet_keeps_its_name(refreshing: Refreshing) -> None:
    assert RENAMED[1] in HeadlessWorkbook.open(refreshing.target).sheet_names


def test_our_own_check_finds_no_fault(refreshing: Refreshing) -> None:
    assert faults(refreshing.target) == ()


@needs_validator
@pytest.mark.parametrize("office_version", OLDEST_AND_NEWEST)
def test_the_refreshed_workbook_is_valid(refreshing: Refreshing, office_version: str) -> None:
    assert schema_errors(refreshing.target, office_version) == []


def test_a_second_refresh_changes_nothing(refreshing: Refreshing, tmp_path: Path) -> None:
    again = refresh(refreshing.target, data_folder(), out=tmp_path / "again.xlsx")

    assert again.path.read_bytes() == refreshing.target.read_bytes()
