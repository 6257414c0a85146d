"""`safer new` as a command: what it refuses, lists and says, and returns that come later."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from tests.support.new_areas import street_folder
from tests.support.own_groups import PARTS_OF_SHEFFIELD, with_own_groups
from workbook.cli import app
from workbook.new_workbook import New, new
from workbook.refresh import dashboard_of
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import AreaError, WorkbookError

if TYPE_CHECKING:
    from pathlib import Path

RUNNER = CliRunner()


def quietly(_step: str) -> None:
    """Report nothing."""


def made(tmp_path: Path, area: str, extracts: Path | None = None) -> New:
    return new(area, extracts=extracts, out=tmp_path / "new.xlsx", progress=quietly)


def test_an_unknown_area_is_answered_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(AreaError, match="did you mean Sheffield"):
        made(tmp_path, "Sheffeild")


def test_extracts_without_the_area_are_named(tmp_path: Path, south_yorkshire: Path) -> None:
    with pytest.raises(AreaError, match="figures of Cardiff were wanted; found those of Barnsley"):
        made(tmp_path, "Cardiff", south_yorkshire)


def test_a_council_is_told_from_the_partnership_of_its_name(tmp_path: Path) -> None:
    assert made(tmp_path, "E06000059").settings.area == "Dorset Council"


def test_a_former_district_says_what_it_is_part_of(tmp_path: Path) -> None:
    assert made(tmp_path, "Mendip").note == "Mendip is part of Somerset since 2023."


def test_a_workbook_with_entries_is_never_replaced(tmp_path: Path, sheffield: New) -> None:
    out = tmp_path / "Dashboard.xlsx"
    shutil.copy(sheffield.path, out)
    book = HeadlessWorkbook.open(out)
    before = out.read_bytes()
    assert book.table_names

    with pytest.raises(WorkbookError, match="holds entries that the new one would lack"):
        new("Cardiff", extracts=None, out=out, progress=quietly)

    assert out.read_bytes() == before


def test_the_areas_of_the_extracts_are_listed(south_yorkshire: Path) -> None:
    told = RUNNER.invoke(app, ["new", "--extracts", str(south_yorkshire)])

    assert told.exit_code == 0
    row = next(line for line in told.stdout.splitlines() if "Sheffield" in line)
    assert row.split() == [
        *("Sheffield", "city", "E08000019", "data.police.uk", "2023-01", "2025-06", "8")
    ]


def test_a_group_of_the_partnerships_own_is_listed_too(
    tmp_path: Path, south_yorkshire: Path
) -> None:
    folder = with_own_groups(shutil.copytree(south_yorkshire, tmp_path / "extracts"))

    told = RUNNER.invoke(app, ["new", "--extracts", str(folder)], terminal_width=200)

    assert PARTS_OF_SHEFFIELD in told.stdout


def test_a_folder_without_figures_is_answered_in_a_sentence(
    tmp_path: Path,
) -> None:
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")

    with pytest.raises(AreaError) as error:
        RUNNER.invoke(app, ["new", "--extracts", str(tmp_path)], catch_exceptions=False)

    first, *files = str(error.value).splitlines()
    assert first.startswith(f"Figures of an area were wanted; found none in {tmp_path}: put ")
    assert [line.partition(":")[0] for line in files] == ["notes.csv"]


def test_partnerships_of_several_authorities_are_listed_too(tmp_path: Path) -> None:
    parts = ("Dorset Council", "Bournemouth, Christchurch and Poole")
    told = RUNNER.invoke(
        app, ["new", "--extracts", str(street_folder(tmp_path, "Dorset Police", parts))]
    )

    assert "partnership  E22" in told.stdout


def test_the_command_says_what_partners_are_asked_for(tmp_path: Path) -> None:
    told = RUNNER.invoke(app, ["new", "--area", "Cardiff", "--out", str(tmp_path / "it.xlsx")])

    assert told.exit_code == 0, told.output
    assert "Asked of partners, and on no sheet until it has a section: Deliberate fires" in (
        told.stdout
    )


def test_a_return_that_comes_later_is_told_of(
    tmp_path: Path, sheffield: New, south_yorkshire: Path
) -> None:
    folder = tmp_path / "extracts"
    shutil.copytree(south_yorkshire, folder)
    header = "indicator,area,month,value\n"
    rows = [f"emergency_assaults,Sheffield,{year}-{m:02d},{20 + m}\n" for year, m in _months()]
    (folder / "hospitals.csv").write_text(header + "".join(rows))

    told = RUNNER.invoke(
        app,
        [
            "refresh",
            str(sheffield.path),
            "--extracts",
            str(folder),
            "--out",
            str(tmp_path / "x.xlsx"),
        ],
    )

    assert "Returned, and on no sheet: Assaults seen in emergency departments." in told.stdout
    shown = dashboard_of(sheffield.path, folder)
    assert [str(one.as_at) for one in shown.asked if one.as_at] == ["2025-06"]


def test_a_return_in_the_folder_gives_its_indicator_its_section(
    tmp_path: Path, south_yorkshire: Path
) -> None:
    folder = tmp_path / "extracts"
    shutil.copytree(south_yorkshire, folder)
    header = "indicator,area,month,value\n"
    rows = [f"emergency_assaults,Sheffield,{year}-{m:02d},{20 + m}\n" for year, m in _months()]
    (folder / "hospitals.csv").write_text(header + "".join(rows))

    settings = made(tmp_path, "Sheffield", folder).settings

    assert "emergency_assaults" in [one.id for one in settings.indicators]
    assert "3" in [section.id for section in settings.sections]


def _months() -> list[tuple[int, int]]:
    return [(at // 12, at % 12 + 1) for at in range(2023 * 12, 2025 * 12 + 6)]
